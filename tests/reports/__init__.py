"""Tests of what people are given to look at after the questions."""
