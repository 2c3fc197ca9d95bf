"""Commands that readers of chainrule tried, each with what it must say now: its exit status and words of its output."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sympy
from typer.testing import CliRunner

import chainrule
from chainrule.cli.app import app

PLAIN = {"CHAINRULE_LANG": None, "LC_ALL": "C.UTF-8", "LC_MESSAGES": None, "LANG": None, "COLUMNS": "100",
         "NO_COLOR": None}


def run(*line: str) -> Any:
    result = CliRunner(env=PLAIN).invoke(app, list(line))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


# What is typed after `chainrule diff`, and words that the refusal holds: both readings, or what was meant.
REFUSED: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("2sinx",), ("`sinx`", "`sin(x)`", "--wrt sinx")), (("cosx",), ("`cos(x)`",)), (("lnx",), ("`ln(x)`",)),
    (("sqrtx",), ("`sqrt(x)`",)), (("logx",), ("`log(x)`",)), (("xsinx",), ("`x*sin(x)`",)),
    (("sinxcosx",), ("`sin(x)*cos(x)`",)), (("sin2x",), ("`sin(2x)`",)), (("y=sinx",), ("`sin(x)`",)),
    (("cost*x",), ("`cos(t)`", "--wrt cost")), (("x^1/2",), ("`x^(1/2)`", "`x^(1)/2`")), (("dy/dx",), ("dy/dx",)),
    (("x*dy/dx + y",), ("dy/dx",)), ((r"\ln te^t",), ("ln(t)*e^t", "ln(t*e^t)")),
    (("d/dx x^2", "--wrt", "y"), ("by x",)),
    (("1/2x",), ("(1/2)*x",)), (("e^2x",), ("e^2*x", "e^(2*x)")), (("sin x y",), ("sin(x)*y",)),
    (("lgo(x)",), ("`log`", "lgo: function")), (("2*lgo(3x+1)+x",), ("`log`",)), (("lgo^2(x)",), ("`log`",)),
    (("sinn^2(x)",), ("`sin`",)), (("sigmod^2(x)",), ("`sigmoid`",)), ((r"\mathrm{lgo}(x)",), ("`log`",)),
    ((r"\operatorname{lgo}(x)",), ("`log`",)), (("lgo x",), ("lgo*x",)), (("conv^2(x)",), ("conv(x)^2",)),
    (("챈(x)",), ("`cos`",)), (("냐ㅜ(x)",), ("`sin`",)), (("ㅣㅐㅎ(x)",), ("`log`",)), (("사인(x)",), ("`sin`",)),
    (("코사인(x)",), ("`cos`",)), (("탄젠트(x)",), ("`tan`",)), (("로그(x)",), ("`log`",)),
    (("루트(x)",), ("`sqrt`",)),
    (("시그모이드(x)",), ("`sigmoid`",)), (("지수(x)",), ("`exp`",)), (("solve(x^2-1,x)",), ("programming",)),
    (("srepr(x)",), ("programming",)), (("plot(x)",), ("programming",)), (("1.real",), ("1*real",)),
    (("integral(x^2)",), ("integral",)), (("softmax(x)",), ("exp(x)",)),
    (("if(x>0,x,0)",), ("x if x > 0 else 0",)), (("x^2", "--wrt", "X"), ("Did you mean `x`",)),
    (("alpha*x", "--wrt", "alhpa"), ("Did you mean `alpha`",)), (("a = b; b = a",), ("a → b → a",)),
    (("x+log(0)",), ("`ln(0)`",)), (("1e400*x",), ("1e400",)),
    ((r"\lVert W x \rVert^2",), ("shape of `W` is not known",)),
    (("ㅤ",), ("U+",)), (("xㅤ",), ("U+",)), (("x\u115f",), ("U+115F",)), (("x\u1160 + 1",), ("U+",)),
    (("x^2", "--at", "x=3,5"), ("3.5",)), (("uppergamma(x,y)",), ("uppergamma",)), (("|x",), ("bars",)),
    (("err(x)",), ("err: function",)), (("x^2+y^2=25",), ("chainrule implicit",)),
    (("[1,2]*x",), ("shape of `x` is not known",)),
)


@pytest.mark.parametrize(("line", "words"), REFUSED, ids=lambda value: " ".join(value)[:40])
def test_refused_with_the_readings(line: tuple[str, ...], words: tuple[str, ...]) -> None:
    for language in ("en", "ko"):
        done = run("diff", *line, "--lang", language)
        assert done.exit_code == 2 and "✓" not in done.output
        if language == "en":
            for word in words:
                assert word in done.output.replace("\n", " "), done.output


# What is typed after `chainrule diff`, and words of the explanation.
ANSWERED: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("y = u^5; u = 2x+1",), ("dy/dx = dy/du · du/dx", "10·(2·x + 1)⁴")),
    (("y = f(u); u = g(x)",), ("dy/du · du/dx", "functions g, f", "put in for")),
    (("d/dx x^2",), ("df/dx = 2·x",)), (("d/dx (x^2*y)",), ("2·x·y",)),
    (("d^2/dx^2 (x^3)",), ("6·x",)), (("cost*x", "--wrt", "cost"), ("∂f/∂cost = x",)),
    (("cost*x", "--at", "cost=2, x=1"), ("cost",)), (("cost = 3x; cost^2",), ("cost",)),
    (("x^2", "--at", "x=1,q=3"), ("The point names q",)), (("x^2", "--wrt", "y"), ("y does not occur", "= 0")),
    (("err: function; err(x)*2",), ("Nothing is known about the function err", "put in for err")),
    (("maxpool(relu(conv(x)))",), ("functions conv, maxpool",)), (("f'(x)",), ("f",)),
    (("xe^{(bx)} \\cdot 1", "--wrt", "b"), ("e^(b·x)",)), (("\\frac12 e^{(kt)}", "--wrt", "t"), ("k·e^(k·t)",)),
    (("\\varphi^2", "--at", "phi=1"), ("= 2",)), (("\\varepsilon^2", "--at", "epsilon=3"), ("= 6",)),
    (("\\varphi^2", "--at", "varphi=1", "--wrt", "varphi"), ("= 2",)), (("x^2", "--at", "x=1/3"), ("2/3",)),
    (("sin x + 2\\sin x",), ("cos",)), (("q = 3w; L = y^2; y = 2w",), ("Not used by L: q",)),
)


@pytest.mark.parametrize(("line", "words"), ANSWERED, ids=lambda value: " ".join(value)[:40])
def test_answered_and_told(line: tuple[str, ...], words: tuple[str, ...]) -> None:
    done = run("diff", *line, "--lang", "en")
    assert done.exit_code == 0, done.output
    for word in words:
        assert word in done.output, done.output
    assert run("diff", *line, "--lang", "ko").exit_code == 0


@pytest.mark.parametrize(("name", "begins"), [
    ("g.png", b"\x89PNG"), ("g.svg", b"<svg"), ("x.html", b"<!doctype"), ("x.md", b""), ("x.tex", b""), ("g.dot", b"")])
def test_the_name_of_a_file_says_its_format(name: str, begins: bytes, tmp_path: Path) -> None:
    if name.endswith(".png"):
        pytest.importorskip("resvg_py")
    command = "graph" if name.startswith("g.") else "diff"
    done = run(command, "(x+y)*z", "--output", str(tmp_path / name))
    assert done.exit_code == 0 and (tmp_path / name).read_bytes().startswith(begins)
    assert run(command, "x^2", "--format", "text", "--output", str(tmp_path / ("2" + name))).exit_code == 2


@pytest.mark.parametrize(("line", "hint"), [
    (("help",), "--help?"), (("diff", "-l", "--wrt", "l"), "chainrule diff -- -l"),
    (("diff", "x^2", "-wrt", "x"), "--wrt?")])
def test_options_of_other_programs(line: tuple[str, ...], hint: str) -> None:
    done = run(*line)
    assert done.exit_code == 2 and hint in done.output


def test_refusals_as_json_hold_no_commands_of_a_terminal() -> None:
    for text in ("x\u009b31m", "x\u007f", "x\u202ey"):
        done = run("diff", text, "--format", "json")
        said = done.stdout if hasattr(done, "stdout") else done.output
        assert all(c.isprintable() or c == "\n" for c in said) and json.loads(said[:said.rindex("}") + 1])


def test_what_sympy_gives_back_comes_in() -> None:
    x, y, i = sympy.symbols("x y i")
    f = sympy.Function("f")
    for expression in (sympy.Max(y, 0), sympy.Min(x, y), sympy.Heaviside(x) * x, sympy.Heaviside(x, 0), sympy.Mod(x, 3),
                       sympy.Sum(x**i, (i, 1, 3)), sympy.Product(x + i, (i, 1, 3)), f(x), f(x**2), f(x).diff(x),
                       sympy.Piecewise((x**2, (x > 1) | (x < -1)), (x, True)), sympy.sign(x) * x, sympy.Abs(x),
                       sympy.Piecewise((x, sympy.And(x > 0, x < 1)), (x**2, True))):
        answer = chainrule.diff(expression, x if expression.has(x) else y).answer
        if answer.free_symbols:
            assert chainrule.diff(answer).check.status == "checked"
    half = chainrule.diff(sympy.Heaviside(x) * y, y, at={x: 0, y: 1})
    assert half.value == sympy.Rational(1, 2)
    assert chainrule.implicit(sympy.Eq(x**2 + y**2, 25)).answer == -sympy.Symbol("x", real=True) / sympy.Symbol(
        "y", real=True)
    for bad in (sympy.Integral(x, x), sympy.Sum(x**i, (i, 1, sympy.Symbol("n"))), sympy.Sum(x**i, (i, 1, 10**8))):
        with pytest.raises(chainrule.ChainruleError) as caught:
            chainrule.diff(bad)
        assert "Tuple" not in caught.value.say("en")


@pytest.mark.parametrize("name", [
    r"\input{/etc/passwd}", r"\write18{id}", "^^5cinput", "%", "\x1b]52;c;QQ==\x07", "\x1b[31m", "\0", "\u009b",
    "\u202e", "\u2028", "<script>", "a\nb", "\ud800", "e", "pi", "1", "", "a-b", "ㅤ"])
def test_names_of_symbols_that_no_formula_can_hold(name: str) -> None:
    it = chainrule.diff(sympy.Symbol(name) * sympy.Symbol("x") ** 2, at={sympy.Symbol(name): 2, "x": 3})
    faces = [it.to_text("en"), it.to_latex("en", standalone=True), it.to_markdown("en"), it.to_html("en"),
             json.dumps(it.to_dict()), it.picture.svg("en"), it.picture.tikz(), it.picture.mermaid()]
    for face in faces:
        face.encode()
        assert all(c.isprintable() or c in "\n\t" for c in face)
        assert len(name) < 3 or name == "<script>" and face.startswith("<!doctype") or name not in face
    assert "is called v here" in faces[0] and it.value["v"] == 9


def test_encodings_without_the_signs() -> None:
    import os
    import subprocess
    import sys

    def printed(encoding: str, *line: str) -> tuple[str, str]:
        kept = {k: v for k, v in os.environ.items() if k not in PLAIN}
        done = subprocess.run([sys.executable, "-m", "chainrule", *line], capture_output=True, check=False,
                              env={**kept, "PYTHONIOENCODING": encoding})
        return done.stdout.decode(encoding), done.stderr.decode(encoding)

    for encoding in ("ascii", "latin-1", "cp1252"):
        said, noted = printed(encoding, "diff", "sqrt(x)*y + sqrt(x_1)", "--wrt", "x", "--lang", "ko")
        assert "sqrt(x)" in said and "sqrtx" not in said and "Chain rule" in said and "?" not in said
        assert noted.count("no Hangul") == 1
    said, noted = printed("cp949", "diff", "sqrt(x)*y", "--lang", "ko")
    assert "연쇄 법칙" in said and not noted
