"""Tests of typed answers."""
