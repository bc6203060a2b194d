"""Pictures as Telegram takes them: PNG or JPEG, not too large, not too long."""

from typing import Final, NamedTuple

from tests.fakes.telegram.refusal import bad_request

LARGEST: Final = 10 * 1024 * 1024
SIDES: Final = 10_000
RATIO: Final = 20
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
# The markers that begin a frame, of all that lie between 0xC0 and 0xCF.
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class Size(NamedTuple):
    """In pixels."""

    width: int
    height: int


def check_picture(content: bytes) -> Size:
    """The size of a photo. RefusalError: Telegram would not take it."""
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > LARGEST:
        raise bad_request(
            f"file of size {len(content)} bytes is too big for a photo; the maximum size is {LARGEST} bytes"
        )
    size = _size(content)
    if size is None or not all(size):
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > SIDES or max(size) > RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def _size(content: bytes) -> Size | None:
    if content.startswith(_PNG):
        return _png(content)
    return _jpeg(content) if content.startswith(_JPEG) else None


def _png(content: bytes) -> Size | None:
    """Its first chunk names the size, its last one says that it is whole."""
    if content[12:16] != b"IHDR" or content[-8:-4] != b"IEND":
        return None
    return Size(int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big"))


def _jpeg(content: bytes) -> Size | None:
    """The first frame names the size; what stands before it is passed over by its length."""
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker in _FRAMES:
            height = int.from_bytes(content[place + 5 : place + 7], "big")
            return Size(int.from_bytes(content[place + 7 : place + 9], "big"), height)
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return None
