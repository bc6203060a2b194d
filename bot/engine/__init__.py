"""Pure: what happens. One `step` takes a flow, a state and an input, and gives the next state and events."""
