"""Which terms of a sum drop out of a derivative, because they do not contain the variable."""
from __future__ import annotations

from ..derivation.paths import Derivation
from ..language import Text
from ..notation.boxes import Name
from .page import Note, with_particle
from .telling import Telling

DROPS = Text("{term} drops out: it does not contain {x}.", "{term_t} {x} 변수를 포함하지 않으므로 빠진다.")


def notes(telling: Telling, derived: Derivation) -> list[Note]:
    """A word for every named term of a sum on the way, where there is such a one that the variable does not reach."""
    stage = telling.stage
    graph, symbols = stage.graph, telling.symbols
    above = {derived.variable}
    found: list[Note] = []
    for node in sorted(stage.sweep.function):
        if not any(a in above for a in graph.args[node]):
            continue
        above.add(node)
        if graph.ops[node] in ("sum", "difference"):
            for term in graph.args[node]:
                if term not in above and term in stage.user_named and graph.varies[term]:
                    name = symbols.name(term)
                    found.append(Note(telling.sentence(DROPS, term=Name(name), term_t=with_particle(name, "은"),
                                                       x=Name(symbols.name(derived.variable)))))
    return found
