"""What goes wrong around a process that serves, made to go wrong; and what is left when it is over."""
