"""Forms in windows of their own: what stands in them, and what people sent."""
