"""Checkup in Slack, against a strict fake."""
