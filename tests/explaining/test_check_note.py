"""How many points a derivative was compared at is said as it was."""
from __future__ import annotations

import pytest

from chainrule.explaining.notes import check_note
from chainrule.language import Language
from chainrule.numbers.check import Check


@pytest.mark.parametrize(("points", "language", "said"), [
    (12, "en", "checked numerically at 12 points"), (12, "ko", "수치 미분으로 확인 (점 12개)"),
    (8, "en", "at 8 points, the only ones tried where"), (8, "ko", "(점 8개: 시험한 점"),
    (1, "en", "at 1 point, the only one tried where"), (1, "ko", "(점 1개: 시험한 점")])
def test_few_points_are_called_few(points: int, language: Language, said: str) -> None:
    words = check_note(Check("checked", points), language).parts[0]
    assert isinstance(words, str) and said in words and "1 points" not in words
    assert (words == said) == (points == 12)


def test_a_given_point_that_was_not_compared_is_said() -> None:
    words = check_note(Check("checked", 12, given=False), "en").parts[0]
    assert words == "checked numerically at 12 points, but not at the given one: the formula cannot be compared there"
