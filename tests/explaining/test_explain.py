"""What a page says: every letter introduced, d or ∂, rounded numbers, kinks, points, conditions."""

from __future__ import annotations

import pickle
import random
import re
from fractions import Fraction
from typing import Any

import pytest

import chainrule
from chainrule.derivation.claims import Claim, plainest, solved
from chainrule.derivation.conditions import conditions
from chainrule.explaining.page import Equation, Heading, Note, Page, Paragraph, Table, boxes
from chainrule.explaining.symbols import Symbols
from chainrule.graph.evaluate import evaluate
from chainrule.graph.graph import Graph
from chainrule.graph.holes import NoValue
from chainrule.language import LANGUAGES, Language
from chainrule.notation.boxes import Apply, Name, Ratio, Row
from chainrule.notation.text import write
from chainrule.render.markdown import render as to_markdown
from chainrule.rules import RULES

PROGRAMS: dict[str, dict[str, Any]] = {
    "(x+y)*z": {"at": "x=-2, y=5, z=-4"},
    "u = (x+1)^2; h = u^3 + 2u - 5": {"wrt": "x"},
    "sin(x)*x^2*e^x": {"wrt": "x", "at": "x=0.3"},
    "1/(1 + e^(-(w0*x0 + w1*x1 + w2)))": {},
    "max(x, y)*ln(z)": {"at": "z=2, y=1, x=1"},
    "x^2*y^3": {"wrt": "x", "then": ("y",)},
    "abs(x)*y": {"at": "x=0, y=2"},
    "\n".join(f"t{k + 1} = sin(t{k})*t{k}" for k in range(12)): {"wrt": "t0"},
    "q = x + y; f = q*z": {"wrt": "x"},
    "ln(x*y)/(x - 3)": {"wrt": "x"},
}


@pytest.mark.parametrize("text", PROGRAMS)
def test_brief_introduces_every_letter(text: str) -> None:
    """A letter on the page is an input, the user's own, or stands on the left of an equation."""
    page = chainrule.diff(text, **PROGRAMS[text]).page("en", "brief")
    used = {box.text for box in boxes(page.blocks) if isinstance(box, Name)}
    defined = {line.left.text for block in page.blocks if isinstance(block, Equation)
               for line in block.lines if isinstance(line.left, Name)}
    rows = [p for b in page.blocks if isinstance(b, Paragraph) for p in b.parts if isinstance(p, Row)]
    defined |= {row.items[0].text for row in rows if isinstance(row.items[0], Name)}
    defined |= {box.arguments[0].text for block in page.blocks if isinstance(block, Note)
                for box in block.parts if isinstance(box, Apply) and isinstance(box.arguments[0], Name)}
    typed = set(re.findall(r"[a-z]+\d*", text))
    assert used <= defined | typed, used - defined - typed


def test_brief_gives_a_chain_for_every_variable() -> None:
    shown = chainrule.diff("(x+y)*z").to_text(lang="en", detail="brief")
    for line in ("∂f/∂x = ∂f/∂u · ∂u/∂x = z · 1 = z", "∂f/∂y = ∂f/∂u · ∂u/∂y = z · 1 = z", "∂f/∂z = u = x + y"):
        assert f"  {line}\n" in shown
    many = chainrule.diff(" + ".join(f"x{k}^2" for k in range(9))).to_text(lang="en", detail="brief")
    assert "other 3 variables" in many and all(f"∂f/∂x{k} = 2·x{k}" in many for k in range(9))


def test_brief_shows_the_paths_where_there_are_several() -> None:
    shown = chainrule.diff("u = x+y; f = u*x", wrt="x").to_text(lang="en", detail="brief")
    assert "x → u → f, x → f" in shown and "∂f/∂u · ∂u/∂x + ∂f/∂x|u" in shown


def divides(graph: Graph, output: int, node: int) -> bool:
    """Whether no input is reached from the output without passing a node: tried by walking."""
    seen: set[int] = set()
    stack = [] if output == node else [output]
    while stack:
        i = stack.pop()
        if graph.ops[i] == "input":
            return False
        for a in graph.args[i]:
            if graph.varies[a] and a != node and a not in seen:
                seen.add(a)
                stack.append(a)
    return True


