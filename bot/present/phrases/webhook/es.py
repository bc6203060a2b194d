"""Spanish, about the place that events go to."""

from bot.present.phrases.webhook.shape import WebhookWords

WEBHOOK = WebhookWords(
    failing="Los eventos ya no salen hacia {host}: desde hace tres días no llega ninguno.",
    gone="Los eventos ya no salen hacia {host}: el destino ha dicho que no quiere más.",
    kept="No se ha perdido nada: se guardan aquí durante 30 días. Cuando vuelva a funcionar, "
    "ejecute en el servidor:  checkup events enable",
)
