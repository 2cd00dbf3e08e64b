"""Verification of the register, part by part; the door is ``ordo.ledger.verify``."""
