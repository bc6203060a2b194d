"""Whole chats through the real program."""
