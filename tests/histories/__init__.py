"""Whole histories of a database, each replayed from one number: ``python -m tests.histories SEED``.

A history is a list of steps, drawn from its seed: files that overlap, corrections, undos, merges,
backups, and what goes wrong meanwhile. After each step the database is what a plain model in
memory says, which knows no table and no frame.
"""
