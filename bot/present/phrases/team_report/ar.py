"""Arabic, in the report of a team's round."""

from bot.present.phrases.plural import Plural
from bot.present.phrases.team_report.shape import TeamReportWords

TEAM_REPORT = TeamReportWords(
    title="{flow}: {team}",
    round="الجولة {number}",
    rounds="الجولات من {first} إلى {last} معًا",
    period="{round}، من {from_day} إلى {to_day}",
    answered="أجاب {answered} من {invited}.",
    bounds="مهما كان رأي الآخرين، فإن المجموع للفريق كله يقع بين {low} و{high}.",
    low_response="هذا عدد قليل: قد يرى الآخرون الأمر بشكل مختلف.",
    nothing_shown={
        "too few": "لا تُعرض أرقام: أجاب أقل من {k}.",
        "protects others": "لا تُعرض أرقام: يمكن أن تُحسب منها مجموعة أصغر.",
        "held": "لا أرقام بعد: أجاب أقل من {k} أشخاص مختلفين. ستأتي هذه الإجابات مع إجابات الجولات القادمة، "
        "حالما يكون عددها كافيًا.",
        "withheld": "لا تُعرض أرقام: حتى مع الجولات السابقة أجاب أقل من {k}.",
        "team changed": "لا أرقام هذه المرة: منذ جولة عُرضت مؤخرًا لم ينضم أو يغادر سوى عدد قليل، ويمكن حساب "
        "إجاباتهم بالمقارنة. ستعود الأرقام قريبًا.",
    },
    hidden={
        "too few": "لا توجد إجابات كافية لعرض هذا",
        "protects others": "مخفي، كي لا يمكن حساب مجموعة أصغر",
        "held": "لم يُعرض بعد",
        "withheld": "لا يُعرض",
        "team changed": "لا يُعرض هذه المرة",
    },
    standing="أين يقف الفريق",
    overall="المجموع",
    alike={
        "very low": "قال الجميع تقريبًا الشيء نفسه: منخفض جدًا",
        "low": "قال الجميع تقريبًا الشيء نفسه: منخفض",
        "middling": "قال الجميع تقريبًا الشيء نفسه: في الوسط",
        "high": "قال الجميع تقريبًا الشيء نفسه: مرتفع",
        "very high": "قال الجميع تقريبًا الشيء نفسه: مرتفع جدًا",
    },
    fifths={
        "very low": "منخفض جدًا",
        "low": "منخفض",
        "middling": "متوسط",
        "high": "مرتفع",
        "very high": "مرتفع جدًا",
    },
    alike_without="قال الجميع تقريبًا الشيء نفسه",
    between="بين {low} و{high}",
    agreement={
        "two camps": "معسكران",
        "you agree": "أنتم متفقون",
        "opinions differ": "تختلف الآراء",
    },
    trend={
        "up": "ارتفاع بمقدار {by}",
        "down": "انخفاض بمقدار {by}",
        "maybe up": "ربما ارتفاع بمقدار {by}",
        "maybe down": "ربما انخفاض بمقدار {by}",
        "no clear change": "لا تغيير واضح",
    },
    counts_from="لا تغيير واضح (يُحتسب نحو {points} نقطة)",
    broken="تغيرت طريقة الحساب، فلا مقارنة",
    weakest="أضعف المجالات",
    joint="{area}، على المستوى نفسه تقريبًا مع {next}",
    owner="المسؤول: {owner}",
    talk="للنقاش، بهذا الترتيب",
    systems="ما يجب بناؤه، الأسس أولًا",
    this_week="هذا الأسبوع",
    comments="ما كتبه الناس، بترتيب عشوائي",
    more_comments=Plural(other="و{n} أخرى في الصفحة"),
    actions="ما قررتموه",
    action="{area}: {text} ({owner}، حتى {day})",
    status={"open": "قيد التنفيذ", "done": "تم", "dropped": "أُلغي"},
    anonymous="لا أحد يرى من قال ماذا. تُعرض الأرقام ابتداءً من {k} إجابات.",
    named="في هذا الاستطلاع تحمل الإجابات أسماء؛ كان الجميع يعلم ذلك قبل أن يبدأ.",
    page="افتح صفحة التقرير",
    plan="اتخذ قرارًا",
    revoke="إبطال الروابط",
    map_subtitle="{team}، {round}",
)
