"""What comes in from Slack, and for which workspaces."""
