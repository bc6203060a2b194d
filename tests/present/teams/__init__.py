"""Tests of `bot.present.teams`: words about team check-ins."""
