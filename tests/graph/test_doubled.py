"""Values in several places of one operation."""
import pytest

from chainrule import diff
from chainrule.derivation.sweep import MERGED
from chainrule.graph.build import build
from chainrule.graph.doubled import apart
from chainrule.reading import read


@pytest.mark.parametrize(("text", "copies"), [("x^x", 2), ("x/x", 2), ("x*x + x^y", 0), ("max(x, x)", 0),
                                              ("x^x + y^y", 4), ("sin(x)^sin(x)", 2), ("2/2 + x", 0)])
def test_each_place_has_a_node(text: str, copies: int) -> None:
    built = build(read(text))
    before = len(built.graph)
    moved = apart(built.graph, built.output, MERGED)
    assert bool(moved) == bool(copies)
    made = [built.graph.ops[i] for i in range(before, len(built.graph))]
    assert made.count("copy") == copies


def test_its_names_are_free_ones_and_the_answer_has_none_of_them() -> None:
    it = diff("a^a + b", wrt="a")
    assert it.path_count == 2 and str(it.answer) == str(diff("a^a", wrt="a").answer)
    assert {node["name"] for node in it.graph} >= {"c", "k"}
    assert "x·x^(x − 1) + x^x·ln(x)" in diff("x^x").to_text(lang="en", ascii=False).replace(" - ", " − ")


def test_a_definition_that_stands_twice_in_a_gate_is_put_back() -> None:
    assert diff("a = x; b = x; f = a^b", wrt="x").to_dict()["derivatives"][0]["answer"] == "x^x*(1 + ln(x))"
