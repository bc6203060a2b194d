"""Work of several steps that goes on by itself after a crash: see `port`."""
