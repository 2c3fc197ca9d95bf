"""The page of all rules has every operation on vectors and matrices, in both languages and every format."""
from __future__ import annotations

import json
import re

import pytest

from chainrule.language import LANGUAGES
from chainrule.library.rule_list import RuleList
from chainrule.rules.matrices import MATRICES
from chainrule.rules.matrices.rule import UNNAMED


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_is_listed_with_its_reason(lang):
    text = " ".join(RuleList().to_text(lang, width=1000).split())
    for rule in MATRICES.values():
        assert rule.title.say(lang) in text
        if not rule.opened and rule.words not in (("none",), ()):
            assert all(because.say(lang, **UNNAMED)[1:] in text for because in rule.because), rule.name


@pytest.mark.parametrize("line", [
    "⟨G, a·db⟩ = ⟨aᵀG, db⟩", "⟨G, da·b⟩ = ⟨Gbᵀ, da⟩", "⟨G, (da)ᵀ⟩ = ⟨Gᵀ, da⟩", "dy = -y·da·y",
    "g·tr(da) = ⟨gI₃, da⟩", "⟨G, y∘da - ⟨y, da⟩y⟩ = ⟨y∘G - ⟨y, G⟩y, da⟩", "⟨G, 1₄·da⟩ = ⟨1₄ᵀG, da⟩",
    "y = softmax(abᵀ/√3)·c 2×3, 4×3, 4×2 → 2×2", "y = relu(a) + 1/100·min(0, a)",
])
def test_changes_and_what_goes_back(line):
    assert line in " ".join(RuleList().to_text("en", width=120).split())


def test_every_row_that_is_not_taken_apart_has_a_proof_line():
    told = [rule for rule in MATRICES.values() if not rule.opened and rule.words not in (("none",), ("0",), ())]
    text = RuleList().to_text("en", width=120)
    assert len(re.findall(r"^ +(?:⟨G, |g·).* = ", text, re.M)) >= len(told) > 20


def test_every_format_has_them():
    assert r"\mathbf{a}" in RuleList().to_latex("ko") and "행렬의 곱" in RuleList().to_markdown("ko")
    assert "matrix product" in RuleList().to_html("en")
    for lang in LANGUAGES:
        data = json.loads(json.dumps(RuleList().to_dict(lang)))
        rows = {row["name"]: row for row in data["matrices"]}
        assert list(rows) == list(MATRICES) and rows["matmul"]["words"] == ["R(b)", "L(a)"]
        assert rows["solve"]["opened"] == "matmul(inverse(a), b)" and "inv" in rows["inverse"]["aliases"]
