"""The body of a request, never more than fits."""

from typing import Final

from starlette.requests import ClientDisconnect, Request

LARGEST_BODY: Final = 1024 * 1024
"""Bytes; what platforms send has a few thousand, a hundred thousand at most."""


async def bounded_body(request: Request) -> bytes | None:
    """The whole body; None when it is too large."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > LARGEST_BODY:
        return None
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST_BODY:
                return None
    except ClientDisconnect:
        return None
    return bytes(body)
