"""The check of gradients with shapes trusts no word: it finds every one that is planted wrong."""
from __future__ import annotations

from dataclasses import replace

import pytest

import chainrule
from chainrule.rules.matrices import MATRICES

PLANTED = {
    "matmul": ("sum(A*B)", "A: 3x2, B: 2x3", ("R(b)", "L(product(2, a))")),
    "inverse": ("tr(inv(S))", "S: 3x3", ("L(y) R(y)",)),
    "norm": ("norm(x)", "x: 3", ("in(a)",)),
    "softmax": ("sum(softmax(x) .* x)", "x: 3", ("H(y)",)),
    "det": ("det(S)", "S: 3x3", ("in(product(y, inverse(a)))",)),
    "transpose": ("sum(A' .* B)", "A: 2x3, B: 3x2", ("T c(-1)",)),
    "var": ("var(x)", "x: 4", ("in(product(quotient(2, entries), a))",)),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_wrong_word_is_found(name, monkeypatch):
    program, shapes, words = PLANTED[name]
    assert chainrule.diff(program, shapes=shapes).check.status == "checked"
    monkeypatch.setitem(MATRICES, name, replace(MATRICES[name], words=words))
    assert chainrule.diff(program, shapes=shapes).check.status == "wrong"


def test_letters_are_tried_with_three_sets_of_numbers_and_entries_are_written_out():
    found = chainrule.diff("norm(W*x - b)^2", shapes="W: m x n, x: n, b: m").facts.verified
    assert len(found.sizes) == 3 and len({dict(sizes)["m"] for sizes in found.sizes}) == 3
    assert found.entries and found.check.points == 12


def test_the_given_point_is_compared_too():
    found = chainrule.diff("sum(exp(x))", shapes="x: 2", at={"x": [1, 2]})
    assert found.check.given is True
