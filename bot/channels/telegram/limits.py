"""What Telegram takes, each number with where it stands. Lengths are in UTF-16 code units."""

from typing import Final

TEXT: Final = 4_096
"""Of a message, after its marks are taken out: Bot API `sendMessage`; `MessageLimit.MAX_TEXT_LENGTH`."""
ENTITIES: Final = 100
"""Marks of a message; what is beyond is silently plain: `MessageLimit.MESSAGE_ENTITIES`."""
CALLBACK_DATA: Final = 64
"""Bytes in UTF-8, from 1 on: Bot API `InlineKeyboardButton`; python-telegram-bot does not check it."""
BUTTONS: Final = 100
"""Of an inline keyboard: observed, a longer one is refused or cut."""
BUTTONS_IN_A_ROW: Final = 8
"""Observed: more are cut off."""
KEYBOARD_BYTES: Final = 9_000
"""Of a keyboard as JSON: there is a limit, but it is not published ("reply markup is too long").
Ours is what a hundred buttons with short labels need.
"""
LABEL: Final = 64
"""Of a button. The platform names no limit; phones show 20 to 30 letters."""
DEEP_LINK: Final = 64
"""Characters of `?start=`: `MessageLimit.DEEP_LINK_LENGTH`."""
PLACEHOLDER: Final = 64
"""Of an input field: `ReplyLimit.MAX_INPUT_FIELD_PLACEHOLDER`."""
CAPTION: Final = 1_024
"""Under a picture: `MessageLimit.CAPTION_LENGTH`."""
TOAST: Final = 200
"""What answers a press: `CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH`."""
