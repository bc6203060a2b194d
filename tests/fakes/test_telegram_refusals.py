"""Proves: the fake Telegram refuses what Telegram refuses, in its words, and knows what is lost silently.

1. Wrong tokens and unknown methods; method names without regard to case; JSON, forms, addresses.
2. Texts: empty, too long after their marks are read, marks that cannot be read; captions.
3. Buttons: data, labels, actions, addresses, numbers, sizes; keyboards.
4. Edits that change nothing, of messages that are gone or not the bot's; deletions after two days.
5. Taps answered twice, too late, or with too many words.
6. Pictures that are none, too large or too long; files that nobody knows.
7. Who may be written to: nobody who did not begin, blocked, or is gone.
8. Commands, descriptions, webhooks.
9. Too many messages, once limits are on.
10. What Telegram drops without a word is complained about.
"""

from io import BytesIO
from typing import Any

import pytest
from aiohttp import FormData

from tests.fakes.bare import Bare
from tests.fakes.telegram import FakeTelegram, Person, png

DATA = {"text": "A", "callback_data": "a"}


@pytest.fixture
async def ana(telegram: FakeTelegram) -> Person:
    """Somebody who has begun."""
    ana = telegram.person("ana")
    await ana.opens()
    return ana


def keyboard(*buttons: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button] for button in buttons]}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/bot7000000001:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/bot{}/getNothing", 404, "Not Found: method not found"),
    ],
)
async def test_wrong_addresses(
    telegram: FakeTelegram, bare: Bare, path: str, status: int, words: str
) -> None:
    answered, body = await bare.posts(path.format(telegram.token))
    assert (answered, body) == (status, {"ok": False, "error_code": status, "description": words})
    assert [refusal.code for refusal in telegram.refusals] == [status]


