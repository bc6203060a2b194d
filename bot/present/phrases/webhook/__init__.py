"""Words about the place that events go to, a file for each language."""

from collections.abc import Mapping

from bot.present.phrases.webhook import ar, de, en, es, fr
from bot.present.phrases.webhook.shape import WebhookWords

__all__ = ["LANGUAGES", "WebhookWords"]

LANGUAGES: Mapping[str, WebhookWords] = {
    "en": en.WEBHOOK,
    "de": de.WEBHOOK,
    "fr": fr.WEBHOOK,
    "es": es.WEBHOOK,
    "ar": ar.WEBHOOK,
}
