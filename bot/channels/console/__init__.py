"""The console: one answer a line where input is piped, keys and colours on a terminal."""
