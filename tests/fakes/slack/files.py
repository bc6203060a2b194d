"""Files: room is asked for, bytes come, and then a file is shared."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from tests.fakes.slack.refusal import RefusalError

_TYPES: Final = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}


@dataclass(eq=False)
class File:
    """One file."""

    id: str
    name: str
    length: int
    alt_text: str
    team: str
    user: str
    content: bytes | None = None
    """None until it was uploaded."""
    title: str = ""
    shared: bool = False
    channels: list[str] = field(default_factory=list)

    @property
    def mimetype(self) -> str:
        return _TYPES.get(self.name.rpartition(".")[2].lower(), "application/octet-stream")

    @property
    def is_image(self) -> bool:
        return self.mimetype.startswith("image/")

    def as_json(self, url: str) -> dict[str, Any]:
        shape: dict[str, Any] = {
            "id": self.id, "name": self.name, "title": self.title or self.name, "mimetype": self.mimetype,
            "filetype": self.name.rpartition(".")[2].lower(), "size": self.length, "user": self.user,
            "user_team": self.team, "channels": [one for one in self.channels if one[0] == "C"],
            "ims": [one for one in self.channels if one[0] == "D"], "mode": "hosted", "is_external": False,
            "url_private": f"{url}/files-pri/{self.team}-{self.id}/{self.name}",
            "permalink": f"{url}/files/{self.user}/{self.id}/{self.name}",
        }  # fmt: skip
        return shape | ({"alt_txt": self.alt_text} if self.alt_text else {})


class Files:
    """Those of all workspaces, by their ids."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.kept: dict[str, File] = {}

    def reserve(self, name: str, length: int, alt_text: str, team: str, user: str) -> File:
        file = File(f"F{next(self._numbers):09d}", name, length, alt_text, team, user)
        self.kept[file.id] = file
        return file

    def receive(self, identity: str, content: bytes) -> None:
        """The bytes of a file. RefusalError: no room was asked for, or it is not as long as was said."""
        file = self.kept.get(identity)
        if file is None or file.content is not None:
            raise RefusalError("upload_not_found", status=404)
        if len(content) != file.length:
            raise RefusalError("upload_length_mismatch", status=400)
        file.content = content

    def can_be_shown(self, reference: str) -> bool:
        """Is there a picture with this id or address, uploaded and shared?"""
        file = self.kept.get(reference) or self.kept.get(_in_address(reference))
        return file is not None and file.shared and file.is_image


def _in_address(address: str) -> str:
    """The id in a `url_private` or a `permalink`."""
    for piece in address.split("/"):
        last = piece.rpartition("-")[2]
        if last.startswith("F") and last[1:].isdecimal():
            return last
    return ""