async def test_parameters_come_in_any_form(telegram: FakeTelegram, bare: Bare, ana: Person) -> None:
    path = f"/bot{telegram.token}/SENDmessage"
    markup = '{"inline_keyboard":[[{"text":"A","callback_data":"a"}]]}'
    await bare.posts(path, json={"chat_id": str(ana.id), "text": "json"})
    await bare.posts(path, data={"chat_id": str(ana.id), "text": "förm", "reply_markup": markup})
    await bare.posts(f"{path}?chat_id={ana.id}&text=address")
    assert [message.text for message in ana.bot_messages] == ["json", "förm", "address"]
    assert ana.bot_messages[1].labels == ["A"]
    telegram.check_no_complaints()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("<b> </b>", "text must be non-empty"),
        ("a" * 4_097, "message is too long"),
        ("😀" * 2_049, "message is too long"),
        ("<b>open", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("ä</b>", "can't parse entities: Unexpected end tag at byte offset 2"),
        ("<br>", 'can\'t parse entities: Unsupported start tag "br" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("1 < 2", 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
        ("1 < 2 > 1", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("\ud800", "strings must be encoded in UTF-8"),
    ],
)
async def test_texts_that_cannot_be_sent(bare: Bare, ana: Person, text: str, words: str) -> None:
    assert words in await bare.refused("sendMessage", chat_id=ana.id, text=text, parse_mode="HTML")
    assert ana.bot_messages == []


@pytest.mark.parametrize(
    ("source", "seen", "kinds"),
    [
        ("a" * 4_096, "a" * 4_096, []),
        ("<b>" + "a" * 4_096 + "</b>", "a" * 4_096, ["bold"]),
        ("&lt;b&gt; &quot;&amp;&#65;&#x42;; &nosuch; & co", '<b> "&AB; &nosuch; & co', []),
        ("<u><s>x</s></u><TG-SPOILER>y</TG-SPOILER>", "xy", ["underline", "strikethrough", "spoiler"]),
        ('<pre><code class="language-python">x</code></pre>', "x", ["pre"]),
        ('<span class="tg-spoiler">x</span><blockquote expandable>y</blockquote>', "xy",
         ["spoiler", "expandable_blockquote"]),
        ('<tg-emoji emoji-id="5">👍</tg-emoji><code>x</code>', "👍x", ["custom_emoji", "code"]),
        ("<b></b>x", "x", []),
        ("tab\tand\r\nline", "tab and\nline", []),
        ("  <b> x </b>  ", "x", ["bold"]),
    ],
)  # fmt: skip
async def test_texts_as_they_are_seen(
    bare: Bare, ana: Person, source: str, seen: str, kinds: list[str]
) -> None:
    await bare.does("sendMessage", chat_id=ana.id, text=source, parse_mode="html")
    assert ana.last.text.strip() == seen
    assert [entity["type"] for entity in ana.last.entities] == kinds


async def test_marks_stand_where_they_were_after_trimming(bare: Bare, ana: Person) -> None:
    await bare.does("sendMessage", chat_id=ana.id, text="\n 😀 <b>x y  </b> ", parse_mode="HTML")
    assert ana.last.text == "😀 x y"
    assert ana.last.entities == ({"offset": 3, "length": 3, "type": "bold"},)


async def test_other_ways_to_mark(bare: Bare, ana: Person) -> None:
    entities = [{"type": "bold", "offset": 0, "length": 1}]
    await bare.does("sendMessage", chat_id=ana.id, text="<x>", entities=entities)
    assert (ana.last.text, list(ana.last.entities)) == ("<x>", entities)
    assert "unsupported parse_mode" in await bare.refused(
        "sendMessage", chat_id=ana.id, text="x", parse_mode="RTF"
    )
    refused = await bare.refused("sendMessage", chat_id=ana.id, text="x", entities=[{"type": "bold"}])
    assert "can't parse entities" in refused


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (keyboard(DATA | {"callback_data": "ä" * 33}), "BUTTON_DATA_INVALID"),
        (keyboard(DATA | {"callback_data": ""}), "Text buttons are unallowed in the inline keyboard"),
        (keyboard({"text": "A"}), "Text buttons are unallowed in the inline keyboard"),
        (keyboard(DATA | {"text": " "}), "inline keyboard button text must be non-empty"),
        (keyboard({"callback_data": "a"}), 'Field "text" must be of type String'),
        (
            keyboard(DATA | {"url": "https://a.example"}),
            "exactly one action is allowed, not callback_data and url",
        ),
        (keyboard({"text": "A", "url": "ftp://a.example"}), "Unsupported URL protocol"),
        (keyboard({"text": "A", "url": "http://localhost/"}), "Wrong HTTP URL"),
        (keyboard({"text": "A", "copy_text": {"text": "x" * 257}}), "BUTTON_COPY_TEXT_INVALID"),
        (keyboard(DATA | {"style": "purple"}), "unknown style"),
        (keyboard("A"), "expected an Object"),
        (keyboard(*[DATA] * 101), "reply markup is too long"),
        (keyboard(*[DATA | {"text": "A" * 200}] * 50), "reply markup is too long"),
        ({"inline_keyboard": [DATA]}, "expected an Array of Array"),
        ({"buttons": []}, "object expected as reply markup"),
        ([], "object expected as reply markup"),
        ("{", "can't parse reply markup JSON object"),
        ({"keyboard": [["A"]], "input_field_placeholder": "x" * 65}, "input field placeholder"),
        ({"force_reply": True, "input_field_placeholder": ""}, "input field placeholder"),
        ({"keyboard": []}, "reply keyboard must have at least one button"),
        ({"keyboard": [["A"]] * 301}, "reply markup is too long"),
        (
            {"keyboard": [[{"text": "A", "request_contact": True, "request_location": True}]]},
            "does one thing",
        ),
    ],
)
async def test_buttons_that_cannot_be_sent(bare: Bare, ana: Person, markup: Any, words: str) -> None:
    assert words in await bare.refused("sendMessage", chat_id=ana.id, text="x", reply_markup=markup)
    assert ana.bot_messages == []


@pytest.mark.parametrize(
    "markup",
    [
        keyboard(DATA | {"callback_data": "ä" * 32}, {"text": "B", "url": "tg://user?id=5"}),
        keyboard(*[DATA] * 100),
        {"inline_keyboard": [[], [DATA]]},
        {"keyboard": [["A"]], "input_field_placeholder": "x"},
        {"remove_keyboard": True},
        {"force_reply": True},
    ],
)
async def test_buttons_that_can_be_sent(telegram: FakeTelegram, bare: Bare, ana: Person, markup: Any) -> None:
    await bare.does("sendMessage", chat_id=ana.id, text="x", reply_markup=markup)
    telegram.check_no_complaints()