@pytest.mark.parametrize("seed", range(25))
def test_d_stands_where_every_path_leads_through_a_node(seed: int) -> None:
    dice = random.Random(seed)
    names = ["x", "y", "z"][:dice.randint(1, 3)]
    lines = []
    for k in range(dice.randint(2, 12)):
        one, other = dice.choice(names[-4:]), dice.choice(names[-2:])
        form = dice.choice(["sin({0})", "{0}*{1}", "{0} + 2", "{0} + {1}", "2*{1}"])
        lines.append(f"n{k} = " + form.format(one, other))
        names.append(f"n{k}")
    stage = chainrule.diff("\n".join(lines))._story.stages[0]
    symbols = Symbols(stage)
    for node in stage.sweep.function:
        if stage.graph.varies[node] and node in symbols.names:
            assert symbols.total(node).curly != divides(stage.graph, stage.output, node), lines


def test_d_and_curly_d_of_single_cases() -> None:
    def total(text: str, **options: Any) -> list[str]:
        page = chainrule.diff(text, **options).page("en")
        return [write(box) for box in boxes(page.blocks) if isinstance(box, Ratio)]

    assert "dh/du" in total("u = (x+1)^2; h = u^3 + 2u - 5", wrt="x", at="x=1")
    assert "df/dx" in total("5", wrt="x") and "∂f/∂x" in total("y^2", wrt="x")
    text = chainrule.diff("5", wrt="x").to_text(lang="en")
    assert "constant" in text and "copy" not in text


def test_rounded_numbers_are_not_called_equal() -> None:
    """An equation with a number of four digits in it has no = behind that number, nor before it."""
    shown = chainrule.diff("sin(x)*x^2*exp(x)/7", wrt="x", at="x=0.3").to_text(lang="en", detail="full")
    numbers = shown.partition("At the point")[2].partition("Answer")[0]
    rounded = re.compile(r"\d\.\d{3,}")
    for line in re.sub(r"\n {8,}", " ", numbers).splitlines():
        for part in line.split(" = ")[1:]:
            assert not rounded.search(part.partition(" ≈ ")[0]), line


def test_the_point_stands_as_it_was_given() -> None:
    explained = chainrule.diff("(x+y)*z", at="z=-4, x=-2, y=5")
    assert "z = -4, x = -2, y = 5" in explained.to_text(lang="en")
    assert "## At the point\n\n$z = -4$, $x = -2$, $y = 5$" in explained.to_markdown(lang="en")
    assert list(explained.to_dict()["at"]) == ["z", "x", "y"]
    long = chainrule.diff("+".join(f"w{k}*x{k}" for k in range(9)),
                          at={f"{name}{k}": k for k in range(9) for name in "wx"})
    heading = long.to_text(lang="ko").split("주어진 점에서\n")[1].splitlines()
    assert heading[0].startswith("  w0 = 0, x0 = 0") and heading[1].startswith("  ") and heading[1][2] != " "


def test_slots_count_the_inputs() -> None:
    for text in ("2*x*y", "x*x", "1 - x*2 + y", "max(3, x, y)", "a = 2; f = a*x*y"):
        record = chainrule.diff(text, at={"x": 1, "y": 2}).to_dict()
        inputs = {node["name"]: node["inputs"] for node in record["nodes"]}
        for entry in record["derivatives"]:
            for path in entry["paths"]:
                assert all(inputs[e["to"]][e["slot"]] == e["from"] for e in path["edges"]), text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("detail", ["brief", "normal", "full"])
@pytest.mark.parametrize(("text", "at"), [("max(x, y)", "x=1, y=1"), ("abs(x)*y", "x=0, y=2"),
                                          ("floor(x)*y", "x=2, y=1"), ("relu(x - y)", "x=1, y=1")])
