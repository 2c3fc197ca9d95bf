"""Lines to programs: which names they define, and what may stand on their left."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from .. import limits
from ..errors import ChainruleError
from ..rules import NAMES
from ..tree import Added, Applied, Definition, Program, Typed, Variable, walk
from .grammar.parser import parse
from .leibniz import operated
from .mistakes.refuse import refuse
from .names import CONSTANTS, DEFINABLE, SOFT, Names, plain_name
from .order import declared, in_order
from .tokens import Line, Source


def program(source: Source, lines: Callable[[], Iterator[Line]], names: Names) -> Program:
    """The definitions of all lines, in any order; the output may have no name.

    They are read as they stand. Only where that fails are they put in order and read once more.
    """
    try:
        return _program(source, lines(), names)
    except ChainruleError as error:
        every = () if error.kind == "too_large" else tuple(islice(lines(), limits.REORDERED + 1))
        ordered = in_order(every) if 1 < len(every) <= limits.REORDERED else None
        if ordered is None:
            raise
    return _program(source, iter(ordered), Names(names.known, notation=names.notation))


def _program(source: Source, lines: Iterator[Line], names: Names) -> Program:
    """The definitions of lines that stand in order."""
    definitions: list[Definition] = []
    bare: Line | None = None
    asked: tuple[str, ...] = ()
    claimed: Typed | None = None
    for line in _marked(lines):
        if _declares(line, names):
            continue
        line = operated(line, names)
        if bare is not None:
            last = len(bare.texts) - 2
            raise refuse("bare_line", source.given, bare.span(0, last), better="y = " + bare.between(0, last))
        if len(definitions) >= limits.DEFINITIONS:
            raise refuse("many_definitions", source.given, None, limit=limits.DEFINITIONS)
        if line.asked:
            bare, asked = line, line.asked
            tree, claimed = _operated(line, names)
            definitions.append(Definition(None, tree, source.span(line.start, line.end)))
        elif "=" not in line.texts:
            bare = line
            definitions.append(Definition(None, parse(line, names), source.span(line.start, line.end)))
        else:
            definitions.append(_definition(line, names))
    if not definitions:
        raise refuse("empty", source.given, None)
    only = definitions[0]
    constant = not any(isinstance(t, Variable | Applied) for t in walk(only.tree))
    if len(definitions) == 1 and only.name and constant and only.parameters is None:
        raise refuse("lone_value", source.given, only.span, name=only.name)
    spare = tuple(d.name for d in definitions[:-1] if d.name is not None and d.name not in names.leaves
                  and d.name not in names.called)
    return Program(tuple(definitions), source.given, asked, claimed, spare=spare, typed=True)


def _declares(line: Line, names: Names) -> bool:
    """Whether a line says that names are functions of which nothing is known: `err: function`."""
    found = declared(line)
    for at in found:
        if line.texts[at] in NAMES:
            raise refuse("function_defined", line.source.given, line.span(at), name=line.texts[at])
        names.declared.add(plain_name(line, at))
    return bool(found)


def _marked(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines, the last one marked as such."""
    before: Line | None = None
    for line in lines:
        if before is not None:
            yield before
        before = line
    if before is not None:
        before.last = True
        yield before


def _definition(line: Line, names: Names) -> Definition:
    """One line `name = …` or `f(x, y) = …`."""
    texts, given = line.texts, line.source.given
    span = line.source.span(line.start, line.end)
    start = 2 if texts[1] == "=" and texts[0] != "=" else _after_head(line)
    parameters = _parameters(line, start) if start > 2 else None
    if texts[start] == "":
        raise refuse("nothing_right", given, line.span(start - 1))
    name = _new_name(line, names, parameters is not None)
    if parameters is None:
        tree = parse(line, names, start)
        if name in names.leaves or name in names.applied:
            raise refuse("itself", given, line.span(0), name=name)
        names.defined.add(name)
        return Definition(name, tree, span)
    with names.hiding(parameters):
        tree = parse(line, names, start)
        itself = name in names.leaves and name not in parameters
    if name in names.applied or itself and not line.last:
        raise refuse("itself", given, line.span(0), name=name)
    if itself:  # C(y) = N·e^(C·y): the letter C is not the function
        return Definition(None, tree, span, parameters)
    names.functions[name] = parameters
    names.defined.add(name)
    return Definition(name, tree, span, parameters)


