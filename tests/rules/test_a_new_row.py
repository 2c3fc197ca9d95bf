"""A new function is one row: softsign is added to the table, and everything knows it with no other line touched."""
from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from node import NUMBERS, run, table

import chainrule
from chainrule.rules import RULES

ROW = """
    Rule("softsign", Text("softsign", "소프트사인"), ("1/(abs(u) + 1)^2",),
         (Text("the slope of softsign is 1/(|u| + 1)²", "소프트사인의 기울기는 1/(|u| + 1)²이다"),), SCALES,
         value=lambda m, u: u / (1 + abs(u)), exact=lambda u: u / (1 + abs(u)), analytic=False,
         sympy=lambda S, u: u / (1 + S.Abs(u)), opened="u/(1 + abs(u))", sign="ss"),
    Rule("hardtanh", Text("hard tanh", "하드 탄젠트"), ("step(1 - abs(u))",),
         (Text("the slope is 1 between -1 and 1", "-1과 1 사이에서 기울기는 1이다"),), SCALES, needs=("abs(u) != 1",),
         value=lambda m, u: max(-1, min(1, u.real)), analytic=False,
         exact=lambda u: max(Fraction(-1), min(Fraction(1), u)),
         joint=lambda u: abs(u) == 1, kind="bends", sympy=lambda S, u: S.Max(-1, S.Min(1, u)),
         opened="max(-1, min(1, u))"),
"""
# What is asked of the package with the row in it; the answer is one line of JSON.
QUESTIONS = r"""
import json, sys
import chainrule
from chainrule import diff, math
from chainrule.library.rule_list import RuleList
from chainrule.render.web.player import drawn

def told(text, **options):
    found = diff(text, at="x=2", **options)
    return {"value": str(found.value), "check": found.check.status, "answer": str(found.answer),
            **{lang: found.to_text(lang) for lang in ("en", "ko")}, "latex": found.to_latex()}

plain = diff("y*softsign(x)", at="x=2, y=3")
json.dump({
    "where": chainrule.__file__,
    "read": {text: told(text) for text in ("softsign(x)", r"\operatorname{softsign}(x)", r"\softsign x",
                                           r"\softsign\left(x\right)", "f = softsign x")},
    "opened": told("softsign(x)", open="softsign"),
    "svg": plain.to_svg("en"), "page": drawn(plain.pictured)[1], "html": plain.to_html("en"),
    "again": diff("softsign(x)", order=2, at="x=2").check.status,
    "rules": {lang: RuleList().to_text(lang) for lang in ("en", "ko")},
    "math": math.softsign(2.0), "traced": str(diff(chainrule.trace(lambda x: math.softsign(x)*x), at="x=2").value),
    "named": "softsign" in dir(math),
    "bends": {at: (diff("hardtanh(x)", at=at).to_dict()["derivatives"][0]["one_sided"],
                   diff("hardtanh(x)", at=at).to_text("en"))
              for at in ("x=1", "x=-1", "x=sqrt(2)^2-1", "x=2*sin(pi/6)")},
    "smooth": [str(diff("hardtanh(x)", at=at).value) for at in ("x=1/2", "x=sqrt(2)", "x=pi/4")],
}, sys.stdout)
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of chainrule whose table has the row."""
    folder = tmp_path_factory.mktemp("new_row")
    here = Path(chainrule.__file__).parent
    shutil.copytree(here, folder / "chainrule", ignore=shutil.ignore_patterns("fonts"))
    family = folder / "chainrule" / "rules" / "functions.py"
    before, start, after = family.read_text(encoding="utf-8").partition("\nROWS = (")
    assert start
    family.write_text(before + start + ROW.rstrip() + after, encoding="utf-8")
    return folder


