"""German, about the place that events go to."""

from bot.present.phrases.webhook.shape import WebhookWords

WEBHOOK = WebhookWords(
    failing="An {host} gehen keine Ereignisse mehr: seit drei Tagen kommt dort keines an.",
    gone="An {host} gehen keine Ereignisse mehr: dort sind keine mehr erwünscht.",
    kept="Verloren ist nichts: sie bleiben hier 30 Tage aufgehoben. Wenn dort wieder alles in "
    "Ordnung ist, auf dem Server ausführen:  checkup events enable",
)
