"""The style sheets have a rule for every class that a page, its picture and its script use, and for none besides."""
from __future__ import annotations

import re
from importlib.resources import files

import pytest

from chainrule import check_answer, diff, influence
from chainrule.drawing.plot_svg import STYLE as PLOT_STYLE
from chainrule.drawing.svg import STYLE

WEB = files("chainrule.render") / "web"
PAGE = (WEB / "page.css").read_text(encoding="utf-8")
SCRIPT = "".join((WEB / f"{name}.js").read_text(encoding="utf-8")
                 for name in ("language", "player", "live", "plots", "sizes"))
HTML = "".join(page.to_html("en", "full") for page in (
    diff("u = max(x, y); f = u^2 + x", at="x=1, y=1"), diff("(x+y)*z", at="x=-2, y=5, z=-4"),
    diff("u = (x+1)^2; h = u^3 + 2u - 5", at="x=1", open="u"), diff("w*sigmoid(x)", wrt="w", at="w=1, x=2"),
    diff("z = w*x + b; a = sigmoid(z); L = (a - 1)^2", at="w=1, x=2, b=3", open="all"), diff("x*g(x)"),
    diff("+".join(f"x^{n}*y" for n in range(2, 400))), diff("x^2", at="x=1"), influence("x*y", at="x=1, y=2"),
    diff("u = x^2 if x < 1 else x; f = u*x", at="x=2"), check_answer("x*sin(3*x)", "x*cos(3*x)", wrt="x")))
# What stands on pages of checked answers, in plots of a descent and in functions by cases.
ONLY_ELSEWHERE = {"mistake", "loss", "line", "path", "earlier", "data", "more", "less", "frame", "mark"}
# Classes without a look of their own: groups that the script finds, kinds of nodes, notes in no special mood.
HANDLES = {"node", "gate", "block", "constant", "edge", "on-edge", "plain"}


def declared(sheet: str) -> dict[str, str]:
    """What a style sheet declares for the screen, in any light, by selector."""
    plain = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", sheet)
    found: dict[str, str] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", plain):
        for selector in selectors.split(","):
            found[selector.strip()] = found.get(selector.strip(), "") + " ".join(body.split())
    return found


RULES = declared(PAGE) | declared(STYLE) | declared(PLOT_STYLE)


def classes(selectors: str) -> set[str]:
    return set(re.findall(r"\.([A-Za-z][\w-]*)", selectors))


STYLED = classes(" ".join(RULES))
TOGGLED = set(re.findall(r'classList\.\w+\("([\w-]+)"', SCRIPT))
BODY = re.sub(r"<(style|script)\b.*?</\1>", "", HTML, flags=re.S)
USED = {name for names in re.findall(r'class="([^"]*)"', BODY) for name in names.split()}


def test_what_the_script_toggles_has_a_look() -> None:
    assert {"hidden", "lit", "elsewhere"} == TOGGLED and TOGGLED <= STYLED
    assert RULES[".hidden"] == "visibility: hidden;"
    assert "background" in RULES["mfrac.lit"] and "stroke" in RULES[".chainrule .lit .line"]
    assert RULES["article[hidden]"] == RULES["[data-passing][hidden]"] == "display: none;"
    assert ".hidden = part.dataset" in SCRIPT


@pytest.mark.parametrize("name", sorted(USED - HANDLES))
def test_every_class_of_a_page_has_a_rule(name: str) -> None:
    assert name in STYLED


def test_no_rule_is_for_nothing() -> None:
    assert ONLY_ELSEWHERE >= STYLED - USED - TOGGLED
    assert not HANDLES & STYLED


def test_colours_and_widths_that_are_asked_for_are_defined() -> None:
    sheet = re.sub(r"/\*.*?\*/", "", PAGE, flags=re.S)
    defined = set(re.findall(r"(--[\w-]+):", sheet + HTML))
    assert set(re.findall(r"var\((--[\w-]+)\)", sheet)) <= defined
