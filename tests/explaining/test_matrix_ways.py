"""Ways of telling programs with shapes: forward, backward, their cost, and what is refused."""
from __future__ import annotations

import pytest

import chainrule
from chainrule.errors import OptionError

NOTE, SHAPES = "q = W*x; L = norm(q)^2", "W: 3x2, x: 2"


def test_forward_mode_carries_changes_and_reads_the_gradient_off():
    text = chainrule.diff(NOTE, shapes=SHAPES, mode="forward").to_text("en")
    assert "dL = 2·⟨q, dq⟩ = 2·⟨q, W·dx⟩" in text and "dL = ⟨2Wᵀq, dx⟩" in text
    assert "from the output back" not in text and "what goes back" not in text


@pytest.mark.parametrize(("program", "shapes", "wrt", "sweeps", "work"), [
    (NOTE, SHAPES, None, (8, 1), (10, 15)), ("q = W*x", "W: 3x2, x: 2", "x", (2, 3), (6, 6)),
    ("norm(A*x)^2", "A: m x n, x: n", "x", ("n", 1), None)])
def test_the_cost_counts_sweeps_and_operations(program, shapes, wrt, sweeps, work):
    for mode in ("forward", "reverse"):
        found = chainrule.diff(program, wrt=wrt, shapes=shapes, mode=mode)
        ways = found.facts.ways
        assert (ways.forward, ways.back) == sweeps and ways.operations == work
        said = found.to_text("en", width=400)
        assert f"The variables have {sweeps[0]} entries, so everything takes {sweeps[0]} forward sweeps." in said
        assert "비용" in found.to_text("ko")
    assert chainrule.diff(program, wrt=wrt, shapes=shapes).facts.ways is None


def test_a_raw_answer_is_as_the_sweep_found_it():
    tidy, raw = (chainrule.diff("norm(W*x - b)^2", wrt="x", shapes="W: 3x2, x: 2, b: 3", form=form)
                 for form in ("tidy", "raw"))
    assert tidy.text == "2*W'*(W*x - b)" and raw.text != tidy.text and raw.check.status == "checked"
    point = {"W": [[1, 2], [3, 4], [5, 6]], "x": [1, -1], "b": [1, 0, 2]}
    assert raw.function()(**point) == tidy.function()(**point)


@pytest.mark.parametrize("options", [{"level": "school"}, {"notation": "prime"}, {"steps": "terms"}, {"open": "none"}])
def test_what_cannot_be_shown_is_refused_with_the_option_to_leave_out(options):
    with pytest.raises(OptionError) as refused:
        chainrule.diff(NOTE, shapes=SHAPES, **options)
    (name, value), = options.items()
    assert refused.value.facts["option"] == f"--{name} {value}" and refused.value.hint is not None
    assert refused.value.say("ko") != refused.value.say("en")


@pytest.mark.parametrize("options", [{"open": "all"}, {"form": "short"}, {"steps": "gates"}])
def test_what_is_so_anyway_is_taken(options):
    assert chainrule.diff(NOTE, shapes=SHAPES, **options).to_text("en") == chainrule.diff(
        NOTE, shapes=SHAPES).to_text("en")
