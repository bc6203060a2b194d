"""The comfortable chat: keys, colours, a progress bar, results that can be looked around in."""
