"""French, about the place that events go to."""

from bot.present.phrases.webhook.shape import WebhookWords

WEBHOOK = WebhookWords(
    failing="Les événements ne partent plus vers {host} : aucun n’y est arrivé depuis trois jours.",
    gone="Les événements ne partent plus vers {host} : le destinataire a fait savoir qu’il n’en veut plus.",
    kept="Rien n’est perdu : ils sont gardés ici pendant 30 jours. Quand tout fonctionne à "
    "nouveau, lancez sur le serveur :  checkup events enable",
)
