"""Programs with vectors and matrices to explicit operations: `read_shaped`."""
from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from ...notation.names import spelled
from ...rules.shape import Shape, letters, said
from ...tree import Arranged, Definition, Program, Shaped, Variable, walk
from .. import plain, syntax
from ..latex.commands import SILENT
from ..names import Names
from ..programs import program
from ..syntax import Syntax
from ..tokens import Line, Sign, Source
from . import dialect, tokens
from .declarations import Shapes, check_used, from_lines, from_values, given
from .functions import without_functions
from .grammar import notation
from .infer import Known, inferred, special_row
from .meaning import Meaning, Value
from .notation import Written
from .resolve import resolved

__all__ = ["read_shaped"]
Sizes = Mapping[Any, Any] | str | None


def read_shaped(text: str, syntax_of: Syntax = "auto", shapes: Sizes = None, known: Collection[str] = (),
                values: Mapping[Any, Any] | None = None, surely: Collection[str] = ()) -> Program:
    """A program whose values may be vectors and matrices; its trees say every operation.

    shapes   what the caller says: {"W": (3, 2), "x": (2,), "c": ()}, or "W: 3x2, x: 2"; lines of the program say more
    known    names that the caller has for variables
    values   the point: the shapes of its values count where nothing else is said
    surely   names that are no functions, so that W(q - t) is a product

    Raises a ChainruleError for what cannot be read, is ambiguous, or has shapes that do not fit.
    """
    return of_source(plain.normalize(text), syntax_of, shapes, known, values, surely)


def of_source(source: Source, syntax_of: Syntax, shapes: Sizes, known: Collection[str],
              values: Mapping[Any, Any] | None, surely: Collection[str] = ()) -> Program:
    """The same of a text that has been normalized."""
    found = given(shapes)
    if syntax.is_latex(source, syntax_of):
        lines, names = _latex(source, found, known, values)
    else:
        lines, names = _plain(source, found, known, values)
    names.values = frozenset(surely)
    return _meant(program(source, lambda: iter(lines), names), found, lines, names)


def _plain(source: Source, found: Shapes, known: Collection[str],
           values: Mapping[Any, Any] | None) -> tuple[list[Line], Names]:
    spans = from_lines(found, source, list(tokens.rows(source)))
    from_values(found, values)
    heads = {spelled(head) for start, end in spans for head in _heads(source.text[start:end])}
    named = {*found.declared, *known, *heads, *map(str, values or ())}
    lines = [tokens.line(source, start, end, named) for start, end in spans]
    return lines, Names(named - heads, notation=notation(named))


def _heads(text: str) -> list[str]:
    """The name on the left of a definition."""
    left, equals, _ = text.partition("=")
    name = left.strip()
    return [name] if equals and name.replace("_", "a").replace("'", "a").replace("{", "a").replace(
        "}", "a").isalnum() else []


def _latex(source: Source, found: Shapes, known: Collection[str],
           values: Mapping[Any, Any] | None) -> tuple[list[Line], Names]:
    from ..latex import statements as latex
    from ..latex.rewriting import Rewriting
    from ..latex.walk import rewritten

    kept = [statement for statement in latex.parted(source, latex.Depth(matrices=True))
            for statement in _without_shapes(found, source, statement)]
    from_values(found, values)
    named = {*found.declared, *known, *map(str, values or ())}
    styles: dict[str, str] = {}
    written = notation(named)
    lines = []
    for statement in kept:
        r = Rewriting(source, statement, named, styles, latex.offered)
        r.bold = written.bold
        lines.append(rewritten(r))
    return lines, Names(named, notation=written)


