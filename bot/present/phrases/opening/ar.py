"""Arabic, when a round did not open."""

from bot.present.phrases.opening.shape import OpeningWords
from bot.present.phrases.plural import Plural

OPENING = OpeningWords(
    not_opened="لم يبدأ استطلاع {team} في {day}.",
    missed=Plural(
        one="لم يبدأ استطلاع {team} في {days}: لم يكن Checkup يعمل حينها.",
        other="لم يبدأ استطلاع {team} في {n} من الأيام: {days}. لم يكن Checkup يعمل حينها.",
    ),
    nobody="لا أحد من المعنيين يمكن سؤاله.",
    no_flow="لم تعد أسئلته موجودة. أخبروا من يدير Checkup هذا.",
    later="لم يتمكن أحد من معرفة من ينتمي إليه طوال الوقت الذي كانت الجولة ستبقى فيه مفتوحة.",
    whys={
        "channel hidden": "لا يرى Checkup من في القناة. ادعوا Checkup إلى القناة.",
        "plan without groups": "لا توجد مجموعات مستخدمين في مساحة العمل هذه. اختاروا قنوات أو أشخاصًا.",
        "permission missing": "لا يُسمح لـ Checkup بمعرفة من ينتمي إليه. ثبّتوه من جديد.",
        "gone": "لم تعد القناة أو المجموعة المعنية موجودة.",
    },
    goes_on="الجولة التالية في {day}.",
    no_next="لا توجد جولة أخرى مقررة.",
)
