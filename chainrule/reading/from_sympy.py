"""The one way in for an ordinary SymPy expression: it becomes an as-typed tree, and its symbols are kept by name."""
from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from ..errors import ChainruleError, ReadingError, UnsupportedError
from ..language import Text
from ..rules import RULES
from ..tree import (
    Added,
    Applied,
    Called,
    Cases,
    Compared,
    Constant,
    Definition,
    Divided,
    Multiplied,
    Negated,
    Numeral,
    Program,
    Raised,
    Typed,
    Variable,
)
from . import read
from .relations import between
from .sympy_heads import UNKNOWN, alternatives, rewritten

NOT_AN_EXPRESSION = Text("Expected text or a SymPy expression, not {what}.",
                         "글이나 SymPy 식을 주어야 합니다. 받은 것: {what}.")
A_FUNCTION = Text("chainrule.trace(function) follows a function of Python: diff(trace(lambda x: x**2)).",
                  "파이썬 함수는 chainrule.trace(함수)로 따라갑니다: diff(trace(lambda x: x**2)).")
BAD_NAME = Text("There is a name that cannot be written in a formula.", "식에 쓸 수 없는 이름이 있습니다.")
_HEADS = {rule.sympy or rule.name: rule.name for rule in RULES.values()
          if rule.callable and not callable(rule.sympy)}


def program_of(source: Any) -> tuple[Program, dict[str, Any]]:
    """The program of a SymPy expression, and the caller's symbols by the names they have in it.

    Two symbols of one name (of different assumptions) get names of their own, so that neither is lost.
    """
    if isinstance(source, Typed):
        return Program((Definition(None, source),)), {}
    if isinstance(source, int | float):
        source = sympy.sympify(source)
    if not isinstance(source, sympy.Expr):
        raise ReadingError("syntax", NOT_AN_EXPRESSION, facts={"what": type(source).__name__},
                           hint=A_FUNCTION if callable(source) else None)
    names: dict[Any, str] = {}
    renamed: list[str] = []
    for symbol in sorted(source.free_symbols, key=lambda s: (str(s.name), str(s.assumptions0))):
        plain = readable(symbol.name)
        names[symbol] = name = _free(plain or "v", names.values())
        if plain is None:
            renamed.append(name)
    program = Program((Definition(None, tree_of(source, names)),), "" if renamed else str(source),
                      renamed=tuple(renamed))
    return program, {name: symbol for symbol, name in names.items()}


def relation_of(relation: Any) -> tuple[Typed, Typed, Typed]:
    """Both sides of an equation of SymPy, and left - right; an expression is meant to be 0.

    Raises UnsupportedError for an inequality, and for a symbol whose name no formula can hold.
    """
    sides = relation.args if isinstance(relation, sympy.Equality) else (relation, sympy.Integer(0))
    if not all(isinstance(side, sympy.Expr) for side in sides):
        raise UnsupportedError("unsupported", UNKNOWN, facts={"what": type(relation).__name__})
    names: dict[Any, str] = {}
    for symbol in {symbol for side in sides for symbol in side.free_symbols}:
        name = readable(symbol.name)
        if name is None:
            raise UnsupportedError("unsupported", BAD_NAME)
        names[symbol] = name
    left, right = (tree_of(side, names) for side in sides)
    return between(left, right)


def _free(name: str, taken: Collection[str]) -> str:
    """The name, with a number where it is taken."""
    return next(each for each in (name, *(f"{name}_{k}" for k in range(2, len(taken) + 3))) if each not in taken)


def readable(name: str) -> str | None:
    """A symbol's name as formulas have it; None where it is read as something else, or as nothing: `e`, `a-b`, `max`.

    What is not a name is never shown: it may be a command to the program that prints it.
    """
    try:
        line = read(name, known=(name,)).definitions[-1]
    except ChainruleError:
        return None
    return str(line.tree.note) if line.name is None and isinstance(line.tree, Variable) else None


def tree_of(expression: Any, names: dict[Any, str] | None = None) -> Typed:
    """The tree of a SymPy expression; `names` gives the name of each symbol (its own where it has none there).

    Raises UnsupportedError for what is neither arithmetic nor a function of the table of rules.
    """
    done: dict[Any, Typed] = {}
    stack = [expression]
    while stack:
        node = stack[-1]
        if node in done:
            stack.pop()
            continue
        missing = [a for a in operands_of(node) if a not in done]
        if missing:
            stack += missing
            continue
        stack.pop()
        done[node] = head_of(node, done, names or {})
    return done[expression]


def operands_of(node: Any) -> tuple[Any, ...]:
    """The operands that must be trees first; those of a Piecewise are its values and both sides of its conditions."""
    if isinstance(node, sympy.Piecewise):
        return tuple(part for value, condition in node.args for part in (value, *_sides(condition)))
    written = rewritten(node)
    if written is not None:
        return operands_of(written)
    if isinstance(node, sympy.Subs):
        return tuple(node.point)
    if isinstance(node, sympy.Derivative):
        return tuple(node.expr.args)
    return () if node.is_Atom else node.args


def _sides(condition: Any) -> list[Any]:
    return [side for case in alternatives(condition) for r in case for side in (r.lhs, r.rhs)]


def _cases(node: Any, done: dict[Any, Typed]) -> Typed:
    """A case per alternative; the first one that always holds is the last."""
    parts: list[Typed] = []
    for value, condition in node.args:
        for case in alternatives(condition):
            parts.append(done[value])
            if case:
                parts.append(Compared(*(done[side] for r in case for side in (r.lhs, r.rhs)),
                                      note=tuple(r.rel_op for r in case)))
        if len(parts) % 2:
            break
    if not parts:
        raise UnsupportedError("unsupported", UNKNOWN, facts={"what": str(node)})
    return Cases(*parts) if len(parts) > 1 else parts[0]


