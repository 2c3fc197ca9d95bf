"""Cases that begin with `if` are refused, and how they are written is shown in the user's own words."""
from __future__ import annotations

import pytest

from chainrule import diff
from chainrule.errors import ChainruleError
from chainrule.language import LANGUAGES


@pytest.mark.parametrize(("typed", "better"), [
    ("if x>0 then x else -x", "x if x>0 else -x"),
    ("if t < 1 then t^2 + 1 else sin(t)", "t^2 + 1 if t < 1 else sin(t)"),
    ("if x > 0: x", "x if x > 0 else -x"), ("if x then 1", "x if x > 0 else -x"),
])
def test_the_value_stands_first(typed: str, better: str) -> None:
    with pytest.raises(ChainruleError) as raised:
        diff(typed)
    for language in LANGUAGES:
        assert f"`{better}`" in raised.value.say_hint(language)
    assert "piecewise" in str(diff(better))