def _without_shapes(found: Shapes, source: Source, statement: list[Sign]) -> list[list[Sign]]:
    """A statement without the shapes that it says: `W \\in \\mathbb{R}^{3\\times 2}`, alone or behind a comma."""
    commas, depth = [], 0
    for k, sign in enumerate(statement):
        depth += (sign.text in ("{", "(", "[", "\\left", "\\{")) - (sign.text in ("}", ")", "]", "\\right", "\\}"))
        if depth == 0 and sign.text == ",":
            commas.append(k)
    starts = [0, *(k + 1 for k in commas)]
    for first in starts:
        rest = statement[first:]
        while rest and rest[0].text in SILENT:
            rest = rest[1:]
        if rest and not from_lines(found, source, [(rest[0].start, rest[-1].end)]):
            statement = statement[:max(0, first - 1)]
            break
    while statement and (statement[-1].text in SILENT or statement[-1].text == ","):
        statement = statement[:-1]
    return [statement] if statement else []


def _meant(read: Program, found: Shapes, lines: list[Line], names: Names) -> Program:
    """The program with explicit trees."""
    written = names.notation
    assert isinstance(written, Written)
    way = dialect.dialect_of(lines)
    definitions = without_functions(read.definitions, written, read.source)
    inputs = _inputs(definitions)
    entries = {name[:k] for name in inputs for k, sign in enumerate(name) if sign == "_"}
    check_used(found, inputs | entries, names.defined)
    shapes: dict[str, Shape | None] = {name: found.shape(name) for name in found.declared if name in inputs | entries}
    flats = {name for name, sizes in found.declared.items() if way == "numpy" and len(sizes) == 1}
    sizes = {letter for sizes in found.declared.values() for size in sizes for letter in letters(size)}

    def attempt(known: Known) -> tuple[list[Definition], Meaning]:
        r = Meaning(written, way, {name: _known(name, shape, name in flats, name in shapes)
                                   for name, shape in known.items()}, letters=frozenset(sizes))
        return [_definition(r, each) for each in definitions], r

    (made, r), new = inferred(attempt, shapes, 1 + len(definitions) // 50)
    for name in [name for name in new if special_row(name)]:
        _say_special(r, name, new.pop(name))
    known: dict[str, Shape | None] = {**shapes, **new}
    if not any(known.values()) and not any(isinstance(node, Arranged) for each in made for node in walk(each.tree)):
        return replace(read, definitions=tuple(made))
    return replace(read, definitions=tuple(made), shaped=Shaped(
        shapes={name: shape for name, shape in known.items() if shape is not None},
        declared={name: sizes for name, sizes in found.declared.items() if name in known},
        inferred=tuple(name for name, shape in new.items()), said=tuple(r.said.values()),
        facts=tuple(f"{name} symmetric" for name in found.symmetric)))


def _known(name: str, shape: Shape | None, flat: bool, declared: bool) -> Value:
    """What a name is: a variable, or an identity matrix or ones where nobody declared it."""
    row = "" if declared or shape is None else special_row(name)
    if row and shape is not None:
        return Value(Arranged(note=(row, *shape[:1 if row == "eye" else 2])), shape)
    return Value(Variable(note=name), shape, flat)


def _say_special(r: Meaning, name: str, shape: Shape | None) -> None:
    if shape is not None and special_row(name) == "eye":
        r.say("`{name}` is the identity matrix, {shape}.", "`{name}`는 {shape} 단위행렬이다.", name=name,
              shape=said(shape))
    elif shape is not None:
        r.say("The bold 1 is a vector of {shape} ones.", "굵은 1은 모든 성분이 1인 벡터이고 길이는 {shape}이다.",
              shape=said(shape))


def _definition(r: Meaning, each: Definition) -> Definition:
    value = resolved(r, each.tree)
    if each.name is not None:
        r.names[each.name] = replace(value, tree=Variable(note=each.name), raw=None)
    return Definition(each.name, value.tree, each.span, each.parameters)


def _inputs(definitions: list[Definition]) -> set[str]:
    """The variables of a program that it does not define."""
    defined = {each.name for each in definitions}
    return {node.note for each in definitions for node in walk(each.tree)
            if isinstance(node, Variable) and node.note not in defined}