def asked(package: Path, *command: str) -> str:
    """What Python prints with this package."""
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, encoding="utf-8", timeout=120,
                          cwd=package, env={**os.environ, "PYTHONPATH": str(package), "PYTHONUTF8": "1"})
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def answers(package: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(asked(package, "-c", QUESTIONS))
    assert Path(found["where"]).is_relative_to(package)
    return found


def test_it_is_read_differentiated_and_exact(answers: dict[str, Any]) -> None:
    for text, told in answers["read"].items():
        assert told["value"] == "1/9" and told["check"] == "checked", text
        assert told["answer"] == "(Abs(x) + 1)**(-2)", text
        assert r"\operatorname{softsign}(x)" in told["latex"]
    assert answers["again"] == "checked"


def test_it_is_explained_in_both_languages(answers: dict[str, Any]) -> None:
    for told in answers["read"].values():
        assert "= softsign(x)   softsign" in told["en"] and "the slope of softsign is 1/(|x| + 1)²" in told["en"]
        assert "= softsign(x)   소프트사인" in told["ko"] and "소프트사인의 기울기는 1/(|x| + 1)²이다" in told["ko"]
        assert "df/dx = 1/(|x| + 1)² = 1/9" in told["en"] and "2/3" in told["en"]


def test_it_is_opened(answers: dict[str, Any]) -> None:
    opened = answers["opened"]
    assert opened["value"] == "1/9" and opened["check"] == "checked" and "quotient rule" in opened["en"]


def test_a_row_that_bends_has_two_sides_at_its_joint(answers: dict[str, Any]) -> None:
    """Nothing but its own row says where it bends; it is not taken for a jump, however the point is written."""
    for at, (sides, page) in answers["bends"].items():
        assert sides == ([0, 1] if at == "x=-1" else [1, 0]), at
        assert "f has a kink here" in page and "jumps" not in page
    assert answers["smooth"] == ["1", "0", "1"]


def test_it_is_drawn_with_its_sign(answers: dict[str, Any]) -> None:
    assert ">ss<" in answers["svg"] and ">softsign<" not in answers["svg"]


def test_it_is_live_on_the_page(answers: dict[str, Any]) -> None:
    """The script has never heard of it: the page carries what the row opens into."""
    page = answers["page"]
    functions = page.pop("functions")
    assert page["live"] and "softsign" not in functions
    names = {item["name"]: str(item["id"]) for item in page["shown"]}
    for x, y, by_x, by_y in ((2, 3, 3 / 9, 2 / 3), (-3, 2, 2 / 16, -3 / 4), (0, 5, 5, 0)):
        state = run(f"{NUMBERS} return run({json.dumps(page)}, {table(functions)}, {json.dumps({'x': x, 'y': y})});")
        assert state["adjoints"][names["x"]] == pytest.approx(by_x, rel=1e-14)
        assert state["adjoints"][names["y"]] == pytest.approx(by_y, rel=1e-14)


def test_it_is_listed_by_rules(answers: dict[str, Any], package: Path) -> None:
    assert "= softsign(u)" in answers["rules"]["en"] and "dy/du = 1/(|u| + 1)²" in answers["rules"]["en"]
    assert "소프트사인" in answers["rules"]["ko"]
    assert "softsign" in asked(package, "-m", "chainrule", "rules", "--format", "json")


def test_it_is_there_for_functions_of_python(answers: dict[str, Any]) -> None:
    assert answers["named"] and answers["math"] == 2 / 3
    assert answers["traced"] == "8/9"


def test_no_list_of_functions_stands_outside_the_table() -> None:
    """A fact about functions is a field of their rows; a dictionary by name is a meaning that a room gives them."""
    functions = {name for rule in RULES.values() if rule.callable for name in (rule.name, *rule.aliases)}
    here = Path(chainrule.__file__).parent
    for path in sorted(here.rglob("*.py")):
        if path.is_relative_to(here / "rules"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Set | ast.Tuple | ast.List):
                named = {each.value for each in node.elts if isinstance(each, ast.Constant)} & functions
                assert len(named) < 3, f"{path.relative_to(here)}, line {node.lineno}: {sorted(named)}"
