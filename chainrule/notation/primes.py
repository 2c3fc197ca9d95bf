"""Derivatives of functions of one variable in the notation of Lagrange: f'(u), (f∘g)'(x)."""
from __future__ import annotations

from collections.abc import Sequence

from .boxes import Box, Name, Num, Op, Paren, Row, Sup

LONGEST = 4  # functions of a composition that are written out


def applied(name: str, argument: Box, order: int = 1) -> Box:
    """f′(u), f″(x); from the fourth derivative on the order stands in parentheses above."""
    if order > 3:
        return Row((Sup(Name(name), Paren(Num(str(order)))), Paren(argument)))
    return Row((Name(name + "'" * order), Paren(argument)))


def composed(names: Sequence[str], argument: Box) -> Box:
    """(f∘g)′(x), the outermost function first; f′(x) where there is one only."""
    if len(names) == 1:
        return applied(names[0], argument)
    items: list[Box] = [Name(names[0])]
    for name in names[1:]:
        items += [Op("after"), Name(name)]
    return Row((Paren(Row(tuple(items))), Op("′"), Paren(argument)))


def rule(outer: str, inner: str, variable: Box) -> Box:
    """(f∘g)′(x) = f′(g(x)) · g′(x): the chain rule as school writes it."""
    inside = Row((Name(inner), Paren(variable)))
    return Row((composed((outer, inner), variable), Op("="), applied(outer, inside), Op("cdot"),
                applied(inner, variable)))
