"""What Slack takes, each number with where it stands in the Block Kit reference or the Web API's.

Lengths are kept in UTF-16 code units and counted after escaping: never less than what Slack counts.
"""

from typing import Final

BLOCKS: Final = 50
"""Of a message: reference/block-kit/blocks."""
TEXT_OF_BLOCKS: Final = 12_000
"""All text of a message's blocks; about 13,200 is refused as `msg_blocks_too_long`, undocumented."""
TEXT: Final = 4_000
"""Of a message beside its blocks, for notifications and screen readers: chat.postMessage, chat.update."""
SECTION: Final = 3_000
"""Text of a section block, from 1 on."""
HEADER: Final = 150
"""Text of a header block, plain."""
CONTEXT_ELEMENTS: Final = 10
"""Of a context block."""
ACTIONS: Final = 25
"""Elements of an actions block."""
ACTION_ID: Final = 255
"""Of an element; unique in a message."""
BLOCK_ID: Final = 255
"""Of a block; unique in a message, and a new one on every update."""
BUTTON: Final = 75
"""Label of a button; phones show about 30."""
BUTTON_VALUE: Final = 2_000
ACCESSIBILITY_LABEL: Final = 75
OPTION: Final = 75
"""Label of an option of radio buttons, checkboxes and menus."""
OPTION_VALUE: Final = 150
DESCRIPTION: Final = 75
"""The line under an option."""
RADIO_OPTIONS: Final = 10
"""Of radio buttons and of checkboxes, from 1 on."""
SELECT_OPTIONS: Final = 100
"""Of a menu."""
PLACEHOLDER: Final = 150
"""Of a menu or a field."""
URL: Final = 3_000
