"""The derivation as plain data, schema chainrule/1: every formula in text that chainrule itself reads."""
from __future__ import annotations

from fractions import Fraction
from itertools import islice
from typing import Any

from ..derivation.paths import Derivation
from ..explaining.meaning import meaning
from ..explaining.page import Bars, Block, Drawing, Equation, Heading, Neurons, Note, Page, Paragraph, Plot, Table
from ..explaining.symbols import Symbols
from ..language import Language
from ..notation.boxes import Box
from ..notation.numbers import count_text, is_wide
from ..notation.numbers import number as number_box
from ..notation.text import write
from ..numbers.check import Check
from ..rules import FAMILIES
from ..solution.implicit import ImplicitStory, Solved
from ..solution.influence import influences
from ..solution.stage import Assumed, HessianStory, JacobianStory, Result, Stage, Story, worst
from .stage_words import StageWords

SCHEMA = "chainrule/1"
LISTED = 1_000  # paths written out; path_count says how many there are
MEANT = 40  # variables up to which what a gradient means is computed for each
LARGEST_COUNT = 10 ** 300  # larger counts are given as text


def record(story: Story, language: Language) -> dict[str, Any]:
    """The whole derivation as dictionaries, lists, strings and numbers."""
    first, last = story.stages[0], story.stages[-1]
    graph = first.graph
    written: dict[str, Any] = {
        "schema": SCHEMA,
        "output": story.output_name,
        "inputs": [graph.name(i) for i in graph.inputs([first.output])],
        "nodes": nodes_of(first),
        "derivatives": [],
        "check": check_of(story.check, language),
    }
    for number, stage in enumerate(story.stages):
        words = StageWords(stage)
        for k, derived in enumerate(stage.derivations):
            result = stage.results[k] if stage.results else None
            entry = _derivative(words, derived, result, story.output_name, language)
            if number:
                entry["nodes"] = nodes_of(stage)
            written["derivatives"].append(entry)
    if first.passes is not None and len(first.variables) <= MEANT and not story.cuts and not first.wrt:
        for entry, each in zip(written["derivatives"], influences(first), strict=False):
            entry["meaning"] = text_of(meaning(each, story.output_name, language))
    for found in story.assumed:
        place = last.variables.index(found.variable) - len(last.variables)
        written["derivatives"][place]["assumed"] = _assumed(Symbols(last), found)
    if story.beside:
        written["derivatives"] += [entry for other in story.beside for entry in record(other, language)["derivatives"]]
        written["derivatives"].sort(key=lambda entry: story.asked.index(entry["wrt"]))
    if last.passes is not None:
        written["at"] = {graph.name(i): plain_number(v) for i, v in first.passes.point.items()} if first.passes else {}
    return written


def _assumed(symbols: Symbols, found: Assumed) -> dict[str, Any]:
    """An answer where what was assumed holds, and what that is."""
    def text(node: int) -> str:
        return write(symbols.in_inputs(node)[0], style="plain")

    return {"facts": [f"{text(left)} = {text(right)}" for left, right in found.used],
            "answer": write(symbols.result(found.node)[0], style="plain")}


def jacobian_record(story: JacobianStory, language: Language) -> dict[str, Any]:
    """The outputs one by one, then the matrix, and its values at the point, in rows."""
    return _rows(story.parts, "outputs", "jacobian", language)


def hessian_record(story: HessianStory, language: Language) -> dict[str, Any]:
    """The gradient, then the rows one by one, then the matrix, and its values at the point."""
    found = _rows(story.rows, "rows", "hessian", language)
    return {"schema": found.pop("schema"), "gradient": record(story.gradient, language), **found}


def _rows(stories: tuple[Story, ...], parts: str, matrix: str, language: Language) -> dict[str, Any]:
    written = [record(story, language) for story in stories]
    found: dict[str, Any] = {"schema": SCHEMA, parts: written, "variables": [a.variable for a in stories[0].answers]}
    for key, entry in ((matrix, "answer"), ("values", "value")):
        rows = [[d[entry] for d in part["derivatives"] if entry in d] for part in written]
        if all(rows):
            found[key] = rows
    return found