async def test_an_edit_must_change_something(bare: Bare, ana: Person) -> None:
    place = {"chat_id": ana.id, "message_id": 2}
    await bare.does(
        "sendMessage", chat_id=ana.id, text="<b>x</b>", parse_mode="HTML", reply_markup=keyboard(DATA)
    )
    same = {"text": " <strong>x</strong>", "parse_mode": "HTML", "reply_markup": keyboard(DATA)}
    assert "message is not modified" in await bare.refused("editMessageText", **place, **same)
    assert "message is not modified" in await bare.refused(
        "editMessageReplyMarkup", **place, reply_markup=keyboard(DATA)
    )
    await bare.does("editMessageReplyMarkup", **place)
    assert (ana.last.labels, ana.last.edited) == ([], False)
    assert "message is not modified" in await bare.refused("editMessageReplyMarkup", **place)
    await bare.does("editMessageText", **place, text="x")
    assert (ana.last.text, ana.last.entities, ana.last.edited) == ("x", (), True)


async def test_only_own_messages_that_are_there_are_edited(bare: Bare, ana: Person) -> None:
    async def why(number: Any, **how: Any) -> str:
        return await bare.refused("editMessageText", chat_id=ana.id, message_id=number, text="new", **how)

    await bare.does("sendMessage", chat_id=ana.id, text="x")
    await bare.does("sendMessage", chat_id=ana.id, text="y", reply_markup={"remove_keyboard": True})
    assert await why(1) == await why(3) == "Bad Request: message can't be edited"
    assert await why(9) == "Bad Request: message to edit not found"
    assert await why(None) == "Bad Request: message identifier is not specified"
    assert await why(2, reply_markup={"force_reply": True}) == "Bad Request: inline keyboard expected"
    await ana.deletes_message(ana.bot_messages[0])
    assert await why(2) == "Bad Request: message to edit not found"


async def test_texts_and_captions_are_not_the_same(telegram: FakeTelegram, bare: Bare, ana: Person) -> None:
    await bare.does("sendMessage", chat_id=ana.id, text="x")
    assert "no caption in the message" in await bare.refused(
        "editMessageCaption", chat_id=ana.id, message_id=2, caption="y"
    )
    await upload(telegram, bare, ana, png(9, 9))
    assert "no text in the message" in await bare.refused(
        "editMessageText", chat_id=ana.id, message_id=3, text="y"
    )


async def test_messages_are_deleted_within_two_days(telegram: FakeTelegram, bare: Bare, ana: Person) -> None:
    assert "message to delete not found" in await bare.refused("deleteMessage", chat_id=ana.id, message_id=9)
    assert "identifier is not specified" in await bare.refused("deleteMessage", chat_id=ana.id)
    await bare.does("sendMessage", chat_id=ana.id, text="x")
    telegram.passes(48 * 3_600 + 2)
    assert "can't be deleted" in await bare.refused("deleteMessage", chat_id=ana.id, message_id=2)
    await bare.does("editMessageText", chat_id=ana.id, message_id=2, text="y")


async def test_a_tap_is_answered_once_and_in_time(telegram: FakeTelegram, bare: Bare, ana: Person) -> None:
    await bare.does("sendMessage", chat_id=ana.id, text="x", reply_markup=keyboard(DATA))
    await ana.taps("A", times=2)
    _, first, second = await bare.does("getUpdates")
    number = first["callback_query"]["id"]
    assert "MESSAGE_TOO_LONG" in await bare.refused(
        "answerCallbackQuery", callback_query_id=number, text="x" * 201
    )
    await bare.does("answerCallbackQuery", callback_query_id=number, text="x" * 200)
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await bare.refused("answerCallbackQuery", callback_query_id=number) == old
    telegram.passes(16)
    for one in (second["callback_query"]["id"], "17", ""):
        assert await bare.refused("answerCallbackQuery", callback_query_id=one) == old


async def upload(
    telegram: FakeTelegram, bare: Bare, ana: Person, content: bytes, method: str = "sendPhoto", **values: str
) -> str:
    """What Telegram says to a file; empty when it took it."""
    form = FormData({"chat_id": str(ana.id), **values})
    form.add_field("photo" if method == "sendPhoto" else "document", BytesIO(content), filename="x")
    _, body = await bare.posts(f"/bot{telegram.token}/{method}", data=form)
    return str(body.get("description", ""))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "file must be non-empty"),
        (b"GIF89a", "IMAGE_PROCESS_FAILED"),
        (png(50, 50)[:-12], "IMAGE_PROCESS_FAILED"),
        (png(9_000, 1_001), "PHOTO_INVALID_DIMENSIONS"),
        (png(21, 1), "PHOTO_INVALID_DIMENSIONS"),
        (png(9, 9) + b"x" * 10_485_760, "is too big for a photo; the maximum size is 10485760 bytes"),
    ],
    ids=["empty", "no picture", "cut", "too many pixels", "too long", "too large"],
)
async def test_pictures_that_cannot_be_sent(
    telegram: FakeTelegram, bare: Bare, ana: Person, content: bytes, words: str
) -> None:
    assert words in await upload(telegram, bare, ana, content)
    assert ana.bot_messages == []


