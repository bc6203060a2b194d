"""What operators watch a process by."""
