"""Heads of SymPy in simpler ones: finite sums and products, Heaviside, remainders, conditions."""
from __future__ import annotations

from functools import lru_cache
from typing import Any

import sympy

from .. import limits
from ..errors import TooLargeError, UnsupportedError
from ..language import Text

UNKNOWN = Text("The SymPy object {what} has no rule.", "SymPy 객체 {what}에 대한 규칙이 없습니다.")
BOUNDS = Text("The bounds of this {what} must be whole numbers.", "{what}의 범위는 정수로 정해야 합니다.")
LONG = Text("Written out, this sum or product has more than {limit} signs.",
            "풀어 쓴 합이나 곱의 길이가 기호 {limit}개를 넘습니다.")
ALTERNATIVES = 64  # cases that one condition may be taken apart into


@lru_cache(maxsize=1024)
def rewritten(node: Any) -> Any | None:
    """The same in heads that there is a rule for; None where it needs none."""
    if isinstance(node, sympy.Sum | sympy.Product):
        return _written_out(node)
    if isinstance(node, sympy.Integral | sympy.Tuple):
        raise UnsupportedError("unsupported", UNKNOWN, facts={"what": type(node).__name__})
    if isinstance(node, sympy.Heaviside):
        u, middle = node.args[0], node.args[1]
        if middle == 0:
            return None
        return (1 + sympy.sign(u)) / 2 if middle == sympy.Rational(1, 2) else sympy.Add(
            sympy.Heaviside(u, 0), middle * (1 - sympy.sign(u) ** 2), evaluate=False)
    if isinstance(node, sympy.Mod):
        return node.args[0] - node.args[1] * sympy.floor(node.args[0] / node.args[1])
    return None


def _written_out(node: Any) -> Any:
    """Every term of a sum or product with whole bounds."""
    terms = [node.function]
    size = len(list(sympy.preorder_traversal(node.function)))
    for index, *bounds in reversed(node.limits):
        if len(bounds) != 2 or not all(bound.is_Integer for bound in bounds):
            raise UnsupportedError("unsupported", BOUNDS, facts={"what": type(node).__name__})
        first, last = map(int, bounds)
        if size * len(terms) * max(0, last - first + 1) > limits.WRITTEN_OUT:
            raise TooLargeError("too_large", LONG, facts={"limit": limits.WRITTEN_OUT})
        terms = [term.xreplace({index: sympy.Integer(k)}) for term in terms for k in range(first, last + 1)]
    head = sympy.Add if isinstance(node, sympy.Sum) else sympy.Mul
    return head(*terms)


def alternatives(condition: Any) -> tuple[tuple[Any, ...], ...]:
    """A condition as cases of relations that hold together; (()) holds always, () never."""
    if condition == sympy.true:
        return ((),)
    if condition == sympy.false:
        return ()
    normal = _normal(condition)
    found = [part.args if isinstance(part, sympy.And) else (part,)
             for part in (normal.args if isinstance(normal, sympy.Or) else (normal,))]
    if len(found) > ALTERNATIVES or not all(isinstance(r, sympy.core.relational.Relational)
                                            for case in found for r in case):
        raise UnsupportedError("unsupported", UNKNOWN, facts={"what": type(condition).__name__})
    return tuple(found)


@lru_cache(maxsize=256)
def _normal(condition: Any) -> Any:
    return condition if isinstance(condition, sympy.core.relational.Relational) else sympy.to_dnf(condition)
