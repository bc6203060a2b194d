"""The web server's pages and webhooks."""
