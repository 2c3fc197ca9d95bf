"""Broken input by the thousand: pieces at random and damaged formulas end in an answer or in a ChainruleError, soon."""
from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from work import within

import chainrule
from chainrule.errors import ChainruleError
from chainrule.language import LANGUAGES
from chainrule.reading import Syntax, read, read_point, read_problem
from chainrule.reading.mistakes.table import MISTAKES
from chainrule.render.refusal import complaint

SETTINGS = settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
SOON = 3_000_000  # calls of functions: a second or two
PIECES = st.sampled_from([
    *"xyzeπθσ0123456789.+-*/^()|=,;:#'\"_ {}[]<>!&%$@\\²ˣ₁√·×÷−∘⌊⌋∧가½①\u200b\u0301\ud800😀\n\t", "**",
    "sin", "ln ", "max(",
    "sum(", "piecewise(", " if ", " else ", " and ", "f(", "x(t)", "log_2 ", "<=", "==", "at ", "wrt ",
    "9^9^9", "1e", "\\frac",
    "\\frac{", "}{", "\\sqrt[", "\\left(", "\\right)", "\\left|", "\\begin{cases}", "\\end{cases}",
    "\\\\", "\\sum_{i=1}^", "\\log_",
    "\\sin", "\\over", "\\hat", "\\mathrm{", "\\text{", "\\cdot", "^{", "_{", "\\frac{d}{dx}",
    "\\root", "\\of", "\\Delta ", "~"])
SAMPLES = [
    "(x+y)*z", "sigmoid(w*x+b)", "u = (x+1)^2; h = u^3 + 2u - 5", "sin^2 x + |x-|y||", "f(x)=x^2; g = f(3t)",
    "w = f(x(t), y(t))", "piecewise(x^2, x > 0, -x)", "sum(x_i^2, i, 1, 3)", "손실 = (예측 - 정답)^2",
    "q = x+y\nf = q*z\nat x=1, y=2\nwrt x", "x=-2, y=pi/2", r"\frac{1}{1+e^{-(w_0x_0+w_1x_1)}}",
    r"\begin{cases} x^2 & \text{if } x>0 \\ 0 & \text{otherwise}\end{cases}", r"\sum_{i=1}^{3} w_i x_i^2",
    r"\frac{\partial}{\partial y}\left(x^2y+e^{xy}\right)", r"\(y=\root 4 \of t-{1 \over t^3-1}\)",
    r"\begin{align} q &= x+y \\ f &= qz \end{align}", r"\sqrt[3]{x}\log_{a^2} x",
    *(e for row in MISTAKES.values() for e in row.examples if len(e) < 60)]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A sample with a few signs lost, doubled, moved or put in."""
    text = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 3))
        text = text[:at] + draw(st.one_of(st.just(""), PIECES, st.just(text[at:at + cut] * 2))) + text[at + cut:]
    return text


def survives(text: str, syntax: Syntax) -> None:
    for reader in (read, read_point, read_problem, lambda t, s: chainrule.diff(t, syntax=s).to_text("ko")):
        try:
            within(SOON, lambda reader=reader: reader(text, syntax))
        except ChainruleError as error:
            assert error.span is None or 0 <= error.span[0] <= error.span[1] <= len(error.source)
            for language in LANGUAGES:
                complaint(error, language).encode("utf-8", "replace")
                assert error.to_dict(language)["message"]


@SETTINGS
@given(st.lists(PIECES, max_size=16).map("".join), st.sampled_from(["auto", "plain", "latex"]))
def test_pieces_at_random(text: str, syntax: Syntax) -> None:
    survives(text, syntax)


@SETTINGS
@given(damaged(), st.sampled_from(["auto", "plain", "latex"]))
def test_damaged_samples(text: str, syntax: Syntax) -> None:
    survives(text, syntax)


@pytest.mark.parametrize("piece", ["(", "{", "\\left(", "\\frac{", "\\sqrt{", "|", "[",
    "\\begin{cases}", "-", "\\sin{", "x^{", "\\hat{",
                                   "\\frac", "_", "^", "$", "\\text{", "sin ", "f(", "√", "⌊", " if ",
    "x if x>0 else ", "sum(",
                                   "log_2 ", "x^", "\\log_{", "{1\\over ", "\\\\", ";", ",", "'", "²"])
def test_nothing_nests_too_deep(piece: str) -> None:
    for count in (150, 300, 20_000):
        for syntax in ("plain", "latex"):
            text = piece * count + "x"
            with suppress(ChainruleError):
                within(40 * len(text) + 20_000, lambda text=text, syntax=syntax: read(text, syntax))


@pytest.mark.parametrize("text", ["9^9^9", "9^{9^{9}}", "1e1000000000", "9" * 10**6, "x" * 10**8,
    r"\alpha" * 10**7, "(" * 10**5,
                                  r"\sum_{i=1}^{999999999} x_i", "f(x)=9^x; f(f(f(9)))*t"])
def test_what_is_too_large_ends_at_once(text: str) -> None:
    with pytest.raises(ChainruleError):
        within(200_000, lambda: chainrule.diff(text))
