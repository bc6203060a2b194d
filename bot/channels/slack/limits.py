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
"""Text of a section block, from 1 on; kept by rich text too, for which the reference names no number."""
HEADER: Final = 150
"""Text of a header block, plain."""
CONTEXT_ELEMENTS: Final = 10
"""Of a context block."""
CONTEXT: Final = 2_000
"""Of one of them; the reference names no number of its own, so this keeps well below that of all texts."""
ACTIONS: Final = 25
"""Elements of an actions block."""
ACTION_ID: Final = 255
"""Of an element; unique in a message."""
BLOCK_ID: Final = 255
"""Of a block; unique in a message. On an update a new one forgets what was chosen in it; the same keeps it.
"""
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
CONFIRM_TITLE: Final = 100
"""Of the dialog that asks once more: reference/block-kit/composition-objects."""
CONFIRM_TEXT: Final = 300
CONFIRM_BUTTON: Final = 30
"""Either button of it."""

VIEW_TITLE: Final = 24
"""Of a modal, and either button of it: reference/views/modal-views."""
VIEW_BLOCKS: Final = 100
CALLBACK_ID: Final = 255
METADATA: Final = 3_000
"""What a view carries unseen."""
LABEL: Final = 2_000
"""Above a field; the hint below it has as much."""
FIELD: Final = 3_000
"""Characters that a field for text takes at most."""
ERROR: Final = 300
"""Beside a field. Undocumented; this much is seen whole."""

CHARTS: Final = 2
"""Of a message: reference/block-kit/blocks/data-visualization-block, as all of these."""
CHART_TITLE: Final = 50
CHART_LABEL: Final = 20
"""Of a category and of a series."""
CHART_POINTS: Final = 20
"""Categories, from 1 on."""
CHART_SERIES: Final = 6
