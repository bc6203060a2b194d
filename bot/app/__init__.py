"""Where settings, database, flows, channels and the web server meet. No logic."""