def test_a_kink_is_told_once_for_each_variable(text: str, at: str, detail: str, language: Language) -> None:
    explained = chainrule.diff(text, at=at)
    page = explained.page(language, detail)
    without = [name for name, value in explained.value.items() if value is None]  # type: ignore[union-attr]
    assert without
    said = [block for block in page.blocks if isinstance(block, Note) and block.mood == "warn"]
    assert len(said) == 1
    for name in without:
        assert Name(name) in said[0].parts
    heads = [block.words if isinstance(block, Heading) else "" for block in page.blocks]
    answer = page.blocks[heads.index("Answer" if language == "en" else "답") + 1]
    none = "none" if language == "en" else "없음"
    marked = [row[-1] == none for row in answer.rows] if isinstance(answer, Table) else [
        bool(line.remark) for line in answer.lines]  # type: ignore[union-attr]
    assert sum(marked) == len(without)
    if detail != "brief":  # a number that is no derivative is never shown as one
        backward = page.blocks[heads.index("Backward pass" if language == "en" else "역전파") + 1]
        assert isinstance(backward, Equation)
        for line in backward.lines:
            assert isinstance(line.left, Ratio)
            assert line.remark or write(line.left.wrt[0]) not in without, write(line.right)


@pytest.mark.parametrize("source, point, partials, said", [
    ("max(x, y)", "x=1, y=1", {0}, "gives the equal inputs 0"),
    ("max(x, abs(x)) + max(x, z)", "x=2, z=2", {0}, "gives the equal inputs 0"),
    # the tie inside the block is smooth, and not spoken of
    ("y = abs(x); u = max(x/2 + y/2, x); f = u + max(x, z)", "x=2, z=2", set(), ""),
])
def test_what_is_said_about_ties_is_true_of_the_numbers(source: str, point: str, partials: set[Fraction], said: str
                                                        ) -> None:
    explained = chainrule.diff(source, at=point)
    stage = explained._story.stages[0]
    assert stage.passes is not None
    tie = next(k.gate for k in stage.passes.kinks)
    assert {stage.passes.partials[e.gate, e.slot] for e in stage.sweep.edges.get(tie, ())} == partials
    told = explained.to_text(lang="en", width=1000)
    assert said in told and ("At a tie" in told) == bool(said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("detail", ["brief", "normal"])
def test_step_and_sign_are_explained(detail: str, language: Language) -> None:
    said = chainrule.diff("relu(w*x + b)", wrt="w").to_text(lang=language, detail=detail)
    assert ("step(t) is 1 where t > 0 and 0 where t < 0." if language == "en" else
            "step(t)의 값은 t > 0이면 1, t < 0이면 0이다.") in said or "step(u)" in said
    assert "sign(" not in said


def test_conditions_are_short_in_deep_networks() -> None:
    deep = "\n".join(f"h{k + 1} = relu(w{k}*h{k} + b{k})" for k in range(40))
    for entry in chainrule.diff(deep, wrt="h0").to_dict()["derivatives"]:
        assert len(entry["conditions"]) == 40 and max(map(len, entry["conditions"])) < 60


CLAIMS = ["2*x - 6", "1 - x/3", "-(x + 1)", "3*x^3", "x^2", "sqrt(x)", "ln(x)", "exp(x) - 1", "x*y", "x - y", "2/x",
          "-2/x", "abs(x)", "2 - 3*(x - 1)", "x/2 + 1", "(x + 1)*2", "y/x", "5 - x - 2"]


@pytest.mark.parametrize("relation", [">", "<", ">=", "<=", "!="])
@pytest.mark.parametrize("text", CLAIMS)
def test_a_solved_condition_says_the_same(text: str, relation: str) -> None:
    stage = chainrule.diff(text, wrt="x")._story.stages[0]
    graph, point = stage.graph, {}
    given = Claim(stage.output, relation, graph.number(0))
    parts = solved(graph, given)
    dice = random.Random(text + relation)
    inputs = graph.inputs([stage.output])
    told = 0
    for _ in range(60):
        point = {i: Fraction(dice.randint(-12, 12), dice.choice([1, 2, 3])) for i in inputs}
        try:
            before = holds(graph, given, point)
        except NoValue:
            continue  # outside of the domain, which is a condition of its own
        told += 1
        assert all(holds(graph, part, point) for part in parts) == before, point
    assert told >= 20


def holds(graph: Graph, claim: Claim, point: dict[int, Fraction]) -> bool:
    values = evaluate(graph, graph.cone([claim.left, claim.right]),
                      {i: point.get(i, 0) for i in graph.inputs([claim.left, claim.right])})
    left, right = values[claim.left], values[claim.right]
    return {">": left > right, "<": left < right, ">=": left >= right, "<=": left <= right,
            "!=": left != right}[claim.relation]


def test_of_several_conditions_the_plainest_remain() -> None:
    graph = Graph()
    x = graph.input("x")
    dice = random.Random(5)
    for _ in range(300):
        given = [Claim(x, dice.choice([">", "<", ">=", "<=", "!="]), graph.number(dice.randint(-3, 3)))
                 for _ in range(dice.randint(1, 5))]
        kept = plainest(graph, given)
        assert len(kept) <= len(set(given)) and len(set(kept)) == len(kept)
        for k in range(-9, 10):
            point = {x: Fraction(k, 2)}
            one, other = (all(holds(graph, c, point) for c in claims) for claims in (kept, given))
            assert one == other, (given, kept)


def test_a_condition_broken_by_the_point_is_named() -> None:
    for text, at, broken in (("ln(x)*2", -1, "x > 0"), ("1/(x-3)", 3, "x ≠ 3"), ("sqrt(x-1)", 0, "x > 1"),
                             ("arcsin(x)", 2, "x < 1")):
        with pytest.raises(chainrule.DomainError) as refused:
            chainrule.diff(text, wrt="x", at={"x": at})
        for language in LANGUAGES:
            assert broken in refused.value.say_hint(language) and f"x = {at}" in refused.value.say_hint(language)


def test_conditions_name_only_what_varies() -> None:
    for name, rule in RULES.items():
        if rule.callable and rule.arity[0] == 1:
            stage = chainrule.diff(f"{name}(2*x + 3)", wrt="x")._story.stages[0]
            for condition in conditions(stage.sweep):
                assert stage.graph.varies[condition.left] or stage.graph.varies[condition.right], name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(n for n, r in RULES.items() if r.callable and r.arity == (1, 1) and r.partials))
