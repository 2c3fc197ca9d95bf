"""The box for an answer on a page: what is typed is read and compared by the script, run by Node."""
from __future__ import annotations

import json
import math
from importlib.resources import files
from typing import Any

import pytest
from node import NUMBERS, run, table

from chainrule import diff
from chainrule.language import LANGUAGES
from chainrule.render.web.answer_box import WORDS, calls
from chainrule.render.web.player import drawn
from chainrule.rules import NAMES

WEB = files("chainrule.render") / "web"
ANSWERS = (WEB / "answers.js").read_text(encoding="utf-8")
LIBRARY = f"{NUMBERS}\n{ANSWERS}\n{calls()}\nopened(OPENED, CALLS);\n"


def verdicts(source: str, answers: list[str], **options: Any) -> list[str]:
    """What the box says about each answer, to the first variable that was asked for."""
    _, data = drawn(diff(source, **options).pictured)
    assert data is not None and data["live"]
    return run(f"""{LIBRARY} const data = {json.dumps(data)}, functions = {table(data["functions"])};
        const known = new Set([...Object.keys(data.point), ...data.shown.map(node => node.name)]);
        return {json.dumps(answers)}.map(text => {{
          try {{ return compared(data, functions, reader(text, n => known.has(n), CALLS), data.asked[0].id).verdict; }}
          catch (error) {{ if (error.key === undefined) throw error; return "unread " + error.key; }} }});""")


@pytest.mark.parametrize(("source", "options", "said"), [
    ("x^2*sin(3x)", {}, {"2x*sin(3x) + 3x^2*cos(3x)": "right", "y' = 2x sin(3x)+3x²cos(3x)": "right",
                         "2x*sin(3x) + x^2*cos(3x)": "wrong", "x(2sin(3x) + 3x cos(3x))": "right",
                         "2xsin(3x)": "unread name"}),
    ("abs(x)^3", {}, {"3x^2": "right_where", "3x|x|": "right", "3*x*abs(x)": "right", "-3x^2": "right_where"}),
    ("sqrt(x)", {}, {"1/(2√x)": "right", "1/(2sqrt(x))": "right", "x^(-1/2)/2": "right", "1/sqrt(x)": "wrong",
                     "1/2sqrt(x)": "unread two ways", "1/2*x^(-1/2)": "right"}),
    ("tan(x)", {}, {"1/cos(x)^2": "right", "sec^2(x)": "right", "1/cos²(x)": "right", "1+tan(x)**2": "right",
                    "sin x": "wrong", "sin x^2": "unread two ways"}),
    ("u = x*y; v = u + x; f = v^2", {"wrt": "x"}, {"2v(y + 1)": "right", "2*v*y": "wrong", "2(x y + x)(y+1)": "right"}),
    ("e^(2x)", {}, {"2e^(2x)": "right", "2 exp(2x)": "right", "e^(2x)": "wrong", "2e^2x": "wrong", "π": "wrong"}),
    ("x^2", {}, {"2x": "right", "x+x": "right", "2x+0.00001": "wrong", "2x+": "unread ends", "2x)": "unread sign",
                 "2k": "unread name", "dy/dx = 2x": "right", "f'(x) = 2x": "right", "−(−2x)": "right",
                 "2*-x*-1": "right",
                 "alert(1)": "unread name", "constructor": "unread name", "toString(x)": "unread name",
             "2x;1": "unread sign"}),
])
def test_answers_are_read_and_judged(source: str, options: dict[str, Any], said: dict[str, str]) -> None:
    assert dict(zip(said, verdicts(source, list(said), **options), strict=True)) == said


def test_every_function_can_be_called_and_has_pythons_value() -> None:
    known = calls()
    rules = {name: rule for name, rule in NAMES.items() if rule.arity == (1, 1) and rule.value is not None
             and name.isidentifier() and (rule.script or f'"{name}":' in known)}
    jobs = [f"reader({json.dumps(f'{name}(x)')}, n => n === 'x', CALLS)({{value: () => {rule.example[0]}}})"
            for name, rule in rules.items()]
    for (name, rule), found in zip(rules.items(), run(f"{LIBRARY} return [{', '.join(jobs)}];"), strict=True):
        assert found == pytest.approx(float(rule.value(math, *rule.example)), rel=1e-9), name
    assert len(rules) > 40


def test_the_box_stands_on_the_page_in_both_languages() -> None:
    page = diff("x^2*y").to_html("ko")
    assert page.count('<form class="answer">') == 2 and "직접 구한 답" in page and "Your own answer" in page
    assert all(text.say(language) in page.replace("\\u003c", "<") for text in WORDS.values() for language in LANGUAGES)
    assert '<form class="answer">' not in diff("g(x)*x").to_html("en")
