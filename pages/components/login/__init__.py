"""Logging in: who comes by which way, and what stands before the pages until somebody has."""
