"""Arabic, on the report page of a check-in."""

from bot.present.phrases.plural import Plural
from bot.present.phrases.report_page.shape import (
    FigureWords,
    GlanceWords,
    HeadWords,
    InsteadWords,
    PartWords,
    ReportPageWords,
    Told,
)

_HEAD = HeadWords(
    report="تقرير الفريق",
    skip="الانتقال إلى التقرير",
    rounds="التقارير",
    earlier="الأقدم",
    later="الأحدث",
    is_earlier="أنت تنظر إلى تقرير أقدم.",
    latest="عرض الأخير",
    anonymous="دون أسماء",
    named="مع الأسماء",
)
_GLANCE = GlanceWords(
    title="نظرة واحدة",
    taking_part="المشاركة",
    areas="المجالات",
    area_count=Plural(
        one="مجال واحد: {tier}",
        two="مجالان: {tier}",
        few="{n} مجالات: {tier}",
        many="{n} مجالًا: {tier}",
        other="{n} مجال: {tier}",
    ),
    changes="منذ التقرير السابق",
    went_up="ارتفع",
    went_down="انخفض",
    may_have_moved="ربما تغيّر",
    no_clear_change=Plural(
        one="لا تغيير واضح في مجال واحد",
        two="لا تغيير واضح في مجالين",
        few="لا تغيير واضح في {n} مجالات",
        many="لا تغيير واضح في {n} مجالًا",
        other="لا تغيير واضح في {n} مجال",
    ),
    actions="الإجراءات",
    going_on=Plural(other="قيد التنفيذ: {n}"),
    overdue=Plural(other="منها ما تجاوز موعده: {n}"),
    settled=Plural(other="تم أو أُلغي: {n}"),
    no_actions="لم يُقرَّر شيء بعد",
)
_FIGURE = FigureWords(
    of_answers=Plural(
        one="إجابة واحدة", two="إجابتان", few="{n} إجابات", many="{n} إجابةً", other="{n} إجابة"
    ),
    median_of_four="وسيط الأربعة الأخيرة: {score}",
    camps_mean="يراه ربع الفريق على الأقل جيدًا، ويراه ربعه على الأقل سيئًا",
    too_early="من المبكر الحديث عن تغيير.",
    partial="حُسب دون الأسئلة المخفية، فلا مقارنة.",
    break_mark="حساب جديد",
    none="لا رقم",
    why_short={
        "too few": "قليلة جدًا",
        "protects others": "مخفي",
        "held": "ليس بعد",
        "withheld": "لا يُعرض",
        "team changed": "تغيّر الفريق",
    },
)
_PART = PartWords(
    talk="تحدثوا عن هذا أولًا",
    talk_intro="أولًا حيث تنقسم الآراء، ثم الأدنى، ثم ما انخفض أكثر.",
    weakest="من الأضعف",
    owner="من يهتم به",
    system="ما يحتاج إليه",
    heat="كل المجالات عبر الوقت",
    heat_intro="في كل خانة الرقم وكلمته. الجولة التي تنظر إليها معلَّمة.",
    heat_caption="درجات كل المجالات، جولةً بعد جولة، الأقدم أولًا",
    heat_cut="لا تتسع الورقة لكل الجولات؛ البقية في الصفحة على الشاشة.",
    area="المجال",
    areas="مجالًا بعد مجال",
    areas_intro="الخط هو المتوسط، والشريط حوله يبيّن مدى دقة معرفته.",
    trend="{area} عبر الوقت: {points}",
    trend_point="{round}: {score}، بين {low} و{high}",
    trend_bare="{round}: {score}",
    trend_gap="{round}: لا رقم",
    decided="ما تقرر",
    action_due="حتى {date}",
    action_from="بعد الجولة {number}",
    action_late="تجاوز موعده",
    systems="ما يجب بناؤه، بهذا الترتيب",
    systems_intro="الأسس أولًا: ما يقوم عليه غيره يأتي قبل ما هو أدنى.",
    questions="سؤالًا بعد سؤال",
    questions_intro="نسب الذين أجابوا.",
    mean="المتوسط {score} من 100",
    answer="الإجابة",
    share="النسبة",
    other="أخرى ({choices})",
    quartiles="نصف الإجابات بين {low} و{high}، والوسطى {median}.",
    recommendation="التوصية {score}، بين {low} و{high} (على مقياس من \u2066−100\u2069 إلى \u2066+100\u2069)",
    of_no_area="أسئلة أخرى",
    comments="بكلماتهم",
    comments_intro="بترتيب عشوائي، دون أوقات.",
    people="شخصًا بعد شخص",
    people_intro="في هذا الاستطلاع تحمل الإجابات أسماء؛ كان الجميع يعلم ذلك قبل أن يبدأ.",
    person="الشخص",
    teams="الفرق جنبًا إلى جنب",
    teams_intro="فقط ما يعرضه تقرير كل فريق، وفقط حيث لا يمكن حساب شيء بالمقارنة.",
    team="الفريق",
    team_left_out={
        "nothing yet": "لا تقرير بعد",
        "scored otherwise": "حُسب بطريقة أخرى",
        "protects others": "استُبعد، لأن مقارنته بالآخرين قد تكشف إجابات",
    },
    hidden="ما لا يُعرض، ولماذا",
    hidden_nothing="كل ما له أرقام معروض.",
    how="كيف تبقى الإجابات مفصولة عن الأشخاص",
    how_anonymous="تُحفظ الإجابات دون اسم، ويُحذف ما يقود من الشخص إلى إجاباته عندما ينتهي أو تُغلق الجولة. "
    "تظهر الأرقام مرة واحدة بعد الإغلاق، ابتداءً من {k} إجابات، وفقط إذا لم يكن ممكنًا حساب إجابة أحد من كل "
    "ما عُرض.",
    how_named="في هذا الاستطلاع تحمل الإجابات أسماء: من يحق له رؤية التقارير يرى من أجاب بماذا. وكان كل من "
    "سُئل يعلم ذلك قبل السؤال الأول.",
    downloads="التنزيل",
    downloads_intro="أرقام هذه الجولة تمامًا، لا أكثر. للحصول على PDF اطبع هذه الصفحة.",
    csv="جدول (CSV)",
    json="بيانات (JSON)",
)
_NO_AREAS = "لا مجالات في هذا الاستطلاع: أرقامه عند الأسئلة."
_INSTEAD = InsteadWords(
    no_release=Told(
        title="لا تقرير بعد.",
        todo="يُعدّ عند إغلاق الجولة الأولى. قبل ذلك لا يرى أحد أرقامًا، ولا حتى من سأل.",
    ),
    no_round=Told(
        title="لا تقرير لهذه الجولة.",
        todo="ربما أُلغيت، أو ما زالت جارية.",
    ),
    unknown=Told(
        title="هذا العنوان لا يؤدي إلى أي تقرير.",
        todo="ربما ضاع جزء منه عند النسخ. يعطيك Checkup رابطًا جديدًا في Slack بزر «التقرير».",
    ),
    expired=Told(
        title="هذا الرابط قديم جدًا.",
        todo="روابط التقارير صالحة ثلاثة أشهر. يعطيك Checkup رابطًا جديدًا في Slack بزر «التقرير».",
    ),
    revoked=Told(
        title="سُحب هذا الرابط.",
        todo="إذا كانت التقارير ما زالت لك، فإن Checkup يعطيك رابطًا جديدًا في Slack بزر «التقرير».",
    ),
    not_yours=Told(
        title="لم تعد هذه التقارير لك.",
        todo="اسأل من بدأ الاستطلاع. وعندما يُسمح لك من جديد، يعطيك Checkup رابطًا جديدًا في Slack بزر "
        "«التقرير».",
    ),
    later=Told(
        title="لا يمكن عرض التقرير الآن.",
        todo="لم يضع شيء. حاول من جديد بعد بضع دقائق من فضلك.",
    ),
)
REPORT_PAGE = ReportPageWords(
    head=_HEAD, glance=_GLANCE, figure=_FIGURE, part=_PART, no_areas=_NO_AREAS, instead=_INSTEAD
)
