"""Tests of rehearsals: the tests inside flow files, and exploration."""
