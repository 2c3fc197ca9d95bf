"""Every format in every language: nothing left over, no word of the other language, nothing unrendered."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
import sympy
from rich.console import Console

import chainrule
from chainrule.explaining.page import Equation
from chainrule.language import LANGUAGES, Language
from chainrule.notation.columns import width as columns
from chainrule.notation.latex import write
from chainrule.reading import read
from chainrule.rules import NAMES, RULES

PROBLEMS: dict[str, tuple[str, dict[str, Any]]] = {
    "product": ("(x+y)*z", {"wrt": "x", "at": "x=-2, y=5, z=-4"}),
    "gradient": ("x*y + sin(x)/y", {"at": {"x": 1, "y": 2.5}}),
    "paths": ("-x^2 + sin(x)*x", {"wrt": "x", "at": "x=0.5"}),
    "program": ("u = (x+1)^2; h = u^3 + 2u - 5", {"wrt": "x", "at": "x=1"}),
    "held": ("u = x+y; f = u*x", {"wrt": "x"}),
    "second": ("x*e^(-x^2)", {"wrt": "x", "order": 2, "at": "x=1/3"}),
    "mixed": ("x^y", {"wrt": "x", "then": ("y",)}),
    "kink": ("abs(x)*y", {"wrt": "x", "at": "x=0, y=3"}),
    "absent": ("y^2", {"wrt": "x"}),
    "constant": ("5", {"wrt": "x"}),
    "many": ("\n".join(f"t{k + 1} = sin(t{k})*t{k}" for k in range(40)), {"wrt": "t0", "at": "t0=2.5"}),
    "special": ("besselj(1, x)*floor(y)", {"wrt": "x"}),
    "roots": ("sqrt(x)/cbrt(y) + log(x, 2) - |x|", {"wrt": "x"}),
}
# Where the problems are tried out: irregular, inside every domain.
POINT = {"x": 0.71875, "y": 2.3125, "z": -1.40625, "t0": 2.5}
WORDS_IN_KOREAN = {"ReLU", "SymPy", "chainrule", "ascii", "brief"}
HANGUL = re.compile("[ㄱ-ㅎㅏ-ㅣ가-힣]")
PROSE = re.compile(
    r"\b(the|is|of|and|from|to|at|gradient|sum|power|rule|path|checked|addition|sine|holds|where)\b", re.I
)
LEFT_OVER = re.compile(
    r"\x00|None|\{(?:count|points|why|error|gate|gate_t|f|f_t|left|right|framework|point|number|what)\}"
    r"|x\^1\b|\+ -|--|\b1\.0[*·]|·1·|Text\("
)


@pytest.fixture(scope="module", params=PROBLEMS)
def explained(request: pytest.FixtureRequest) -> chainrule.Explained:
    text, options = PROBLEMS[request.param]
    return chainrule.diff(text, **options)


def words_of(latex: str) -> str:
    """The running words of LaTeX or Markdown, without its mathematics and commands."""
    text = re.sub(r"\\text\{([^}]*)\}", r"$\1$", latex)
    text = re.sub(r"\\begin\{align\*\}.*?\\end\{align\*\}|\$\$.*?\$\$", "", text, flags=re.S)
    return re.sub(r"\\[a-zA-Z]+(\{[a-z*]+\})?", " ", re.sub(r"\$[^$]*\$", "", text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("detail", ["brief", "normal", "full"])
def test_text(explained: chainrule.Explained, language: Language, detail: str) -> None:
    for size in (60, 80, 120):
        text = explained.to_text(lang=language, detail=detail, width=size)
        assert not LEFT_OVER.search(text), LEFT_OVER.search(text)
        assert max(columns(line) for line in text.splitlines()) <= size
        assert not (HANGUL.search(text) if language == "en" else PROSE.search(text))
    plain = explained.to_text(lang="en", detail=detail, ascii=True)
    assert plain.isascii(), {c for c in plain if not c.isascii()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_latex(explained: chainrule.Explained, language: Language) -> None:
    for standalone in (False, True):
        text = explained.to_latex(lang=language, standalone=standalone)
        assert not LEFT_OVER.search(re.sub(r"\\frac\{f\}", "", text))
        bare = text.replace(r"\{", "").replace(r"\}", "")
        assert bare.count("{") == bare.count("}") and text.count(r"\left") == text.count(r"\right")
        assert text.count(r"\begin{") == text.count(r"\end{")
        assert text.replace(r"\$", "").count("$") % 2 == 0
        assert ("\\documentclass" in text) == standalone
        assert not (
            HANGUL.search(text)
            if language == "en"
            else PROSE.search(words_of(text.partition("{document}")[2]))
        )
        assert text.isascii() or language == "ko"


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown(explained: chainrule.Explained, language: Language) -> None:
    text = explained.to_markdown(lang=language)
    assert not LEFT_OVER.search(re.sub(r"\|[-|]+\|", "", text))
    assert text.count("$$") % 2 == 0 and text.replace("$$", "").count("$") % 2 == 0
    for table in re.findall(r"(?:^\|.*\|\n)+", text, flags=re.M):
        assert len({row.count("|") for row in table.splitlines()}) == 1
    for line in text.replace("$$", "").splitlines():
        pieces = line.split("$")
        for k in range(1, len(pieces), 2):  # GitHub does not see mathematics that touches a word
            assert not pieces[k - 1][-1:].isalnum() and not pieces[k + 1][:1].isalnum(), line
    assert not (HANGUL.search(text) if language == "en" else PROSE.search(words_of(text)))


def test_json_is_data_that_chainrule_reads(explained: chainrule.Explained) -> None:
    record = json.loads(json.dumps(explained.to_dict(), allow_nan=False))
    assert record["schema"] == "chainrule/1" and record["derivatives"]
    formulas = [n["expression"] for n in record["nodes"]]
    for entry in record["derivatives"]:
        formulas += [entry["answer"]] if entry["answer"] is not None else []
        formulas += [p["product"] for p in entry["paths"]] + [
            e["partial"] for p in entry["paths"] for e in p["edges"]
        ]
        formulas += [s["adjoint"] for s in entry["sweep"] if s["adjoint"] is not None]
        for path in entry["paths"]:
            assert [e["from"] for e in path["edges"]] == path["nodes"][:-1]
            assert [e["to"] for e in path["edges"]] == path["nodes"][1:]
    for formula in formulas:
        read(formula)


def test_answers_in_json_have_the_value_that_is_claimed() -> None:
    for text, options in PROBLEMS.values():
        record = chainrule.diff(text, **options).to_dict()
        for entry in record["derivatives"]:
            if entry.get("value") is not None and entry["answer"] is not None and record["at"]:
                point = {**record["at"], "unused": 1}
                again = chainrule.diff(f"({entry['answer']})*unused", wrt="unused", at=point).value
                assert float(again) == pytest.approx(float(entry["value"]), rel=1e-12)  # type: ignore[arg-type]


def test_rich_and_notebook(explained: chainrule.Explained) -> None:
    console = Console(width=80, record=True, file=io.StringIO(), color_system=None)
    console.print(explained)
    assert console.export_text().rstrip() == explained.to_text().rstrip()
    assert print_of(explained) == explained.to_text()
    bundle = explained._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/markdown", "text/latex", "text/html", "image/svg+xml"}


def print_of(thing: object) -> str:
    return str(thing)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_korean_has_no_english_word(problem: str) -> None:
    """Every Latin word of Korean text is a function, a variable or a proper name."""
    text, options = PROBLEMS[problem]
    explained = chainrule.diff(text, **options)
    known = {name.lower() for name in (*RULES, *NAMES, *WORDS_IN_KOREAN)}
    known |= {str(node["name"]).lower() for node in explained.graph}
    for detail in ("brief", "normal", "full"):
        shown = explained.to_text(lang="ko", detail=detail)
        found = {w.lower() for w in re.findall(r"[A-Za-z]{3,}", shown)}
        assert not {w for w in found - known if not any(w in k for k in known)}, detail


@pytest.mark.parametrize("problem", PROBLEMS)
def test_every_formula_in_json_has_its_value(problem: str) -> None:
    """Expressions, partials and answers, read back and computed by SymPy, against the numbers beside them."""
    text, options = PROBLEMS[problem]
    free = {"x": 0, "y": 0, "z": 0, "t0": 0}.keys() & {
        n["name"] for n in chainrule.diff(text, **options).graph
    }
    record = chainrule.diff(text, **{**options, "at": {name: POINT[name] for name in free}}).to_dict()
    for entry in record["derivatives"]:
        nodes = entry.get("nodes", record["nodes"])
        values = {n["name"]: n["value"] for n in nodes}
        if any(isinstance(value, str) for value in values.values()):
            continue  # beyond doubles
        for node in nodes:
            assert value_of(node["expression"], values) == pytest.approx(node["value"], rel=1e-9), node
        for path in entry["paths"]:
            product = 1.0
            for edge in path["edges"]:
                assert value_of(edge["partial"], values) == pytest.approx(edge["value"], rel=1e-9), edge
                product *= edge["value"]
            assert value_of(path["product"], values) == pytest.approx(product, rel=1e-9), path["product"]
        if entry["path_count"] == len(entry["paths"]) and entry["paths"]:
            total = sum(value_of(p["product"], values) for p in entry["paths"])
            assert total == pytest.approx(entry["value"], rel=1e-9)
        if entry["answer"] is not None:
            assert value_of(entry["answer"], record["at"]) == pytest.approx(entry["value"], rel=1e-9)
        for line in entry["sweep"]:
            if line["adjoint"] is not None:
                assert value_of(line["adjoint"], record["at"]) == pytest.approx(line["value"], rel=1e-9)


def value_of(formula: str, values: dict[str, float]) -> float:
    """What a formula is worth, by SymPy and not by chainrule."""
    tree = read(formula).definitions[-1].tree.doit()
    found = tree.subs({s: sympy.Float(values[s.name], 40) for s in tree.free_symbols})
    return float(sympy.N(found, 30))


def test_latex_nests(explained: chainrule.Explained) -> None:
    """Braces, environments and \\left … \\right close in the order they were opened in, within one line."""
    token = re.compile(r"\\\\|\\[{}]|[{}]|\\left\b|\\right\b|\\(begin|end)\{([a-z*]+)\}|&")
    for language in LANGUAGES:
        for shown in (
            explained.to_latex(lang=language, standalone=True),
            explained.to_markdown(lang=language).replace("$", ""),
        ):
            open_ones: list[str] = []
            for found in token.finditer(shown):
                sign = found[0]
                if sign == r"\\" or sign == "&":
                    assert all(o in ("align*", "aligned", "document", "tabular", "center") for o in open_ones), (
                        open_ones
                    )
                elif sign in ("{", r"\left") or found[1] == "begin":
                    open_ones.append(found[2] or sign)
                elif sign in ("}", r"\right") or found[1] == "end":
                    opened = open_ones.pop()
                    assert opened == (found[2] or {"}": "{", r"\right": r"\left"}[sign])
            assert not open_ones


def test_no_line_of_an_equation_repeats_the_one_above(explained: chainrule.Explained) -> None:
    for language in LANGUAGES:
        for block in explained.page(language, "full").blocks:
            if isinstance(block, Equation):
                shown = [(line.left and write(line.left), write(line.right)) for line in block.lines]
                assert all(one != other for one, other in zip(shown, shown[1:], strict=False)), shown


@pytest.mark.parametrize("text", ["x*x", "u = sin(x)\nf = u*u*y", "x + x", "x/x"])
def test_places_of_one_gate_are_told_apart(text: str) -> None:
    for block in chainrule.diff(text, wrt="x").page("en", "full").blocks:
        if isinstance(block, Equation):
            lefts = [
                (write(line.left), write(line.right)) for line in block.lines if line.left and not line.remark
            ]
            assert len(set(lefts)) == len(lefts)


@pytest.mark.parametrize(
    "text",
    [
        "sin(a*b)*cos(a*b)*tan(a*b)*tanh(a*b)*sigmoid(a*b)*softplus(a*b)*x*a*b",
        "sin(alpha_total*beta_total*delta_total*epsilon_total*kappa_total*x)",
    ],
)
def test_long_products_and_calls_keep_to_the_width(text: str) -> None:
    for detail in ("brief", "normal"):
        shown = chainrule.diff(text, wrt="x").to_text(lang="en", detail=detail, width=60)
        assert max(columns(line) for line in shown.splitlines()) <= 60


def test_text_is_as_wide_as_it_may_be_for_rich() -> None:
    explained = chainrule.diff("sin(x)*cos(x)*e^x + x^2*ln(x)", wrt="x", at="x=1.5")
    for size in (40, 60, 100):
        console = Console(
            width=size, record=True, file=io.StringIO(), color_system="truecolor", force_terminal=True
        )
        console.print(explained)
        shown = console.export_text(clear=False)
        assert [line.rstrip() for line in shown.rstrip().splitlines()] == (
            explained.to_text(width=size).rstrip().splitlines()
        )
        assert "\x1b[" in console.export_text(styles=True)
