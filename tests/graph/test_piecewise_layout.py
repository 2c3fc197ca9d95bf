"""Where the cases of a function by cases stand among the inputs of its node."""
from __future__ import annotations

import gc

import pytest

from chainrule.graph.build import build
from chainrule.graph.collector import collector_paused
from chainrule.graph.holes import Hole, NoValue
from chainrule.graph.piecewise import at_joint, cases_of, choose, compared_places, laid_out, value_places
from chainrule.reading import read

INPUTS, NOTE = laid_out([(10, ("<=", "<"), (1, 2, 2, 3)), (20, (">",), (4, 5)), (30, (), ())])


def test_what_is_laid_out_is_found_again() -> None:
    assert [INPUTS[place] for place in value_places(NOTE)] == [10, 20, 30]
    assert [(INPUTS[a], INPUTS[b]) for a, b in compared_places(NOTE)] == [(1, 2), (2, 3), (4, 5)]
    assert [[sign for sign, _, _ in case.comparisons] for case in cases_of(NOTE)] == [["<=", "<"], [">"], []]


def test_the_graph_is_laid_out_so() -> None:
    built = build(read("piecewise(x^2, 0 <= x < 1, x, x > 3, 7)"))
    graph, node = built.graph, built.output
    assert graph.cases(node) == NOTE
    values = [graph.args[node][place] for place in value_places(NOTE)]
    assert [graph.ops[v] for v in values] == ["power", "input", "number"]


def test_the_first_case_that_holds_is_chosen_and_a_joint_is_seen() -> None:
    met, missed = list(INPUTS), list(INPUTS)
    met[1], missed[1] = 2, 3
    assert choose(NOTE, INPUTS) == choose(NOTE, met) == 0 and choose(NOTE, missed) == len(INPUTS) - 1
    assert at_joint(NOTE, met) and not at_joint(NOTE, INPUTS) and not at_joint(NOTE, missed)


def test_a_condition_without_a_value_is_an_error_only_where_it_is_looked_at() -> None:
    none = NoValue(5, "domain")
    late, early = list[object](INPUTS), list[object](INPUTS)
    late[7], early[1] = Hole(none), Hole(none)
    assert choose(NOTE, late) == 0
    with pytest.raises(NoValue) as found:
        choose(NOTE, early)
    assert found.value is none


def test_a_collector_that_rests_stays_at_rest() -> None:
    assert gc.isenabled()
    with collector_paused(), collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()
    with collector_paused(False):
        assert gc.isenabled()
