"""The result page, in the order of scoring.md §8, and how the result was computed."""
