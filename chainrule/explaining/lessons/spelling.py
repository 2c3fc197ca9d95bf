"""Formulas of lessons as they are typed here: what chainrule reads, and limits, derivatives and compositions."""
from __future__ import annotations

import re

from ...graph.build import add_tree
from ...graph.graph import Graph
from ...notation import primes
from ...notation.boxes import ATOM, Box, Limit, Name, Num, Op, Paren, Ratio, Row, Written
from ...notation.write import written
from ...reading import read

_RELATION = re.compile(r" (=|≈|≠|<|>|≤|≥|→) ")
_LIMIT = re.compile(r"lim\[(\w+)→(\w+)\] ")
# d[y/x] is dy/dx, p[f/x] is ∂f/∂x; (f∘g)(x) and (f∘g)'(x) are compositions that are not written out, E(0) a value.
_SPECIAL = re.compile(r"(?P<kind>[dp])\[(?P<of>\w+)/(?P<wrt>\w+)\]|(?P<call>\w'?)\((?P<number>\d+)\)"
                      r"|\((?P<outer>\w)∘(?P<inner>\w)\)(?P<prime>'?)\((?P<at>\w)\)")


def parts(words: str) -> tuple[str | Box, ...]:
    """A sentence with its formulas, which stand between backquotes."""
    pieces = words.split("`")
    return tuple(formula(piece) if k % 2 else piece for k, piece in enumerate(pieces) if piece)


def formula(text: str) -> Box:
    """A formula or a relation."""
    sides = _RELATION.split(text)
    boxes = [Op(side) if k % 2 else _side(side) for k, side in enumerate(sides)]
    return boxes[0] if len(boxes) == 1 else Row(tuple(boxes))


def _side(text: str) -> Box:
    limit = _LIMIT.match(text)
    if limit is not None:
        return Limit(Name(limit[1]), _side(limit[2]), _side(text[limit.end():]))
    if len(text) == 3 and text[1] == "∘":
        return Row((Name(text[0]), Op("after"), Name(text[2])))
    special: dict[str, Written] = {}

    def put(found: re.Match[str]) -> str:
        name = f"q_{len(special) + 900}"
        special[name] = _special(found), ATOM
        return name

    plain = _SPECIAL.sub(put, text)
    if plain in special:
        return special[plain][0]
    graph = Graph()
    node = add_tree(graph, read(plain).definitions[-1].tree, {})
    leaves = {graph.input(name): box for name, box in special.items()}
    return written(graph, node, leaves, open_root=False)[0]


def _special(found: re.Match[str]) -> Box:
    if found["kind"]:
        return Ratio(Name(found["of"]), (Name(found["wrt"]),), found["kind"] == "p")
    if found["call"]:
        return Row((Name(found["call"]), Paren(Num(found["number"]))))
    argument = Name(found["at"])
    if found["prime"]:
        return primes.composed((found["outer"], found["inner"]), argument)
    return Row((Paren(Row((Name(found["outer"]), Op("after"), Name(found["inner"])))), Paren(argument)))
