"""Arabic, about the place that events go to."""

from bot.present.phrases.webhook.shape import WebhookWords

WEBHOOK = WebhookWords(
    failing="لم تعد الأحداث تُرسَل إلى {host}: لم يصل إليه أيّ منها منذ ثلاثة أيام.",
    gone="لم تعد الأحداث تُرسَل إلى {host}: لقد أبلغ بأنه لا يريد المزيد منها.",
    kept="لم يضِع شيء: تُحفَظ هنا لمدة 30 يومًا. عندما يعود إلى العمل، شغّلوا على الخادم:  checkup events enable",
)
