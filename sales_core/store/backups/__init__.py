"""Backups that the server makes by itself, and putting one back.

``rotation`` says which are kept, ``folder`` finds them, ``making`` writes one, ``schedule`` does so
in a thread of its own, ``restoring`` puts one in the place of the database.
"""