def implicit_record(story: ImplicitStory, relation: Story, language: Language) -> dict[str, Any]:
    """The derivation of F, and under "implicit" the derivatives that were solved for; one that has two sides at the
    point stands among the derivatives too."""
    found = record(relation, language)
    found["implicit"] = [_solved(story, s, language) for s in story.solved]
    found["derivatives"] += [{"path_count": 0, "paths": [], "sweep": [], **entry} for entry in found["implicit"]
                             if "one_sided" in entry]
    return found


def _solved(story: ImplicitStory, solved: Solved, language: Language) -> dict[str, Any]:
    symbols = Symbols(story.first)
    answer = write(symbols.in_inputs(solved.node)[0], style="plain") if symbols.is_short(solved.node) else None
    return {"of": story.dependent, "wrt": list(solved.wrt), "answer": answer,
            **_at_point(solved.result), "check": check_of(solved.check, language)}


def nodes_of(stage: Stage) -> list[dict[str, Any]]:
    """name, operation, expression (in node names), inputs and, at a point, value of every node, inputs first."""
    graph = stage.graph
    symbols = Symbols(stage)
    nodes = []
    for i in sorted(stage.sweep.visible):
        if graph.ops[i] != "input" and i not in stage.names:
            continue
        name = symbols.name(i)
        node: dict[str, Any] = {
            "name": name,
            "operation": "block" if i in stage.sweep.blocks else graph.ops[i],
            "expression": name if graph.ops[i] == "input" else write(symbols.formula(i), style="plain"),
            "inputs": [symbols.name(a) for a in symbols.operands(i) if a in symbols.names],
        }
        if stage.passes is not None:
            node["value"] = plain_number(stage.passes.forward[i])
        nodes.append(node)
    return nodes


def _derivative(words: StageWords, derived: Derivation, result: Result | None, output: str, language: Language
                ) -> dict[str, Any]:
    stage, symbols = words.stage, words.symbols
    leaves = symbols.result_leaves(derived)
    variable = symbols.name(derived.variable)
    passes = stage.passes
    count = derived.path_count
    paths: list[dict[str, Any]] = []
    for path in islice(derived.paths(), LISTED if count <= LISTED else 0):
        edges = []
        for e in reversed(path):
            edge = {"from": symbols.name(e.source), "to": symbols.name(e.gate), "slot": words.slot(e),
                    "partial": words.partial(e)}
            if passes is not None:
                edge["value"] = plain_number(passes.partials[e.gate, e.slot])
            edges.append(edge)
        product = derived.products[len(paths)] if derived.listed else None
        paths.append({
            "nodes": [variable, *(symbols.name(e.gate) for e in reversed(path))], "edges": edges,
            "product": words.in_names(product, leaves) if product is not None else None})
    swept = []
    for node in reversed(derived.nodes):
        if node in stage.sweep.adjoints:
            line: dict[str, Any] = {"node": symbols.name(node), "adjoint": words.formula(stage.sweep.adjoints[node])}
            if passes is not None:
                line["value"] = plain_number(passes.adjoints[node])
            swept.append(line)
    entry: dict[str, Any] = {
        "of": output,
        "wrt": [*stage.wrt, variable] if stage.wrt else variable,
        "path_count": count if count < LARGEST_COUNT else count_text(count),
        "paths": paths,
        "sweep": swept,
        "raw": words.formula(derived.raw), "tidy": words.formula(derived.tidied),
        "answer": words.formula(derived.final),
        "steps": [{"step": step.kind, "formula": words.formula(step.node)} for step in derived.steps
                  if symbols.is_short(step.node)],
        "conditions": [*words.conditions],
        "check": check_of(worst([stage.check]), language),
    }
    if derived.named:
        entry["in_names"] = write(symbols.best(derived)[0], style="plain")
    entry |= _at_point(result)
    return entry


