"""How updates come to the bot, and who the bot is."""

from collections.abc import Coroutine
from typing import Any

from tests.fakes.telegram.methods.registry import method
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.refusal import conflict
from tests.fakes.telegram.world import World


@method("getMe")
def get_me(world: World, _given: Parameters) -> Any:
    """The bot itself."""
    return world.bot | {
        "first_name": world.profile.text("name", ""),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("getUpdates", "offset limit timeout allowed_updates")
def get_updates(world: World, given: Parameters) -> Coroutine[Any, Any, list[dict[str, Any]]]:
    """The next updates."""
    if world.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    return world.polling.poll(given)


@method(
    "setWebhook",
    "url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token",
)
def set_webhook(world: World, given: Parameters) -> bool:
    """Updates are brought from now on; without an address they wait to be fetched."""
    if given.text("url"):
        if given.flag("drop_pending_updates"):
            _drop(world)
        world.webhook.set(given)
        world.polling.interrupt("terminated by setWebhook request")
        return True
    return delete_webhook(world, given) is True


@method("deleteWebhook", "drop_pending_updates")
def delete_webhook(world: World, given: Parameters) -> bool:
    """Updates wait to be fetched."""
    world.webhook.unset()
    if given.flag("drop_pending_updates"):
        _drop(world)
    world.bell.ring()
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, _given: Parameters) -> Any:
    """Where updates are brought to, and what went wrong last."""
    return world.webhook.info()


def _drop(world: World) -> None:
    for update in world.updates:
        world.updates.take(update)
