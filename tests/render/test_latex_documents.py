"""A document with every rule and every kink compiles, and nothing in it runs off the page."""
from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from chainrule import diff, implicit, lesson
from chainrule.language import Language
from chainrule.rules import RULES

KINKS = (("abs(x)", "x=0"), ("relu(w*x+b)", "w=1, x=0, b=0"), ("max(x, y)", "x=1, y=1"), ("min(x, 2x)", "x=0"),
         ("x^2 if x < 1 else x", "x=1"), ("piecewise(x^2, x > 0, -x)", "x=0"), ("sign(x)*x", "x=0"),
         ("abs(x-2)*x", "x=2"), ("floor(x)", "x=1.5"), ("asin(x)", "x=0.5"), ("x^2 if x > 0 and x < 3 else 2", "x=3"),
         ("maxpool(relu(conv(x)))", None), ("x if x != 1 else 2", "x=1"), ("ln(x)", "x=2"), ("x^x", "x=2"))
LONG = ("sin(" * 12 + "x" + ")" * 12, "*".join(f"sin(x + {k})" for k in range(1, 12)),
        "+".join(f"x_{k}^{k}*ln(x_{k})" for k in range(2, 30)), "(2x+1)^5*(3x-2)^7*exp(x*y)/sqrt(x^2+y^2+1)")


# The first input is a whole number, or has no formula for its derivative.
WHOLE = ("uppergamma", "lowergamma", "polygamma", "besselj", "bessely", "besseli", "besselk", "polylog", "legendre",
         "chebyshevt", "chebyshevu", "hermite", "log")


def body(document: str) -> str:
    return document.partition(r"\begin{document}")[2].partition(r"\end{document}")[0]


def every(language: Language) -> str:
    """One document of all of them."""
    made = [diff(f"{rule.name}({', '.join(f'x_{k}' for k in range(len(rule.example)))})")
            for rule in RULES.values() if rule.callable and rule.name not in WHOLE]
    made += [diff(f"{name}(2, x)", "x") for name in WHOLE]
    made += [diff(text, at=point) for text, point in KINKS]
    made += [diff(text, "x" if "x_" not in text else None) for text in LONG]
    whole = [implicit("abs(x)+y^2=4"), *(lesson(name) for name in ("derivative", "gate-patterns", "backpropagation")),
             *made]
    head = diff("x", at="x=1").to_latex(language, standalone=True).partition(r"\begin{document}")[0]
    head += "\\usepackage{graphicx}\n"  # for what cannot be broken
    return head + r"\begin{document}" + "\n\n".join(it.to_latex(language) for it in whole) + r"\end{document}"


@pytest.mark.parametrize(("engine", "language"), [("pdflatex", "en"), ("xelatex", "ko")])
def test_every_rule_and_every_kink_compiles(engine: str, language: Language, tmp_path: Path) -> None:
    if os.environ.get("CHAINRULE_TEX") == "0" or shutil.which(engine) is None:
        pytest.skip(f"{engine} is not installed")
    if language == "ko" and subprocess.run(["kpsewhich", "kotex.sty"], capture_output=True, check=False).returncode:
        pytest.skip("kotex.sty is not installed")
    (tmp_path / "t.tex").write_text(every(language), encoding="utf-8")
    done = subprocess.run([engine, "-interaction=nonstopmode", "-halt-on-error", "t.tex"], cwd=tmp_path, check=False,
                          capture_output=True, timeout=300)
    assert done.returncode == 0, done.stdout[-800:]
    log = (tmp_path / "t.log").read_text(encoding="utf-8", errors="replace")
    wide = [float(found) for found in re.findall(r"Overfull .hbox .([0-9.]+)pt too wide", log)]
    assert not [points for points in wide if points > 2], wide


def test_no_command_of_mathjax_alone() -> None:
    for text, point in KINKS:
        assert r"\lt" not in diff(text, at=point).to_latex("en").replace(r"\left", "")
    assert r"\lt " in diff("x^2 if x < 1 else x").to_markdown("en")
