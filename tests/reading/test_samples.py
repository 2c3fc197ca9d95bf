"""Samples from comma-separated values: what is read, and with which line what cannot be read is refused."""
from __future__ import annotations

import pytest

from chainrule.errors import OptionError
from chainrule.reading.samples import of_columns, read_samples


def test_columns_by_name_in_any_layout() -> None:
    found = read_samples("\ufeffx, y ,θ\n1,2.5,-1e-3\n\n 3 ,4,5\n", "points.csv")
    assert found.columns == ("x", "y", "theta") and found.rows == ((1.0, 2.5, -0.001), (3.0, 4.0, 5.0))
    assert of_columns({"x": [1, 2], "y": [0.1, 0.2]}).rows == ((1.0, 0.1), (2.0, 0.2))


@pytest.mark.parametrize("text, said", [
    ("x,y\n1,2\n3,\n", "p.csv:3: the cell of `y` is empty"), ("x,y\n1\n", "p.csv:2: this row has 1 cells"),
    ("x\nnan\n", "p.csv:2: `nan`"), ("x\n1\n-inf\n", "p.csv:3: `-inf`"), ("x\none\n", "p.csv:2: `one`"),
    ("x,x\n1,2\n", "p.csv:1: two columns"), ("1,2\n3,4\n", "p.csv:1: `1`"), ("x,y\n", "has no rows"),
    ("", "has no rows"), ("x\n1e999\n", "p.csv:2: `1e999`")])
def test_what_is_no_number_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(OptionError) as caught:
        read_samples(text, "p.csv")
    assert said in str(caught.value)
    assert any("가" <= c <= "힣" for c in caught.value.say("ko"))


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(OptionError, match="`y` has 1 values"):
        of_columns({"x": [1, 2], "y": [1]})