async def test_pictures_that_can_be_sent(telegram: FakeTelegram, bare: Bare, ana: Person) -> None:
    jpeg = (
        b"\xff\xd8\xff\xe0" + (16).to_bytes(2, "big") + b"JFIF" + b"\0" * 10 + b"\xff\xc0" + b"\0\x0b\x08"
        + (300).to_bytes(2, "big") + (400).to_bytes(2, "big") + b"\0" * 8
    )  # fmt: skip
    for content in (png(20, 1), png(5_000, 5_000), jpeg):
        assert await upload(telegram, bare, ana, content) == ""
    photo = ana.last.photo
    assert photo
    assert photo.size == (400, 300)
    assert "message caption is too long" in await upload(telegram, bare, ana, png(9, 9), caption="x" * 1_025)
    assert await upload(telegram, bare, ana, png(9, 9), caption="x" * 1_024) == ""


async def test_files_that_nobody_knows(telegram: FakeTelegram, bare: Bare, ana: Person) -> None:
    async def why(method: str, **values: Any) -> str:
        return await bare.refused(method, chat_id=ana.id, **values)

    assert "wrong file identifier" in await why("sendPhoto", photo="AgAC-unknown")
    assert "failed to get HTTP URL content" in await why("sendPhoto", photo="https://a.example/x.png")
    assert "there is no photo in the request" in await why("sendPhoto")
    assert "there is no document in the request" in await why("sendDocument", document="")
    assert "file must be non-empty" in await upload(telegram, bare, ana, b"", "sendDocument")
    assert await upload(telegram, bare, ana, png(9, 9), "sendDocument") == ""
    document = ana.last.document
    assert document
    assert "type of file mismatch" in await why("sendPhoto", photo=document.identity)


async def test_who_can_be_written_to(telegram: FakeTelegram, bare: Bare, ana: Person) -> None:
    async def why(chat: Any) -> str:
        return await bare.refused("sendMessage", chat_id=chat, text="x")

    ben, group = telegram.person("ben"), telegram.group("Team")
    assert await why(ben.id) == await why(17) == await why("@somebody") == "Bad Request: chat not found"
    assert await why("") == "Bad Request: chat_id is empty"
    await ana.blocks()
    assert await why(ana.id) == "Forbidden: bot was blocked by the user"
    await ana.unblocks()
    await ana.deletes_account()
    assert await why(ana.id) == "Forbidden: user is deactivated"
    await group.removes_bot(ben)
    assert await why(group.id) == "Forbidden: bot was kicked from the supergroup chat"
    with pytest.raises(AssertionError):
        await ana.types("x")


async def test_commands_that_cannot_be_set(bare: Bare, ana: Person) -> None:
    async def why(command: Any, description: Any = "x", times: int = 1, **where: Any) -> str:
        commands = [{"command": command, "description": description}] * times
        return await bare.refused("setMyCommands", commands=commands, **where)

    assert await why("Help") == await why("x" * 33) == await why("") == "Bad Request: BOT_COMMAND_INVALID"
    assert await why("x", "") == await why("x", "y" * 257) == "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
    assert await why("x", times=101) == "Bad Request: BOT_COMMANDS_TOO_MUCH"
    assert await why("x", language_code="de-AT") == "Bad Request: invalid language code specified"
    assert "BotCommandScope" in await why("x", scope={"type": "all"})
    assert "chat not found" in await why("x", scope={"type": "chat", "chat_id": 5})
    assert "expected an Array" in await bare.refused("setMyCommands", commands="{}")
    commands = [{"command": "one", "description": "x"}]
    await bare.does("setMyCommands", commands=commands, scope={"type": "chat", "chat_id": ana.id})
    assert ana.commands == {"one": "x"}


