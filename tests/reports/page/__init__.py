"""The report page of a check-in."""
