"""Rows: what is kept, in SQLite or PostgreSQL (design §6).

Store functions are plain functions of a `Connection`; `Database.run` decides where they run, and commits.
"""
