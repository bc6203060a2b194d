"""The methods that the fake knows, each as Telegram carries it out."""

from tests.fakes.telegram.methods import editing, fetching, profile, sending
from tests.fakes.telegram.methods.registry import METHODS, Method, carried_out

__all__ = ["METHODS", "Method", "carried_out", "editing", "fetching", "profile", "sending"]
