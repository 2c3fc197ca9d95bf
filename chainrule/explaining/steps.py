"""The steps from the chain rule to the answer, each with the name of what was done."""
from __future__ import annotations

from collections import Counter

from ..derivation.paths import Derivation
from ..language import Text
from ..notation.boxes import ATOM, Box, Name, Row
from ..notation.fold import rearranged, same
from ..notation.write import added, chain, names_in, written
from ..records import record
from . import shorter
from .page import Equation, Line, Parts, boxes, listed, with_particle_after
from .symbols import Symbols
from .telling import Telling

PARTIALS = Text("put in the local partials", "국소 미분을 대입하면")
TERMS = Text("simplify each term", "각 항을 정리하면")
SIMPLIFIED = Text("simplify", "정리하면")
WHERE = Text("simplify, where {equations}", "{equations}이므로 정리하면")
SUBSTITUTED = Text("substitute {equations}", "{equations} 대입하면")
ALL_SUBSTITUTED = Text("substitute the intermediate values", "중간 변수를 모두 대입하면")
BOTH = Text("substitute {equations} and simplify", "{equations} 대입하여 정리하면")
ALL_BOTH = Text("substitute the intermediate values and simplify", "중간 변수를 모두 대입하여 정리하면")
MOST = 3  # values whose formulas stand in one remark


@record
class Step:
    """One line: what it says, and the name of the step that leads to it (None for the first); `equations` are the
    values that it put in or recognised, each as name = formula."""

    box: Box
    name: Text | None = None
    equations: tuple[Row, ...] = ()


def steps(derived: Derivation, symbols: Symbols, *, every: bool = True) -> list[Step]:
    """All symbols, then the partials put in, then tidied, then the names put back and tidied again, then made shorter:
    no line twice. Of the last only the end unless `every` one is wanted."""
    paths = list(derived.paths())
    leaves = symbols.result_leaves(derived)
    renamed = symbols.renamed((e for path in paths for e in path), leaves)
    made = [Step(added([chain([(symbols.edge(e), ATOM) for e in path]) for path in paths])),
            Step(added([chain([symbols.partial(e) for e in path]) for path in paths]), PARTIALS)]
    tidied = Step(symbols.in_names(derived.answer, leaves)[0], SIMPLIFIED, renamed)
    if len(paths) > 1:
        terms = Step(added([symbols.in_names(p, leaves) for p in derived.products]), TERMS, renamed)
        if not rearranged(terms.box, tidied.box) or same(terms.box, tidied.box):
            made.append(terms)
            tidied = terms if _renames(tidied.box, terms.box, symbols) else Step(tidied.box, SIMPLIFIED)
    rewritten = [Step(box, name) for box, name in shorter.boxes(derived, symbols)]
    first = rewritten[0].box if derived.steps and derived.steps[0].kind == "gathered" and rewritten else None
    rewritten = (rewritten[1:] if first is not None else rewritten) if every else rewritten[-1:]
    if derived.final == derived.raw != derived.tidied:
        made = [*made[:2], Step(symbols.best(derived)[0], ALL_SUBSTITUTED)]
    elif derived.named:
        made += [tidied, *rewritten]
    elif renamed and symbols.is_short(derived.answer):
        made = [*made[:2], _put_back_at_once(derived, symbols, first or symbols.tidied(derived)[0]), *rewritten]
    else:
        made += [tidied, *_put_back(derived, symbols, tidied.box, first or symbols.tidied(derived)[0]), *rewritten]
    total = symbols.total(derived.variable)
    kept: list[Step] = []
    for step in made:
        if not (kept and same(kept[-1].box, step.box)) and not same(total, step.box):
            kept.append(step if kept else Step(step.box))
    return kept


def _renames(tidied: Box, terms: Box, symbols: Symbols) -> bool:
    """Whether the tidied sum calls something by a name that stands less often in its terms."""
    names = set(symbols.stage.names.values())
    counts = [Counter(box.text for box in boxes([Equation((Line(None, whole),))])
                      if isinstance(box, Name) and box.text in names) for whole in (tidied, terms)]
    return any(n > counts[1][name] for name, n in counts[0].items())


def _put_back(derived: Derivation, symbols: Symbols, before: Box, best: Box) -> list[Step]:
    """The names replaced by what they stand for, as they stand, then tidied: two steps where they differ."""
    if same(before, best) or not symbols.is_short(derived.answer):
        return [Step(best, SIMPLIFIED)]
    graph, named = derived.graph, symbols.result_leaves(derived)
    whole = derived.answer not in named
    stops = sorted(i for i in names_in(graph, derived.answer, named, open_root=whole) if graph.args[i])
    if not stops:
        return [Step(best, SIMPLIFIED)]
    equations = tuple(symbols.equation(i) for i in stops)
    plain = written(graph, derived.answer, symbols.constants)[0]
    if rearranged(plain, best) or same(plain, before):
        return [Step(best, SUBSTITUTED, equations)]
    return [Step(plain, SUBSTITUTED, equations), Step(best, SIMPLIFIED)]


def _put_back_at_once(derived: Derivation, symbols: Symbols, best: Box) -> Step:
    """The names replaced and the result tidied, where tidying first would call by name what a partial spells out."""
    used = {i for found in derived.edges.values() for edge in found for i in symbols.names_of(edge)}
    equations = tuple(symbols.equation(i) for i in sorted(used) if derived.graph.args[i])
    plain = added([chain([symbols.result(e.partial.formula) for e in path]) for path in derived.paths()])
    return Step(best, SIMPLIFIED if not equations else SUBSTITUTED if rearranged(plain, best) else BOTH, equations)


def lines(telling: Telling, derived: Derivation) -> tuple[Line, ...]:
    """The steps with their names beside them."""
    total = telling.symbols.total(derived.variable)
    return tuple(Line(total if k == 0 else None, step.box, remark(telling, step))
                 for k, step in enumerate(steps(derived, telling.symbols, every=telling.detail != "brief")))


def remark(telling: Telling, step: Step) -> Parts:
    """The name of a step."""
    if step.name is None:
        return ()
    if step.name in (SUBSTITUTED, BOTH):
        if not 0 < len(step.equations) <= MOST:
            return (telling.say(ALL_SUBSTITUTED if step.name is SUBSTITUTED else ALL_BOTH),)
        *first, last = step.equations
        said = (*listed([*first]), *((", ",) if first else ()),
                *(with_particle_after(last, "을") if telling.language == "ko" else (last,)))
        return telling.sentence(step.name, equations=said)
    if step.equations and len(step.equations) <= MOST:
        return telling.sentence(WHERE, equations=listed([*step.equations]))
    return (telling.say(step.name),)
