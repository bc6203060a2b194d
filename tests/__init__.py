"""Tests of Checkup: people.py drives it as a person would; one folder a floor."""
