"""The engine: pure steps from input to events."""
