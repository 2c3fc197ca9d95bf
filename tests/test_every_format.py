"""Every format in every language: nothing left over, nothing of the other language, nothing that does not render."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from rich.console import Console

import chainrule
from chainrule.language import LANGUAGES, Language
from chainrule.reading import read
from chainrule.render.columns import width as columns

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
            HANGUL.search(text) if language == "en" else PROSE.search(words_of(text.partition("{document}")[2]))
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
    assert set(bundle) == {"text/plain", "text/markdown", "text/latex"}


def print_of(thing: object) -> str:
    return str(thing)
