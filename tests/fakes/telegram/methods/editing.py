"""What changes messages that are there, or takes them away."""

from typing import Any, Final

from tests.fakes.telegram.chats import Chat
from tests.fakes.telegram.keyboards import read_inline_markup
from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.methods.registry import EDITING, method
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.refusal import bad_request
from tests.fakes.telegram.texts import Text, read_caption, read_text
from tests.fakes.telegram.world import World

_DELETABLE_SECONDS: Final = 48 * 3_600
_MOST_DELETED: Final = 100


@method("editMessageText", EDITING, "text parse_mode entities link_preview_options disable_web_page_preview")
def edit_message_text(world: World, given: Parameters) -> Any:
    """Another text, and other buttons or none."""
    read = read_text(given, world.record)
    markup = read_inline_markup(given, world.record)
    chat, message = _to_edit(world, given)
    if message.photo or message.document:
        raise bad_request("there is no text in the message to edit")
    return world.edits(chat, message, text=read.text, entities=read.entities, markup=markup)


@method("editMessageCaption", EDITING, "caption parse_mode caption_entities show_caption_above_media")
def edit_message_caption(world: World, given: Parameters) -> Any:
    """Other words under a picture or a file."""
    read = read_caption(given, world.record)
    markup = read_inline_markup(given, world.record)
    chat, message = _to_edit(world, given)
    if not (message.photo or message.document):
        raise bad_request("there is no caption in the message to edit")
    return world.edits(chat, message, caption=read.text, caption_entities=read.entities, markup=markup)


@method("editMessageReplyMarkup", EDITING)
def edit_message_reply_markup(world: World, given: Parameters) -> Any:
    """Other buttons, or none."""
    markup = read_inline_markup(given, world.record)
    chat, message = _to_edit(world, given)
    return world.edits(chat, message, markup=markup)


@method("editMessageMedia", EDITING, "media")
def edit_message_media(world: World, given: Parameters) -> Any:
    """Another picture or file; a text gets one, too."""
    media = given.json("media")
    if not isinstance(media, dict) or media.get("type") not in ("photo", "document"):
        raise bad_request("can't parse InputMedia: expected a photo or a document")
    inside = Parameters(media, given.files)
    read = read_caption(inside, world.record)
    markup = read_inline_markup(given, world.record)
    chat, message = _to_edit(world, given)
    changes = _media(world, inside, read)
    return world.edits(chat, message, text="", entities=(), markup=markup, **changes)


@method("deleteMessage", "chat_id message_id")
def delete_message(world: World, given: Parameters) -> bool:
    """A message goes, of whomever it is."""
    chat = world.chat(given)
    number = given.number("message_id")
    if number is None:
        raise bad_request("message identifier is not specified")
    _delete(world, chat, number)
    return True


@method("deleteMessages", "chat_id message_ids")
def delete_messages(world: World, given: Parameters) -> bool:
    """Several at once; those that are gone already are passed over."""
    chat = world.chat(given)
    numbers = given.json("message_ids")
    if not isinstance(numbers, list) or not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > _MOST_DELETED:
        raise bad_request("too many message identifiers specified")
    for number in numbers:
        if int(number) in chat.messages:
            _delete(world, chat, int(number))
    return True


def _to_edit(world: World, given: Parameters) -> tuple[Chat, Message]:
    chat = world.chat(given)
    return chat, chat.to_edit(given.number("message_id"))


def _media(world: World, inside: Parameters, read: Text) -> dict[str, Any]:
    picture = inside.values["type"] == "photo"
    media = inside.values.get("media", "")
    return {
        "photo": world.files.photo(inside, media) if picture else None,
        "document": None if picture else world.files.document(inside, media),
        "caption": read.text,
        "caption_entities": read.entities,
    }


def _delete(world: World, chat: Chat, number: int) -> None:
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to delete not found")
    if message.date + _DELETABLE_SECONDS < world.clock.now():
        raise bad_request("message can't be deleted for everyone")
    if chat.is_group and not message.from_bot:
        raise bad_request("message can't be deleted")
    chat.remove(number)
    world.bell.ring()
