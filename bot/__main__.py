"""`python -m bot` is `checkup`."""

from bot.cli import main

if __name__ == "__main__":
    main()
