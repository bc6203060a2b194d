"""Proves: whatever the condition and the answers, it holds exactly when a naive reader says so.

The reader is in `random_conditions`; it knows neither the tree nor the functions the code makes of it.
"""

from hypothesis import given, settings

from bot.definition.condition import Known
from tests.definition.condition.random_conditions import KNOWN, Reading, conditions
from tests.definition.condition.scene import bound


@given(conditions(), KNOWN)
@settings(max_examples=400, deadline=None)
def test_both_agree(reading: Reading, known: Known) -> None:
    assert bound(reading.text).holds(known) is reading.truth(known)
