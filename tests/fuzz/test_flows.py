"""Mutated flow files get a clear answer in time; nothing they hold reaches a terminal (flow-language §13)."""

import pytest

from tests.fuzz.flows import MUTATIONS, mutated, run

COUNT = 2_000
PARTS = 8


@pytest.mark.parametrize("part", range(PARTS))
def test_every_file_gets_an_answer(part: int) -> None:
    size = COUNT // PARTS
    tally = run(range(part * size, (part + 1) * size))
    assert tally.files == size
    assert tally.wrong == []


def test_a_number_always_means_the_same_file() -> None:
    assert mutated(7) == mutated(7)
    assert mutated(7) != mutated(8)
    assert len({mutated(number)[1] for number in range(50)}) == 50
    assert len(MUTATIONS) == 8
