"""English, about the place that events go to."""

from bot.present.phrases.webhook.shape import WebhookWords

WEBHOOK = WebhookWords(
    failing="Events no longer go to {host}: it has taken none for three days.",
    gone="Events no longer go to {host}: it said that it wants no more of them.",
    kept="Nothing is lost: they are kept here for 30 days. When it takes them again, run on the "
    "server:  checkup events enable",
)
