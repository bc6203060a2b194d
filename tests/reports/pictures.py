"""Makes docs/result*.png anew: the flagship's, the same in two chats, an Arabic one, one with long words.

Run: python -m tests.reports.pictures
"""

import asyncio
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

from bot.messages import ResultPage, Section
from bot.reports.picture import Painter, draw
from tests.present.chat import Chat, shipped
from tests.reports.pages import bar, page
from tests.reports.seen import png_size

DOCS = Path(__file__).parents[2] / "docs"
LIGHT, DARK = "#dfe7d3", "#0e1621"
"""What chats have behind their messages."""

ARABIC = replace(
    page(
        bar("البيانات والتقارير", 25, "ابنِ", 0.0, weak=True),
        bar("التسليم بين الفرق", 31, "ابنِ", 0.0, weak=True),
        bar("اتخاذ القرار", 42, "اربط", 1 / 3, weak=True),
        bar("التنفيذ (المرحلة 2)", 58, "أتمت", 2 / 3),
        bar("تهيئة العملاء", 67, "أتمت", 2 / 3),
        bar("المبيعات B2B", 92, "حسّن", 1.0),
        level="في طور البناء",
        language="ar",
    ),
    title="فحص صحة أنظمة الأعمال",
    bars_title="مجالاتك، الأضعف أولًا",
    weakest=Section("أضعف المجالات", ("…",)),
)
LONG = replace(
    page(
        bar("Übergaben zwischen den Abteilungen", 12, "Sofort zusammen angehen", 0.0, weak=True),
        bar("Datenschutz und Informationssicherheit", 38, "Verbinden und vereinheitlichen", 0.5, weak=True),
        bar("Zuständigkeiten in der Geschäftsführung", 65, "Verbinden und vereinheitlichen", 0.5),
        bar("Vertrieb", 92, "Verbessern", 1.0),
        level="Durchgängig vernetzt und systematisiert",
        language="de",
    ),
    title="Jährliche Standortbestimmung der Geschäftssysteme für Betriebe mit mehreren Niederlassungen",
    bars_title="Ihre Bereiche, die schwächsten zuerst",
    weakest=Section("Schwächste Bereiche", ("…",)),
)  # fmt: skip


async def main() -> None:
    """Paints and keeps them."""
    painter = Painter()
    try:
        flagship = await painter.paint(draw(_flagship()))
        (DOCS / "result.png").write_bytes(flagship)
        (DOCS / "result-dark-light.png").write_bytes(await painter.paint(_in_two_chats(flagship)))
        for name, made in (("arabic", ARABIC), ("long", LONG)):
            (DOCS / f"result-{name}.png").write_bytes(await painter.paint(draw(made)))
    finally:
        await painter.close()


def _flagship() -> ResultPage:
    """One day in a business of ten to 24 people: good stages, weak connections."""
    chat = Chat(shipped("business-systems"))
    chat.taps("s10_24", "ops")
    chat.types("Sales, Onboarding, Delivery, Reporting")
    chat.taps(*"deddccedcbbcabbbccacbdbc")
    return chat.result


def _in_two_chats(png: bytes) -> str:
    """As messages in a light and in a dark chat, side by side."""
    width, height = png_size(png)
    column, edge = 600, 40
    tall = (column - 2 * edge) * height / width
    picture = f"data:image/png;base64,{b64encode(png).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{2 * column}" height="{tall + 2 * edge:.0f}">'
        f'<rect width="{column}" height="100%" fill="{LIGHT}"/>'
        f'<rect x="{column}" width="{column}" height="100%" fill="{DARK}"/>'
        + "".join(
            f'<image x="{x}" y="{edge}" width="{column - 2 * edge}" height="{tall:.1f}" href="{picture}"/>'
            for x in (edge, column + edge)
        )
        + "</svg>"
    )


if __name__ == "__main__":
    asyncio.run(main())