def head_of(node: Any, done: dict[Any, Typed], names: dict[Any, str]) -> Typed:
    """The tree of a node whose operands are trees."""
    if isinstance(node, Typed):
        return node
    if node.is_Symbol:
        return Variable(note=names.get(node, node.name))
    written = rewritten(node)
    if written is not None:
        return head_of(written, done, names)
    if isinstance(node, sympy.Derivative):
        return _derivative(node, node.expr.args, done)
    if isinstance(node, sympy.Subs) and isinstance(node.expr, sympy.Derivative) \
            and node.expr.expr.args == tuple(node.variables):
        return _derivative(node.expr, tuple(node.point), done)
    if node.is_Number or node in (sympy.pi, sympy.E):
        return _number(node)
    if isinstance(node, sympy.Piecewise):
        return _cases(node, done)
    return _head(node, done)


def _head(node: Any, done: dict[Any, Typed]) -> Typed:
    """The tree of a sum, a product, a power or a function whose operands are trees."""
    if node.is_Mul:
        return _product(node, done)
    if node.is_Pow:
        return _power(node, done)
    args = [done[a] for a in node.args]
    return sum_of(args) if node.is_Add else _called(node, args)


def _derivative(node: Any, place: tuple[Any, ...], done: dict[Any, Typed]) -> Typed:
    """f'(u) of a function about which nothing is known."""
    function = node.expr
    name = readable(function.func.__name__) if isinstance(function, AppliedUndef) else None
    if name is None or len(place) != 1 or set(node.variables) != set(function.args):
        raise UnsupportedError("unsupported", UNKNOWN, facts={"what": "Derivative"})
    return Applied(done[place[0]], note=name + "'" * len(node.variables))


def _called(node: Any, args: list[Typed]) -> Typed:
    """A function: exp, one without a rule of which nothing is known, or one of the table of rules."""
    if isinstance(node, sympy.Heaviside):
        return Called(args[0], note="step")
    if isinstance(node, sympy.exp):
        return Called(args[0], note="exp")
    if isinstance(node, AppliedUndef) and not RULES.get(node.func.__name__):
        name = readable(node.func.__name__)
        if name is None:
            raise UnsupportedError("unsupported", BAD_NAME)
        return Applied(*args, note=name)
    known = _HEADS.get(type(node).__name__)
    if known is None:
        raise UnsupportedError("unsupported", UNKNOWN, facts={"what": type(node).__name__})
    rule = RULES[known]
    if len(args) < rule.arity[0] or (rule.arity[1] is not None and len(args) > rule.arity[1]):
        raise UnsupportedError("unsupported", UNKNOWN, facts={"what": str(node.func)})
    return Called(*args, note=known)


def sum_of(args: list[Typed]) -> Typed:
    """A term with a plus first, where there is one."""
    signs = ["-" if isinstance(a, Negated) else "+" for a in args]
    if "+" not in signs:
        return Negated(Added(*(a.args[0] for a in args), note="+" * len(args)))
    first = signs.index("+")
    args.insert(0, args.pop(first))
    signs.insert(0, signs.pop(first))
    return Added(*(a.args[0] if s == "-" else a for a, s in zip(args, signs, strict=True)), note="".join(signs))


def _number(node: Any) -> Typed:
    if node in (sympy.pi, sympy.E):
        return Constant(note="pi" if node is sympy.pi else "e")
    if node.is_Float:
        size: Typed = Numeral(note=str(abs(node)))
    elif node.is_Rational:
        size = Numeral(note=str(abs(node.p)))
        if node.q != 1:
            size = Divided(size, Numeral(note=str(node.q)))
    else:
        raise UnsupportedError("unsupported", UNKNOWN, facts={"what": str(node)})
    return Negated(size) if node < 0 else size


def _product(node: Any, done: dict[Any, Typed]) -> Typed:
    top: list[Typed] = []
    bottom: list[Typed] = []
    negative = False
    for factor in node.args:
        tree = done[factor]
        if isinstance(tree, Negated) and factor.is_Number:
            negative, tree = not negative, tree.args[0]
            if isinstance(tree, Numeral) and tree.note == "1":
                continue
        if isinstance(tree, Divided) and (factor.is_Pow or factor.is_Rational):
            if not (isinstance(tree.args[0], Numeral) and tree.args[0].note == "1"):
                top.append(tree.args[0])
            bottom.append(tree.args[1])
        else:
            top.append(tree)
    above = top[0] if len(top) == 1 else Multiplied(*top) if top else Numeral(note="1")
    if bottom:
        above = Divided(above, bottom[0] if len(bottom) == 1 else Multiplied(*bottom))
    return Negated(above) if negative else above


def _power(node: Any, done: dict[Any, Typed]) -> Typed:
    base, exponent = done[node.base], done[node.exp]
    if node.base is sympy.E:
        return Raised(Constant(note="e"), exponent)
    if node.exp == sympy.Rational(1, 2):
        return Called(base, note="sqrt")
    if node.exp == sympy.Rational(-1, 2):
        return Divided(Numeral(note="1"), Called(base, note="sqrt"))
    if node.exp.is_Number and node.exp < 0:
        inner = exponent.args[0]
        shown = base if isinstance(inner, Numeral) and inner.note == "1" else Raised(base, inner)
        return Divided(Numeral(note="1"), shown)
    return Raised(base, exponent)
