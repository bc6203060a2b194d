"""What all peers are asked: an update as Telegram sends it, and so many taps whenever a line comes in.

A line on standard input is a number of taps; the answer is the seconds of processor they took in this
process. No network: what the library sends is answered where it would leave the process.
"""

import asyncio
import gc
import json
import sys
from collections.abc import Awaitable, Callable
from itertools import count
from time import process_time

QUESTIONS = 20
PEOPLE = 20
CHOICES = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
NUMBERS = count(1)
BOT = {"id": 7000000001, "is_bot": True, "first_name": "Stub", "username": "stub_bot"}


def text(number: int) -> str:
    return f"Question {number} of {QUESTIONS}\n\nQuestion number {number} about how we do things here"


def update(person: int, **what: object) -> str:
    """As it comes in."""
    return json.dumps({"update_id": next(NUMBERS), **what})


def who(person: int) -> dict[str, object]:
    return {"id": person, "is_bot": False, "first_name": "Ana", "language_code": "en"}


def chat(person: int) -> dict[str, object]:
    return {"id": person, "type": "private", "first_name": "Ana"}


def start(person: int) -> str:
    entities = [{"type": "bot_command", "offset": 0, "length": 6}]
    return update(
        person,
        message={
            "message_id": 1, "date": 1900000000, "from": who(person), "chat": chat(person), "text": "/start",
            "entities": entities,
        },
    )  # fmt: skip


def tap(person: int, data: str) -> str:
    message = {"message_id": 5, "date": 1900000000, "from": BOT, "chat": chat(person), "text": "Question"}
    return update(
        person,
        callback_query={
            "id": "1", "from": who(person), "chat_instance": "1", "data": data, "message": message,
        },
    )  # fmt: skip


async def answers(takes: Callable[[str], Awaitable[None]]) -> None:
    """*takes* handles an update until all of it is kept."""
    loop, gone = asyncio.get_running_loop(), 0
    gc.set_threshold(100_000)
    places = dict.fromkeys(range(1, PEOPLE + 1), QUESTIONS)
    print("ready", flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        begun = process_time()
        for _ in range(int(line)):
            person = gone % PEOPLE + 1
            gone += 1
            place = places[person]
            places[person] = place + 1 if place < QUESTIONS else 0
            await takes(start(person) if place == QUESTIONS else tap(person, f"q{place}:agree"))
        print(process_time() - begun, flush=True)
