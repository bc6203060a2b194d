"""Spanish."""

from typing import Final

from bot.engine.answers.words.shape import Words, numbers, phrases, single

SPANISH: Final = Words(
    fillers=phrases(
        "yo diria que / diria que / yo diria / diria / digo / yo creo que / creo que / yo creo / creo"
        " / pienso que / pienso / opino que / me parece que / me parece / elijo / escojo / soy / estoy"
        " / tengo / yo / mi respuesta es / la respuesta es / respuesta / es / son / seria / hay / somos"
        " / tenemos / nosotros / opcion / numero / por favor / gracias / bueno / pues / eh / hm / hmm"
        " / probablemente / quizas / quiza / tal vez / para mi / para nosotros / en mi opinion"
        " / la verdad / en total / mas o menos / unos / unas / aproximadamente / alrededor de / cerca de"
        " / como"
    ),
    joining=frozenset({"y", "e"}),
    choosing=frozenset({"o", "u", "a"}),
    of=frozenset({"de", "sobre"}),
    negations=single("no nunca jamas nada nadie ningun ninguno ninguna sin ni tampoco apenas"),
    prefixes=("in", "im", "ir", "des", "dis", "no", "mal", "anti"),
    numbers=numbers(
        "cero / uno, una, un / dos / tres / cuatro / cinco / seis / siete / ocho / nueve / diez / once / doce"
    ),
    no_units=single(
        "mil miles millon millones millar millares cien ciento cientos centenar centenares decena decenas"
        " docena docenas medio media mitad cuarto cuartos tercio tercios mas menos maximo minimo coma"
        " punto veces ro do to veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"
    ),
)
