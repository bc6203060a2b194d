"""Tests of bot/definition."""