def _operated(line: Line, names: Names) -> tuple[Typed, Typed | None]:
    """What stands behind d/dx, and what the text says its derivative is."""
    texts = line.texts
    end = texts.index("=") if "=" in texts else len(texts) - 1
    tree = parse(line.cut(0, end), names)
    if isinstance(tree, Added) and not _grouped(texts, end):
        term = _first_term(texts, end)
        operator, whole = line.operator, line.between(0, end - 1)
        raise refuse("operator_sum", line.source.given, line.span(0, end - 1),
                     first=f"{operator}({whole})", second=f"{operator}({line.between(0, term - 1)}) …")
    if end == len(texts) - 1:
        return tree, None
    if texts[end + 1] == "":
        raise refuse("nothing_right", line.source.given, line.span(end))
    return tree, parse(line, names, end + 1)


def _grouped(texts: list[str], end: int) -> bool:
    """Whether one pair of parentheses holds the whole."""
    depth = 0
    for at in range(end):
        depth += (texts[at] in "({") - (texts[at] in ")}")
        if depth == 0:
            return at == end - 1
    return False


def _first_term(texts: list[str], end: int) -> int:
    depth = 0
    for at in range(1, end):
        depth += (texts[at] in "({") - (texts[at] in ")}")
        if depth == 0 and texts[at] in ("+", "-", "−"):
            return at
    return end


def _new_name(line: Line, names: Names, function: bool) -> str:
    """The name on the left of a definition; refused if it means something already."""
    text, given = line.texts[0], line.source.given
    if not (text[0].isalpha() or text[0] == "_"):
        raise refuse("equation", given, line.span(0, line.texts.index("=")))
    if text in CONSTANTS:
        raise refuse("constant_defined", given, line.span(0), name=text)
    if text in NAMES and not (text in SOFT or function and text in DEFINABLE):
        raise refuse("function_defined", given, line.span(0), name=text)
    name = plain_name(line, 0)
    if name in names.defined:
        raise refuse("twice", given, line.span(0), name=name)
    if name in names.leaves or name in names.applied:
        itself = name in line.texts[1:]
        raise refuse("forward", given, line.span(0), name=name) if not itself else refuse(
            "itself", given, line.span(0), name=name)
    names.note(line, 0, name)
    return name


def _after_head(line: Line) -> int:
    """The token after `f(x, y) =`; anything else on the left of `=` is refused."""
    texts, given = line.texts, line.source.given
    equals = texts.index("=")
    if equals == 0:
        raise refuse("nothing_left", given, line.span(0))
    head = texts[:equals]
    listed = head[2:-1]
    if not (len(head) >= 4 and head[0][0].isalpha() and head[1] == "(" and head[-1] == ")" and len(listed) % 2
            and all(t == "," for t in listed[1::2]) and all(t[0].isalpha() for t in listed[::2])):
        if equals == 1 or not texts[equals + 1]:
            raise refuse("nothing_right", given, line.span(equals))
        raise refuse("equation", given, line.span(0, equals))
    return equals + 1


def _parameters(line: Line, start: int) -> tuple[str, ...]:
    """The names between the parentheses of a head."""
    found: list[str] = []
    for at in range(2, start - 2, 2):
        text = line.texts[at]
        name = plain_name(line, at)
        if name in found or text in CONSTANTS or text in NAMES and text not in SOFT:
            raise refuse("parameters", line.source.given, line.span(2, start - 3))
        found.append(name)
    return tuple(found)


