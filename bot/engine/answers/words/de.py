"""German."""

from typing import Final

from bot.engine.answers.words.shape import Words, numbers, phrases, single

GERMAN: Final = Words(
    fillers=phrases(
        "ich wurde sagen / ich wuerde sagen / wurde sagen / ich sage / ich sag mal / sagen wir"
        " / ich denke / ich glaube / ich meine / ich finde / ich nehme / ich wahle / ich waehle / ich bin"
        " / ich habe / ich / meine antwort ist / die antwort ist / antwort / es ist / das ist / das sind"
        " / es sind / es gibt / wir sind / wir haben / wir / option / nummer / nr / zahl / bitte / danke"
        " / vielen dank / also / na ja / naja / hm / hmm / ahm / aehm / wohl / wahrscheinlich"
        " / vielleicht / vermutlich / fur mich / fuer mich / fur uns / bei mir / bei uns"
        " / meiner meinung nach / ehrlich gesagt / insgesamt / zusammen / etwa / rund / circa / ca"
        " / zirka / ungefahr / ungefaehr / so um die / so / um die / oder so"
    ),
    joining=frozenset({"und"}),
    choosing=frozenset({"oder", "bis"}),
    of=frozenset({"von"}),
    negations=single(
        "nicht nein nee no nie niemals kein keine keinen keinem keiner keines keinerlei nichts niemand"
        " niemanden niemandem nirgends nirgendwo ohne weder kaum"
    ),
    prefixes=("un", "miss", "nicht", "in", "im", "ir", "dis", "non", "des"),
    numbers=numbers(
        "null / eins, ein, eine, einer, einen / zwei, zwo / drei / vier / funf, fuenf / sechs / sieben"
        " / acht / neun / zehn / elf / zwolf, zwoelf"
    ),
    no_units=single(
        "tausend tausende million millionen milliarde milliarden hundert hunderte dutzend halb halbe"
        " halbes halben viertel drittel plus minus mehr weniger hochstens mindestens maximal minimal uber"
        " unter komma mal er tel zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig"
    ),
)
