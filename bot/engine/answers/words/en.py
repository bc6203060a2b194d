"""English."""

from typing import Final

from bot.engine.answers.words.shape import Words, numbers, phrases, single

ENGLISH: Final = Words(
    fillers=phrases(
        "i would say / id say / i say / i would answer / i think / i guess / i believe / i suppose"
        " / i feel / i would / i choose / i would choose / id choose / i take / ill take / i pick"
        " / i would pick / id pick / i go for / i would go for / id go for / ill go for / i am / im"
        " / i have / ive got / i / my answer is / the answer is / answer is / answer / it is / its"
        " / that is / thats / that would be / this is / we are / were / we have / we / there are"
        " / there is / option / choice / number / nr / please / thanks / thank you / well / hmm / hm / um"
        " / uh / so / probably / maybe / perhaps / for me / for us / to me / in my opinion / to be honest"
        " / honestly / in total / altogether / about / around / roughly / approximately / approx / circa"
        " / ca / or so"
    ),
    joining=frozenset({"and"}),
    choosing=frozenset({"or", "to"}),
    of=frozenset({"of", "out of"}),
    negations=single(
        "not no nope nah never none nothing nobody nowhere neither nor without cannot cant dont doesnt"
        " didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt havent hasnt hadnt aint hardly"
        " barely seldom"
    ),
    prefixes=("un", "dis", "in", "im", "ir", "il", "non", "mis", "anti"),
    numbers=numbers(
        "zero / one / two / three / four / five / six / seven / eight / nine / ten / eleven / twelve"
    ),
    no_units=single(
        "thousand thousands million millions billion billions hundred hundreds dozen dozens score half"
        " halves quarter quarters third thirds plus minus more less fewer max min maximum minimum up down"
        " over under st nd rd th times twenty thirty forty fifty sixty seventy eighty ninety point"
    ),
)
