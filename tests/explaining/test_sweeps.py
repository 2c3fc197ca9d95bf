"""Sweeps line by line, their costs, and the notation with primes."""
from __future__ import annotations

import pytest

import chainrule
from chainrule import diff
from chainrule.derivation.tangents import Cost, cost, forward, numbers
from chainrule.language import LANGUAGES, Language
from chainrule.solution.question import View

PROBLEMS = ["(x+y)*z", "sin(x^2)*x", "x*x", "u = x*y; f = u + u^2 + sin(u)*x", "max(x, y)*ln(z)", "x", "f(x(t), y(t))",
            "exp(x)/(1 + exp(x))", "z1 = w*x + b; a = sigmoid(z1); L = (a - t)^2"]


@pytest.mark.parametrize("text", PROBLEMS)
def test_three_modes_agree(text: str) -> None:
    for stage in diff(text)._story.stages:
        for derived in stage.derivations:
            assert stage.check.status == "checked"
            if derived.path_count:
                at = {i: 0.3 + 0.1 * i for i in stage.graph.inputs([stage.output])}
                found = forward(derived).found[derived.output]
                from chainrule.numbers.verification import verify
                assert verify(stage.graph, stage.output, [(derived.variable, (derived.adjoint, found))], at).status \
                    == "checked"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("mode", ["reverse", "forward"])
@pytest.mark.parametrize("text", PROBLEMS)
def test_every_mode_has_every_face(text: str, mode: str, lang: Language) -> None:
    at = dict.fromkeys("xyzwbt", 0.5) if "x(t)" not in text else None
    found = diff(text, mode=mode, at=at)  # type: ignore[arg-type]
    for shown in (found.to_text(lang), found.to_markdown(lang), found.to_latex(lang)):
        assert "{" not in found.to_text(lang) and shown
        assert ("paths lead" in shown) is False and "까지 가는 경로" not in shown


def test_reverse_is_one_sweep_for_all_inputs() -> None:
    shown = diff("u = x*y; f = sin(u)*u", mode="reverse", open="all").to_text("en", width=200)
    assert "df/df = 1" in shown and shown.count("Reverse mode") == 1
    assert "∂f/∂x = df/du · ∂u/∂x = df/du · y" in shown
    # u, sin, product: 3; cos(u), ·u, +sin(u), ·x, ·y: 5 more
    assert "Cost in operations: 3 for f, 5 more for the derivatives (1.67 times as many)." in shown
    assert "forward mode would need 2 passes" in shown


def test_forward_carries_the_tangent_along() -> None:
    shown = diff("sin(x^2)*x", mode="forward", at="x=1").to_text("en")
    for line in ("dx/dx = 1", "du/dx = 2·x", "dv/dx = dv/du · du/dx = cos(u) · du/dx = 2·x·cos(u)",
                 "dv/dx = dv/du · du/dx ≈ 0.5403 · 2 ≈ 1.081"):
        assert line in shown
    assert "Backward pass" not in shown


def test_tangents_in_numbers_are_those_of_the_backward_pass() -> None:
    found = diff("u = x*y; f = sin(u)*u + x", at="x=0.7, y=1.3", open="all")
    stage = found._story.stages[0]
    assert stage.passes is not None
    for derived in stage.derivations:
        ahead = numbers(derived, stage.passes.partials)[derived.output]
        assert ahead == pytest.approx(stage.passes.adjoints[derived.variable])


def test_costs_count_operations() -> None:
    from chainrule.graph.build import build
    from chainrule.reading import read
    built = build(read("a + b + c - 2*d*sin(a)"))
    swept_nothing = cost(built.graph, built.output, [])
    assert swept_nothing == Cost(3 + 2 + 1, 0), "a sum of four is three operations, a product of three two"


def test_primes_for_one_variable() -> None:
    shown = diff("sin(x^2)", notation="prime", at="x=1").to_text("en", width=200)
    for line in ("f′(u) = cos(u)", "u′(x) = 2·x", "(f∘u)′(x) = f′(u(x)) · u′(x)", "(f∘u)′(x) = f′(u) · u′(x)"):
        assert line in shown
    assert r"(f \circ u)'(x) &= f'(u) \cdot u'(x)" in diff("sin(x^2)", notation="prime").to_latex("en")
    assert "f′′(x) = -sin(x)" in diff("sin(x)", notation="prime", order=2).to_text("en")
    assert "f^(4)(x) = sin(x)" in diff("sin(x)", notation="prime", order=4).to_text("en")
    several = diff("sin(x^2)*y", notation="prime")
    assert "Primes belong" in several.to_text("en") and "∂f/∂x" in several.to_text("en")


@pytest.mark.parametrize("options", [{"mode": "sideways"}, {"notation": "newton"}, {"steps": "leaps"}])
def test_unknown_views_are_refused(options: dict[str, str]) -> None:
    with pytest.raises(chainrule.ChainruleError) as caught:
        diff("x^2", **options)  # type: ignore[arg-type]
    assert caught.value.kind == "usage" and caught.value.say("ko") != caught.value.say("en")
    with pytest.raises(chainrule.ChainruleError):
        View(**options)  # type: ignore[arg-type]
