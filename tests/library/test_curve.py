"""Plots: curves in pieces that hang together, tangents, contour lines, and every face of them."""
from __future__ import annotations

import json
import math
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from typer.testing import CliRunner

import chainrule
from chainrule import OptionError, plot
from chainrule.cli.app import app
from chainrule.explaining.page import Plot
from chainrule.solution.curves import Curve, Hills


def curve(text: str, at: str | None = None, between: tuple[float, float] | None = None) -> Curve:
    found = plot(text, at, between)._found
    assert isinstance(found, Curve)
    return found


@pytest.mark.parametrize(("text", "breaks"), [
    ("1/x", [0]), ("1/(x-1)^2", [1]), ("tan(x)", [-math.pi / 2, math.pi / 2]), ("floor(x)", [-2, -1, 0, 1, 2]),
    ("sign(x^3 + 1)", [-1]), ("x^2 if x > 1 else x - 3", [1]), ("1/(x^2 - 1)", [-1, 1]),
])
def test_poles_and_jumps_are_not_joined(text: str, breaks: list[float]) -> None:
    pieces = curve(text, between=(-2.9, 2.9)).function
    gaps = [(one[-1][0], other[0][0]) for one, other in zip(pieces, pieces[1:], strict=False)]
    assert len(gaps) == len(breaks)
    for (left, right), place in zip(gaps, breaks, strict=True):
        assert left - 1e-9 <= place <= right + 1e-9 and right - left < 1.2


@pytest.mark.parametrize("text", ["x^3 - 3x", "abs(x)", "sin(9x)", "e^x", "x*abs(x)", "cbrt(x)", "sqrt(abs(x))"])
def test_what_hangs_together_is_one_piece(text: str) -> None:
    found = curve(text, between=(-2.9, 2.9))
    inside = [piece for piece in found.function if len(piece) > 2]
    assert len(inside) == 1 or max(y for p in inside for _, y in p) > 5, "only a curve that leaves the window is cut"


def test_the_curve_lies_where_the_function_is() -> None:
    found = curve("x*sin(x)", "x=1")
    assert all(y == pytest.approx(x * math.sin(x)) for piece in found.function for x, y in piece[1:-1])
    assert all(y == pytest.approx(math.sin(x) + x * math.cos(x)) for piece in found.slope for x, y in piece[1:-1])
    assert found.point == pytest.approx((1, math.sin(1))) and found.rise == pytest.approx(math.sin(1) + math.cos(1))


def test_the_window_ends_with_the_domain() -> None:
    low, high = curve("ln(x)").window
    assert -0.5 < low <= 0.1 and high == 3
    assert curve("x^2", "x=10").window == (5, 15)


def test_the_tangent_touches_the_curve() -> None:
    shown = plot("x^3 - 3x", "x=2")
    traces = {t.role: t for b in shown.page("en").blocks if isinstance(b, Plot) for t in b.traces}
    (left, low), (right, high) = traces["tangent"].points
    assert (high - low) / (right - left) == pytest.approx(9) and low + 9 * (2 - left) == pytest.approx(2)
    assert "y = 9·x - 16" in shown.to_text("en") and "접선의 기울기는 f′(2) = 9이다" in shown.to_text("ko")
    assert "level there" in plot("x^2", "x=0").to_text("en")
    kink = plot("abs(x)", "x=0")
    assert "no tangent" in kink.to_text("en") and curve("abs(x)", "x=0").rise is None


def test_contour_lines_have_their_level_and_the_gradient_stands_upright_on_them() -> None:
    found = plot("x^2 + 3*y^2", "x=1, y=1")._found
    assert isinstance(found, Hills) and found.gradient == (2, 6) and len(found.lines) > 5
    for level, pieces in found.lines:
        assert all(x * x + 3 * y * y == pytest.approx(level, rel=0.1, abs=0.3) for piece in pieces for x, y in piece)
    assert "(2, 6)" in plot("x^2 + 3*y^2", "x=1, y=1").to_text("en")


@pytest.mark.parametrize("text", ["x^2", "x*y", "1/x"])
def test_every_face(text: str, tmp_path: Path) -> None:
    found = plot(text, "x=1, y=2" if "y" in text else "x=1")
    assert ET.fromstring(found.to_svg("ko")).tag.endswith("svg") and found.to_png("ko")[:4] == b"\x89PNG"
    assert found.to_latex("ko", standalone=True).count("\\begin{tikzpicture}") == 1
    assert "polyline" in found.to_html("en") and found.to_markdown("en")
    assert json.loads(json.dumps(found.to_dict("ko")))["schema"] == "chainrule-plot/1"
    assert "image/svg+xml" in found._repr_mimebundle_()


@pytest.mark.parametrize(("arguments", "words"), [
    (["x*y*z"], "This function has"), (["x^2", "--between", "3,1"], "lower one first"),
    (["x^2", "--between", "a,b"], "takes two numbers"), (["sqrt(-1-x^2)"], "no real value"), (["7"], "0"),
])
def test_what_cannot_be_drawn(arguments: list[str], words: str) -> None:
    result = CliRunner().invoke(app, ["plot", *arguments, "--lang", "en"])
    assert result.exit_code == 2, result.output
    assert words.lower() in " ".join((result.output + result.stderr).lower().split()), result.output + result.stderr


def test_the_command_writes_the_picture(tmp_path: Path) -> None:
    file = tmp_path / "p.svg"
    result = CliRunner().invoke(app, ["plot", "x^2", "--at", "x=1", "--output", str(file)])
    assert result.exit_code == 0 and "<svg" in file.read_text(encoding="utf-8")
    assert CliRunner().invoke(app, ["plot", "x^2", "--output", str(file)]).exit_code == 2, "no file is overwritten"
    with pytest.raises(OptionError):
        plot("x^2", between=(1, 1))
    assert chainrule.plot is plot
