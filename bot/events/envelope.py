"""An event as it goes out: CloudEvents 1.0 in JSON, structured. The same letters at each attempt."""

import json
from collections.abc import Mapping
from typing import Any, Final

from bot.store.events import StoredEvent
from bot.turn.outside.shape import PREFIX, VERSION

CONTENT_TYPE: Final = "application/cloudevents+json; charset=utf-8"


def schema_name(name: str) -> str:
    """The name of the schema of a type's data; it is the same for ever."""
    return f"urn:checkup:event:{name}:{VERSION}"


def envelope(event: StoredEvent, data: Mapping[str, Any]) -> str:
    """The body of a request."""
    told = {
        "specversion": "1.0",
        "id": event.id,
        "source": f"/checkup/{event.channel}",
        "type": PREFIX + event.type,
        "subject": event.subject,
        "time": event.happened_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "dataschema": schema_name(event.type),
        "data": data,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