def _at_point(result: Result | None) -> dict[str, Any]:
    """The number at the point; where there is none, what there is on both sides."""
    if result is None:
        return {}
    if result.value is not None:
        return {"value": plain_number(result.value)}
    return {"value": None, "one_sided": [_side(result, k) for k in (0, 1)]}


def _side(result: Result, place: int) -> int | float | str | None:
    """A one-sided derivative: "inf" and "-inf" where the tangent is vertical, None where there is none."""
    outcome = result.sides[place].outcome if result.sides is not None else ""
    if outcome in ("rises", "falls"):
        return "inf" if outcome == "rises" else "-inf"
    value = (result.left, result.right)[place]
    return None if value is None else plain_number(value)


def check_of(check: Check, language: Language) -> dict[str, Any]:
    """The outcome of a check."""
    found: dict[str, Any] = {"status": check.status, "points": check.points, "error": check.error}
    if check.given is not None:
        found["given"] = check.given
    if check.why is not None:
        found["why"] = check.why.say(language)
    return found


def plain_number(value: Any) -> int | float | str | None:
    """An exact whole number as it is, everything else as the nearest double, or as text where that
    would be 0 or too large; None in a case that does not hold."""
    if is_wide(value):
        return float(value) if 1e-300 < abs(value) < 1e300 else str(write(number_box(value)[0], style="plain"))
    if not isinstance(value, int | float | Fraction):
        return None
    if isinstance(value, Fraction) and value.denominator == 1:
        value = int(value)
    if isinstance(value, int) and abs(value) < LARGEST_COUNT:
        return value
    try:
        near = float(value)
    except OverflowError:
        near = 0.0
    return near if near or not value else write(number_box(value)[0], style="plain")


def rules_record(language: Language) -> dict[str, Any]:
    """Every rule, with its words in one language, schema chainrule-rules/1."""
    return {"schema": "chainrule-rules/1", "rules": [{
        "name": rule.name, "aliases": list(rule.aliases), "family": title.say(language),
        "title": rule.title.say(language), "arity": list(rule.arity), "partials": list(rule.partials),
        "because": [text.say(language) for text in rule.because], "gate": rule.gate.say(language),
        "needs": list(rule.needs), "defined": list(rule.defined),
    } for title, rows in FAMILIES for rule in rows]}


def blocks_of(page: Page) -> list[dict[str, Any]]:
    """The blocks of a page, with words and formulas as text."""
    return [_block(block) for block in page.blocks]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(words, aside, level):
            said = text_of((words, "  " if words and aside else "", *aside))
            return {"kind": "heading", "level": level, "text": said}
        case Paragraph(parts):
            return {"kind": "paragraph", "text": text_of(parts)}
        case Note(parts, mood):
            return {"kind": "note", "mood": mood, "text": text_of(parts)}
        case Drawing(facts, name, _):
            from ..drawing.picture import Picture  # most pages are without one
            return {"kind": "drawing", "mermaid": Picture(facts, name).mermaid()}
        case Plot(title, across, up, traces):
            return {"kind": "plot", "text": title, "across": across, "up": up, "traces": [
                {"role": trace.role, "points": [list(point) for point in trace.points]} for trace in traces]}
        case Neurons(title, layers, lines):
            return {"kind": "neurons", "text": title, "layers": [
                {"name": name, "units": [list(unit) for unit in units]} for name, units in layers],
                "lines": [list(line) for line in lines]}
        case Bars(title, rows):
            return {"kind": "bars", "text": title, "rows": [[name, length, said] for name, length, said in rows]}
        case Table(head, rows):
            cells = [[text_of((cell,)) for cell in row] for row in (head, *rows)]
            return {"kind": "table", "head": cells[0], "rows": cells[1:]}
        case Equation(lines):
            return {"kind": "equation", "lines": [
                {"left": None if line.left is None else write(line.left, style="plain"), "sign": line.sign,
                 "right": write(line.right, style="plain"), "remark": text_of(line.remark)} for line in lines]}


def text_of(parts: tuple[str | Box, ...]) -> str:
    return "".join(part if isinstance(part, str) else write(part, style="plain") for part in parts)
