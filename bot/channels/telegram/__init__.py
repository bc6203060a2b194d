"""Telegram: its limits, and messages as it takes them."""
