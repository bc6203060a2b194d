"""What brings something new: messages, pictures, files, signs of life, answers to taps."""

from typing import Any, Final

from tests.fakes.telegram.html import utf16
from tests.fakes.telegram.keyboards import read_markup
from tests.fakes.telegram.methods.registry import SENDING, method
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.queries import Toast
from tests.fakes.telegram.refusal import bad_request
from tests.fakes.telegram.texts import read_caption, read_text
from tests.fakes.telegram.world import World

TOAST: Final = 200
_ACTIONS: Final = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
        "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    }
)  # fmt: skip


@method("sendMessage", SENDING, "text parse_mode entities link_preview_options disable_web_page_preview")
def send_message(world: World, given: Parameters) -> Any:
    """A text."""
    read = read_text(given, world.record)
    markup = read_markup(given, world.record)
    return world.says(world.chat(given), given, text=read.text, entities=read.entities, markup=markup)


@method(
    "sendPhoto", SENDING, "photo caption parse_mode caption_entities show_caption_above_media has_spoiler"
)
def send_photo(world: World, given: Parameters) -> Any:
    """A picture."""
    content = _captioned(world, given)
    chat = world.chat(given)
    return world.says(chat, given, photo=world.files.photo(given), **content)


@method(
    "sendDocument", SENDING,
    "document thumbnail caption parse_mode caption_entities disable_content_type_detection",
)  # fmt: skip
def send_document(world: World, given: Parameters) -> Any:
    """A file."""
    content = _captioned(world, given)
    chat = world.chat(given)
    return world.says(chat, given, document=world.files.document(given), **content)


@method("sendChatAction", "chat_id business_connection_id message_thread_id action")
def send_chat_action(world: World, given: Parameters) -> bool:
    """A sign that something is coming."""
    chat = world.chat(given)
    if given.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.actions.append(given.text("action"))
    world.bell.ring()
    return True


@method("answerCallbackQuery", "callback_query_id text show_alert url cache_time")
def answer_callback_query(world: World, given: Parameters) -> bool:
    """What ends the waiting after a tap."""
    text = given.text("text")
    if utf16(text) > TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    world.answers(given.text("callback_query_id"), Toast(text, given.flag("show_alert"), given.text("url")))
    return True


def _captioned(world: World, given: Parameters) -> dict[str, Any]:
    read = read_caption(given, world.record)
    return {
        "caption": read.text, "caption_entities": read.entities, "markup": read_markup(given, world.record),
    }  # fmt: skip
