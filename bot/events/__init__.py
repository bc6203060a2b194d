"""Telling the rest of the business what happened: as CloudEvents, signed as Standard Webhooks says."""
