"""The chapter "Chain rule": the paths with their products, their sum in steps, and the sweep line by line."""
from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from ..derivation.paths import Derivation
from ..derivation.sweep import Edge
from ..language import Text
from ..notation.boxes import ATOM, Box, Num, Op, Row, Written
from ..notation.ends import ends
from ..notation.fold import same
from ..notation.numbers import count_text
from ..notation.write import added, chain
from .chapters import USED_AGAIN, limited, said_once
from .page import Line, Parts, listed, with_particle
from .symbols import Symbols
from .telling import Telling

FEW = 8  # paths that are not called many
LONG_PATHS = 12  # edges of paths that a heading still shows
UNUSED = Text("{f} does not depend on {x}, so the derivative is 0.", "{f_t} {x}에 따라 변하지 않으므로 도함수는 0이다.")
IN_CONDITIONS = Text("{x} stands in conditions only: where they do not change, {f} does not either, so the derivative "
                     "is 0.",
                     "{x} 변수는 조건에만 나온다. 조건이 바뀌지 않는 동안 {f_t} 변하지 않으므로 도함수는 0이다.")
UNCHANGING = Text("{f} is constant, so the derivative is 0.", "{f_t} 상수이므로 도함수는 0이다.")
ONE_PATH = Text("one path leads from {x} to {f}", "{x}에서 {f}까지 가는 경로는 하나")
PATHS = Text("{count} paths lead from {x} to {f}", "{x}에서 {f}까지 가는 경로는 {count}개")
TOO_MANY = Text("There are too many paths to write out; going backward, every node is visited once.",
                "경로가 너무 많아 하나씩 적지 않는다. 거꾸로 내려가면 노드마다 한 번씩만 계산하면 된다.")
TOO_LONG = Text("Written out this would be too long; going backward, every node is visited once.",
                "다 적으면 너무 길다. 거꾸로 내려가면 노드마다 한 번씩만 계산하면 된다.")


def path_box(path: tuple[Edge, ...], symbols: Symbols, variable: int) -> Box:
    """x → u → f."""
    items: list[Box] = [symbols.label(variable)]
    for edge in reversed(path):
        items += [Op("→"), symbols.label(edge.gate)]
    return Row(tuple(items))


def path_words(telling: Telling, derived: Derivation, most: int = 1) -> Parts:
    """How many paths lead from the variable to the output, for the chapter's heading; so many are shown."""
    symbols, count = telling.symbols, derived.path_count
    facts: dict[str, Box] = {"x": symbols.label(derived.variable), "f": symbols.label(derived.output)}
    words = (telling.sentence(ONE_PATH, **facts) if count == 1 else
             telling.sentence(PATHS, count=count_text(count), **facts))
    if count > most:
        return words
    paths = list(derived.paths())
    if sum(map(len, paths)) > LONG_PATHS:
        return words
    return (*words, ": ", *listed([path_box(path, symbols, derived.variable) for path in paths]))


def unused_words(telling: Telling, derived: Derivation) -> Parts:
    """Why the derivative is 0 where no path leads from the variable to the output."""
    stage, symbols = telling.stage, telling.symbols
    text = UNCHANGING if not stage.graph.varies[stage.output] else UNUSED
    if derived.variable in stage.graph.inputs([stage.output]):
        text = IN_CONDITIONS
    return telling.sentence(text, f=symbols.label(stage.output), x=symbols.label(derived.variable),
                            f_t=with_particle(symbols.name(stage.output), "은"))


def unlisted_words(telling: Telling, derived: Derivation) -> str:
    """Why the sweep is shown in place of the paths."""
    return telling.say(TOO_LONG if derived.path_count <= FEW else TOO_MANY)


def path_lines(telling: Telling, derived: Derivation) -> tuple[Line, ...]:
    """Each path with its product, where there are several."""
    symbols = telling.symbols
    leaves = symbols.result_leaves(derived)
    lines = []
    for path, product in zip(islice(derived.paths(), telling.paths), derived.products, strict=False):
        partials = chain([symbols.partial(e) for e in path])[0]
        tidied = symbols.in_names(product, leaves)[0]
        ratios = chain([(symbols.edge(e), ATOM) for e in path])[0]
        chained = Row((ratios, Op("="), partials))
        if not same(partials, tidied) and not symbols.renamed(path, leaves):
            chained = Row((*chained.items, Op("="), tidied))
        lines.append(Line(path_box(path, symbols, derived.variable), chained, (), ":"))
    return tuple(lines)


def sweep_lines(telling: Telling, derived: Derivation, most: int) -> tuple[Line, ...]:
    """One line per node from the output down: upstream · local, added where a node is used more than once."""
    nodes = [n for n in sorted(derived.nodes, reverse=True) if _uses(telling, derived, n)]
    lines = limited(telling, nodes, most, lambda node: sweep_line(telling, derived, node))
    return said_once(lines, telling.say(USED_AGAIN))


def sweep_line(telling: Telling, derived: Derivation, node: int, *, whole: bool = False) -> Line:
    """∂f/∂x = ∂f/∂u · ∂u/∂x + …: a node's gradient from those just above it; of the `whole` sweep, or only from those
    that lie on this derivation's paths."""
    symbols = telling.symbols
    edges = in_order(telling.stage.sweep.terms.get(node, ())) if whole else _uses(telling, derived, node)
    if not edges:
        return Line(symbols.total(node), Num("0"))
    edges = ends(edges) if symbols.cut else edges
    ratios = added([upstream(symbols, e, (symbols.edge(e), ATOM)) for e in edges])
    partials = added([upstream(symbols, e, symbols.partial(e)) for e in edges])
    sides = partials if same(ratios, symbols.total(node)) else Row((ratios, Op("="), partials))
    return Line(symbols.total(node), sides, (telling.say(USED_AGAIN),) if len(edges) > 1 else ())


def in_order(terms: Iterable[tuple[Edge, int]]) -> list[Edge]:
    """The edges from a node up in the order in which the paths are told."""
    return sorted((edge for edge, _ in terms), key=lambda edge: (edge.gate, edge.slot))


def _uses(telling: Telling, derived: Derivation, node: int) -> list[Edge]:
    """The edges from a node up that lie on this derivation's paths."""
    places = derived.places
    return [e for e in in_order(telling.stage.sweep.terms.get(node, ())) if (e.gate, e.slot) in places]


def upstream(symbols: Symbols, edge: Edge, local: Written) -> Written:
    """upstream · local; the output's own gradient is 1 and is not written."""
    if edge.gate == symbols.stage.output:
        return local
    return chain([(symbols.total(edge.gate), ATOM), local])
