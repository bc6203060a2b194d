"""Waiting for a moment, in a way that can be cut short."""

import asyncio


async def pause(seconds: float) -> None:
    """Comes back after so many seconds."""
    if seconds <= 0:
        return
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    handle = loop.call_later(seconds, _finish, done)
    try:
        await done
    finally:
        handle.cancel()


async def happens(event: asyncio.Event, seconds: float) -> bool:
    """Does the event happen within so many seconds?"""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True


def _finish(done: "asyncio.Future[None]") -> None:
    if not done.done():
        done.set_result(None)
