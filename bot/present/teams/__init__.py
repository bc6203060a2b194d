"""Words about team check-ins."""
