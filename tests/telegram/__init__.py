"""The whole way over Telegram: the real server of ours against a strict fake of theirs."""
