"""Proves: the fake does the same in a process of its own, and the stub says yes to everything.

1. A test in another process acts, sees, waits, makes things fail, lets time pass, reads the record.
2. What cannot be is told as an AssertionError.
3. The stub answers a real Bot, requests in pieces and in a row, and counts.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import TelegramError

from tests.fakes.telegram import TOKEN, RemoteTelegram, png

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Often", callback_data="a")]])


@pytest.fixture
async def remote() -> AsyncIterator[RemoteTelegram]:
    async with RemoteTelegram(TOKEN, "--first-retry", "0.01") as remote:
        yield remote


@pytest.fixture
async def stub() -> AsyncIterator[str]:
    """The stub's address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.fakes.telegram_stub", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    yield (await process.stdout.readline()).decode().strip()
    process.terminate()
    await process.communicate()


async def test_everything_by_remote_control(remote: RemoteTelegram) -> None:
    ana = await remote.person("ana", language_code="de")
    async with Bot(TOKEN, base_url=remote.base_url) as bot:
        await ana.opens("mail")
        await ana.types("hello")
        start, _ = await bot.get_updates()
        assert start.message
        assert start.message.text == "/start mail"
        await bot.send_message(ana.id, "<b>One?</b>", parse_mode="HTML", reply_markup=BUTTONS)
        await ana.until("One?")
        await ana.taps("Often")
        await ana.re_sends()
        *_, update = await bot.get_updates(offset=start.update_id + 1)
        assert update.callback_query
        await update.callback_query.answer("Noted")
        await update.callback_query.edit_message_reply_markup()
        await bot.send_photo(ana.id, png(5, 5), caption="64")
        await bot.get_updates(offset=update.update_id + 1)
        await remote.settles(quiet=0.01)
        seen = await ana.sees()
        await ana.blocks()
        await ana.unblocks()
    assert seen["toasts"] == [{"text": "Noted", "alert": False}]
    assert (seen["keyboards_alive"], seen["waiting_taps"]) == ([], 0)
    assert seen["screen"].endswith("Checkup: One?\nCheckup: (photo 5×5)\n64")
    assert [message["text"] for message in seen["chat"]] == ["/start mail", "hello", "One?", ""]
    counts = await remote.counts()
    assert (counts["refusals"], counts["silent_losses"], counts["doubles"]) == ([], [], [])
    assert counts["waiting"] == 2


async def test_things_go_wrong_by_remote_control(
    remote: RemoteTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    ana = await remote.person("ana")
    await ana.opens()

    async def met(number: int) -> list[str]:
        said = []
        async with Bot(TOKEN, base_url=remote.base_url) as bot:
            for _ in range(number):
                try:
                    await bot.send_message(ana.id, "x")
                    said.append("sent")
                except TelegramError as error:
                    said.append(type(error).__name__)
        return said

    await remote.fails("server_error", method="sendMessage", chat=ana.id, times=2)
    assert await met(3) == ["NetworkError", "NetworkError", "sent"]
    await remote.fails("bad_gateway", times=None, method="sendMessage")
    await remote.heals()
    await remote.limits(per_chat=1, burst=1)
    assert await met(2) == ["sent", "RetryAfter"]
    await remote.passes(10)
    assert await met(1) == ["sent"]
    await remote.limits(on=False)
    assert await met(2) == ["sent", "sent"]
    record = await remote.record()
    assert record["doubles"] == [[ana.id, "x", 5]]
    assert [one["code"] for one in record["refusals"]] == [429]
    assert record["requests"][1]["fault"] == "server_error"
    await remote.forgets()
    assert (await remote.counts())["doubles"] == []


async def test_what_cannot_be_is_told(remote: RemoteTelegram) -> None:
    ana = await remote.person("ana")
    with pytest.raises(AssertionError, match="there is no button"):
        await ana.taps("Often")
    with pytest.raises(AssertionError, match="did not come"):
        await ana.until("never", 0.01)
    with pytest.raises(AssertionError, match="nobody can do"):
        await ana.does("_writes")
    with pytest.raises(AssertionError, match="earthquake"):
        await remote.fails("earthquake")


async def test_groups_by_remote_control(remote: RemoteTelegram) -> None:
    await remote.person("ana")
    group = await remote.group("Team", "types", "ana", text="/start")
    assert group["screen"] == "Ana: /start"
    async with Bot(TOKEN, base_url=remote.base_url) as bot:
        await bot.send_message(group["id"], "Talk to me alone")
    assert "alone" in (await remote.group("Team"))["screen"]


async def test_the_stub_says_yes(stub: str) -> None:
    async with Bot(TOKEN, base_url=f"{stub}/bot") as bot:
        sent = await bot.send_message(17, "x", reply_markup=BUTTONS)
        assert sent.chat.id == 17
        edited = await bot.edit_message_text("y", 17, sent.message_id)
        assert isinstance(edited, type(sent))
        assert edited.message_id == sent.message_id
        assert (await bot.send_photo(17, png(5, 5))).chat.id == 17
        assert await bot.answer_callback_query("5")
        assert await bot.get_updates() == ()


async def test_the_stub_reads_pieces_and_rows(stub: str) -> None:
    host, port = stub.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    body = b'{"chat_id": 5, "text": "x"}'
    request = b"POST /bot1:x/sendMessage HTTP/1.1\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body)
    chunked = b"POST /bot1:x/setWebhook HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    for piece in (request[:30], request[30:] + request + chunked[:-3], chunked[-3:]):
        writer.write(piece)
        await asyncio.sleep(0.01)
    writer.write(b"GET /counts HTTP/1.1\r\n\r\n")
    answers = []
    for _ in range(4):
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.rpartition(b"Content-Length: ")[2])
        answers.append(json.loads(await reader.readexactly(length)))
    writer.close()
    await writer.wait_closed()
    assert [answer["result"]["message_id"] for answer in answers[:2]] == [1, 2]
    assert answers[2:] == [{"ok": True, "result": True}, {"sendmessage": 2, "setwebhook": 1}]
