"""Pure: what the desk says, which knows the person and all their conversations.

`language` is what a person wished for: their choice, else what their client speaks, else None. What is about
one flow is said in the language the flow would be taken in, all else in one that the product speaks.
"""