async def test_texts_about_the_bot_have_bounds(bare: Bare) -> None:
    for method, field, longest in (
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ):
        await bare.does(method, **{field: "x" * longest})
        assert "too long" in await bare.refused(method, **{field: "x" * (longest + 1)})


async def test_webhooks_that_cannot_be_set(bare: Bare) -> None:
    async def why(url: str, **how: Any) -> str:
        return await bare.refused("setWebhook", url=url, **how)

    assert "An HTTPS URL must be provided" in await why("http://a.example/")
    assert "only on ports 80, 88, 443 or 8443" in await why("https://a.example:8080/")
    assert "is reserved" in await why("https://127.0.0.1/")
    assert "unallowed characters" in await why("https://a.example/", secret_token="a b")
    assert "unallowed characters" in await why("https://a.example/", secret_token="x" * 257)


async def test_without_leave_no_webhook_leads_to_this_machine() -> None:
    async with FakeTelegram() as telegram, Bare(telegram) as bare:
        assert "An HTTPS URL" in await bare.refused("setWebhook", url="http://127.0.0.1:80/")


async def test_too_many_messages(telegram: FakeTelegram, bare: Bare, ana: Person) -> None:
    telegram.limits.on(per_chat=1, burst=3, overall=5)
    for number in range(3):
        await bare.does("sendMessage", chat_id=ana.id, text=f"{number}")
    status, body = await bare.calls("editMessageText", chat_id=ana.id, message_id=2, text="x")
    assert (status, body["parameters"]) == (429, {"retry_after": 1})
    assert body["description"] == "Too Many Requests: retry after 1"
    await bare.does("deleteMessage", chat_id=ana.id, message_id=2)
    telegram.passes(1)
    await bare.does("sendMessage", chat_id=ana.id, text="x")
    telegram.limits.off()
    for number in range(9):
        await bare.does("sendMessage", chat_id=ana.id, text=f"{number}")


async def test_too_many_messages_to_many(telegram: FakeTelegram, bare: Bare) -> None:
    telegram.limits.on(overall=5)
    persons = [telegram.person(f"p{number}") for number in range(6)]
    for person in persons:
        await person.opens()
    answers = [await bare.calls("sendMessage", chat_id=person.id, text="x") for person in persons]
    assert [status for status, _ in answers] == [200] * 5 + [429]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"text": "<b>x</b>" * 101, "parse_mode": "HTML"}, "101 marks"),
        ({"text": "a&nbsp;b", "parse_mode": "HTML"}, "&nbsp; is shown as it is written"),
        ({"text": "<a href='mailto:a@b.example'>x</a>", "parse_mode": "HTML"}, "is no address"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [[DATA] * 9]}}, "9 buttons in a row"),
        ({"text": "x", "parsemode": "HTML"}, "there is no parameter 'parsemode'"),
    ],
)
async def test_silent_losses(
    telegram: FakeTelegram, bare: Bare, ana: Person, values: dict[str, Any], words: str
) -> None:
    await bare.does("sendMessage", chat_id=ana.id, **values)
    assert len(ana.last.entities) <= 100
    with pytest.raises(AssertionError, match=words):
        telegram.check_no_complaints()


async def test_refusals_are_complained_about(telegram: FakeTelegram, bare: Bare) -> None:
    telegram.check_no_complaints()
    assert "wrong parameter action" not in await bare.refused("sendChatAction", chat_id=5, action="x")
    with pytest.raises(AssertionError, match="sendChatAction: Bad Request: chat not found"):
        telegram.check_no_complaints()


async def test_what_is_answered_must_be_there(bare: Bare, ana: Person) -> None:
    reply = {"chat_id": ana.id, "text": "x", "reply_parameters": {"message_id": 99}}
    assert "message to be replied not found" in await bare.refused("sendMessage", **reply)
    reply["reply_parameters"] = {"message_id": 99, "allow_sending_without_reply": True}
    await bare.does("sendMessage", **reply)
    assert "wrong parameter action" in await bare.refused("sendChatAction", chat_id=ana.id, action="x")
    assert "too many" in await bare.refused("deleteMessages", chat_id=ana.id, message_ids=[1] * 101)
    assert "not specified" in await bare.refused("deleteMessages", chat_id=ana.id)
    assert "expected a photo" in await bare.refused(
        "editMessageMedia", chat_id=ana.id, message_id=2, media=[]
    )