def test_reasons_speak_of_the_names_on_the_page(name: str, language: Language) -> None:
    """The letter u of a rule never stands for something else than the node u."""
    page = chainrule.diff(f"u = x*y; v1 = 2*z; f = {name}(v1)*u", wrt="z").page(language)
    for block in page.blocks:
        if isinstance(block, Equation):
            for line in block.lines:
                words = " ".join(part for part in line.remark if isinstance(part, str))
                assert not re.search(r"(?<![A-Za-z])u(?![A-Za-z])", words), words
                if isinstance(line.left, Ratio) and line.remark:
                    assert Name("u") not in list(boxes([Paragraph(line.remark)])), words


def test_sums_with_signs_are_called_so() -> None:
    assert "addition and subtraction" in chainrule.diff("a - b + c", wrt="a").to_text(lang="en")
    assert "덧셈과 뺄셈" in chainrule.diff("a - b + c", wrt="a").to_text(lang="ko")
    assert "addition" not in chainrule.diff("a - b - c", wrt="a").to_text(lang="en").partition("Local")[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", PROGRAMS)
def test_sentences_begin_with_a_capital_and_names_are_set_as_formulas(text: str, language: Language) -> None:
    explained = chainrule.diff(text, **PROGRAMS[text])
    for shown in (explained.to_markdown(lang=language), explained.to_latex(lang=language)):
        for line in shown.splitlines():
            beside = re.match(r"\\(?:sub)?paragraph\{[^}]*\} (.*)", line)
            begun = beside[1] if beside else line
            if language == "en":
                assert not re.match(r"(?!where)[a-z]{2,} ", begun), line
        if language == "ko":
            assert not re.search(r"\$ (?:에서|는|은|를|을|이다|의)\b", shown)


def test_notes_are_sentences() -> None:
    def notes(page: Page) -> list[str]:
        return ["".join(p if isinstance(p, str) else write(p) for p in b.parts) for b in page.blocks
                if isinstance(b, Note) and b.mood == "plain"]

    for text in ("u = x+y; f = u*x", "u = x*y; f = hypot(u, x)"):
        english, korean = (notes(chainrule.diff(text, wrt="x").page(language)) for language in LANGUAGES)
        assert english[0].endswith(".") and korean[0].endswith("다.")


def test_a_page_with_a_picture_holds_facts() -> None:
    """It is equal to the same page, has a hash, and survives pickling: the picture is made by each format."""
    explained = chainrule.diff("(x+y)*z", picture=True)
    page = explained.page("en")
    assert page == explained.page("en") and hash(page) == hash(explained.page("en"))
    assert to_markdown(pickle.loads(pickle.dumps(page))) == explained.to_markdown("en")
