"""Database backend that keeps a connection inside one university."""
