"""Files that a bot has sent: a file id names one again, for this bot alone."""

from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import Any, Final

from tests.fakes.telegram.parameters import LARGEST_UPLOAD, Parameters, Upload
from tests.fakes.telegram.pictures import Size, check_picture
from tests.fakes.telegram.refusal import bad_request

_SMALL: Final = 320
_ATTACHED: Final = "attach://"


@dataclass(frozen=True, slots=True)
class File:
    """One file as it is kept."""

    identity: str
    name: str
    content: bytes
    kind: str
    size: Size | None = None
    """Of a picture."""

    @property
    def fingerprint(self) -> str:
        return sha256(self.content).hexdigest()[:16]

    def as_document(self) -> dict[str, Any]:
        return {
            "file_name": self.name, "mime_type": self.kind, "file_id": self.identity,
            "file_unique_id": self.fingerprint, "file_size": len(self.content),
        }  # fmt: skip

    def as_photo(self) -> list[dict[str, Any]]:
        """In two sizes, the larger one last. Both are named by ids of their own."""
        width, height = self.size or Size(1, 1)
        shrunk = min(1.0, _SMALL / max(width, height))
        return [
            {
                "file_id": self.identity + mark, "file_unique_id": self.fingerprint + mark,
                "file_size": int(len(self.content) * share) or 1,
                "width": int(width * share) or 1, "height": int(height * share) or 1,
            }
            for mark, share in (("s", shrunk), ("", 1.0))
        ]  # fmt: skip


class Files:
    """All files of a bot by their ids."""

    def __init__(self) -> None:
        self._kept: dict[str, File] = {}
        self._numbers = count(1)

    def photo(self, given: Parameters, value: Any = None) -> File:
        """The picture of a request: one that comes with it, or one that is named. RefusalError."""
        return self._file(given, "photo", value)

    def document(self, given: Parameters, value: Any = None) -> File:
        """As `photo`, for any file."""
        return self._file(given, "document", value)

    def keep(self, upload: Upload, size: Size | None = None) -> File:
        """Takes a file in, from the bot or from a person."""
        letters = "photo" if size else "file"
        identity = f"AgAC-{letters}-{next(self._numbers):08}"
        self._kept[identity] = file = File(identity, upload.name, upload.content, upload.kind, size)
        self._kept[f"{identity}s"] = file
        return file

    def _file(self, given: Parameters, field: str, value: Any) -> File:
        value = value if value is not None else given.values.get(field)
        upload = given.files.get(field)
        if isinstance(value, str) and value.startswith(_ATTACHED):
            upload = given.files.get(value.removeprefix(_ATTACHED))
        if upload is None:
            return self._named(value, field)
        if field == "photo":
            return self.keep(upload, check_picture(upload.content))
        if not upload.content:
            raise bad_request("file must be non-empty")
        if len(upload.content) > LARGEST_UPLOAD:
            raise bad_request("file is too big")
        return self.keep(upload)

    def _named(self, value: Any, field: str) -> File:
        if not isinstance(value, str) or not value:
            raise bad_request(f"there is no {field} in the request")
        if value.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        known = self._kept.get(value)
        if known is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if (field == "photo") != (known.size is not None):
            raise bad_request("type of file mismatch")
        return known
