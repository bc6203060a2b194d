"""From a tree with places to a draft of the flow, part by part, as flow-language §4–5 lists them."""
