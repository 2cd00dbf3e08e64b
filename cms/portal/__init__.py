"""The public site of a university: first page, news, about, contacts, in three languages."""
