"""Every code of flow-language §9 has a broken file with its message word for word; and what is too long to
show there: messages of long texts, limits of the whole file (those of YAML are in test_source).
"""

from importlib import import_module

from tests.definition.flows import checked, shown

MODULES = ("not_yaml", "yaml", "maps", "values", "steps", "scoring", "texts", "rules", "conditions")
HERE = {"E143", "W146"}
IN_SOURCE = {f"Y00{n}" for n in range(1, 8)}

CODES = (
    {"Y000", "Y010", "Y011", "Y012", "Y013", "Y014", "Y020", "W021", "Y022"}
    | {f"E10{n}" for n in range(7)}
    | {f"E11{n}" for n in range(9)}
    | {"E120", "E121", "W122", "W123", "W124", "W125"}
    | {"E130", "E131", "E132", "E133", "W134", "E135"}
    | {"E140", "W141", "E142", "E143", "W144", "W145", "W146", "E147", "W148", "E150"}
    | {"W160", "E170", "W171", "E172", "E173", "W174", "E180", "E181", "E182", "E183", "E184", "E185"}
    | {"W186", "W187"}
    | {f"E19{n}" for n in range(4)}
    | {f"E20{n}" for n in range(7)}
    | {"W211"}
)

HEAD = "flow: f\ntitle: T\nsteps:\n  - ask: a\n"


def test_every_code_is_shown() -> None:
    said = "\n".join(
        text
        for module in MODULES
        for _, text in import_module(f"tests.definition.messages.test_{module}").CASES.values()
    )
    assert {code for code in CODES if f" {code}: " in said} == CODES - HERE


def test_a_question_too_long_for_one_message() -> None:
    choices = "".join(
        f"      c{n}: {{text: {'x' * 90} {n}, hint: {'y' * 73}}}\n" for n in range(7)
    )  # 7 × 165

    def codes(length: int) -> list[tuple[str, str]]:
        text = f"{HEAD}    text: {'z' * length}\n    choices:\n{choices}"
        return [(found.code, found.message) for found in checked(text).findings.shown if found.code != "W146"]

    assert codes(2800 - 7 * 165) == []
    assert codes(2801 - 7 * 165) == [("E143", "'a' and its choices have 2,801 characters in 'en'")]


def test_a_long_question() -> None:
    assert checked(f"{HEAD}    scale: yes_no\n    text: {'w' * 300}\n").findings.shown == ()
    (found,) = checked(f"{HEAD}    scale: yes_no\n    text: {'w' * 301}\n").findings.shown
    assert (found.code, found.message) == ("W146", "the question has 301 characters in 'en'")
    assert found.hint == "keep it below 300; move words into 'help'"


def test_at_most_fifty_findings_are_shown() -> None:
    steps = "".join(f"  - {{ask: q{n}, text: Well, scale: yes_no, wait: {n}}}\n" for n in range(60))
    text = shown(f"flow: f\ntitle: T\nsteps:\n{steps}")
    assert text.count("error E102") == 50
    assert text.endswith("\n\nf.yaml: 10 more, not shown; mend these first and check again")


def test_at_most_300_steps() -> None:
    def blocks(count: int) -> str:
        inner = "".join(f"      - {{ask: q{{0}}_{n}, text: Well, scale: yes_no}}\n" for n in range(59))
        parts = [f"  - block: b{n}\n    steps:\n{inner.replace('{0}', str(n))}" for n in range(count)]
        return "flow: f\ntitle: T\nsteps:\n" + "".join(parts)

    assert checked(blocks(5)).findings.shown == ()
    (found,) = checked(blocks(6)).findings.shown
    assert (found.code, found.message) == ("E110", "the flow has 360 steps; at most 300 are possible")
