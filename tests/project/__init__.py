"""Tests of the project itself: what it stands on, how it is set up, the house rules."""
