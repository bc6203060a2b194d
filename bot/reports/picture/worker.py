"""The process that paints: SVG comes in, PNG goes out, one after the other.

It is started as a file and loads nothing of ours, so it is there at once, holds no connection and knows no
secret. It ends when its input ends, which the system sees to however the process that started it has ended.
"""

import os
import signal
import sys
from pathlib import Path
from struct import Struct
from typing import BinaryIO, Final

from resvg_py import svg_to_bytes

FONTS: Final = Path(__file__).parent / "fonts"
FILES: Final = [str(FONTS / "DejaVuSans.ttf"), str(FONTS / "DejaVuSans-Bold.ttf")]
REQUEST: Final = Struct(">I")
"""How many bytes of SVG follow."""
ANSWER: Final = Struct(">?I")
"""Is it a picture? How many bytes of it, or of words saying why not, follow?"""
KINDNESS: Final = 10
"""A picture can wait, a tap cannot."""


def paint_all(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers each request, until the last."""
    while len(head := requests.read(REQUEST.size)) == REQUEST.size:
        (length,) = REQUEST.unpack(head)
        painted, content = _answer(requests.read(length).decode())
        answers.write(ANSWER.pack(painted, len(content)) + content)
        answers.flush()


def _answer(svg: str) -> tuple[bool, bytes]:
    try:
        return True, svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=FILES)
    except ValueError as error:
        return False, str(error).encode()


def main() -> None:
    """Paints for whoever started this process."""
    if sys.platform != "win32":
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))  # not every loop closes what may be passed on
        os.nice(KINDNESS)
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # nobody reads any more: nothing to say about it
    paint_all(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
