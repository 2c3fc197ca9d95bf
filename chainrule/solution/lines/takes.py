"""The ways in which a claim of a text can be taken: which formula a name stands for, what it depends on where none was
given. A claim that is true in one of them is no slip."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from ...reading.lines.sides import Derivative, Side
from .sheet import Known, Relation, Sheet
from .take import Take, called

MOST = 9  # ways that are tried
VERSIONS = 6  # formulas of one name that are kept apart


def takes(sheet: Sheet, sides: Sequence[Side]) -> Iterator[tuple[Take, bool]]:
    """The takes of a claim, the likeliest first, and whether the text settles it: what was guessed only excuses."""
    return islice(_takes(sheet, sides), MOST)


def _takes(sheet: Sheet, sides: Sequence[Side]) -> Iterator[tuple[Take, bool]]:
    derivatives = list(all_derivatives(sides))
    versions = {name: _kept(sheet.versions(name)) for name in sheet.known}
    versions = {name: found for name, found in versions.items() if found}
    generic = _generic(derivatives, versions)
    primes = any(not d.by for d in derivatives)
    bound = _bound(sheet, derivatives, versions)
    if bound:
        yield Take(versions, {name: by for name, by in generic.items() if name not in bound}, bound=bound), all(
            each.section == sheet.section for each in bound.values())
    if primes and sheet.main is not None:
        yield Take(versions, generic, main=sheet.main), not generic
    yield Take(versions, generic), not generic
    if primes:
        for main in _mains(derivatives):
            yield Take(versions, generic, main=main), False
    if any(d.by for d in derivatives):
        yield Take(versions, generic, local="all"), False
    if len({d.partial for d in derivatives if d.by}) > 1:
        yield Take(versions, generic, local="round"), False
    several = {name for name, found in versions.items() if len(found) > 1}
    for turn in range(1, max((len(versions[name]) for name in several), default=1)):
        turned = {name: [*found[turn:], *found[:turn]] if len(found) > turn else found
                  for name, found in versions.items()}
        yield Take(turned, generic), False
    named = {name for d in derivatives if (name := called(d.of)) is not None and len(versions.get(name, ())) > 1}
    for name in sorted(named):
        yield Take({**versions, name: list(reversed(versions[name]))}, generic), False
    if versions:
        yield Take({}, _generic(derivatives, {})), False


def _bound(sheet: Sheet, derivatives: Sequence[Derivative], versions: Mapping[str, Sequence[Known]]
           ) -> dict[str, Relation]:
    """The names that are differentiated and that a relation binds, with the newest one that does."""
    found: dict[str, Relation] = {}
    for each in derivatives:
        name = called(each.of)
        if name is None or versions.get(name):
            continue
        for relation in sheet.relations:  # the newest one wins
            if name in relation.names and set(each.by) <= relation.names and name not in each.by:
                found[name] = relation
    return found if len(found) == 1 else {}


def _kept(found: Sequence[Known]) -> list[Known]:
    """The newest formulas and the first one."""
    return [*found[:VERSIONS - 1], found[-1]] if len(found) > VERSIONS else list(found)


def all_derivatives(sides: Iterable[Side]) -> Iterator[Derivative]:
    """The derivatives in sides, and those inside them."""
    todo = list(sides)
    while todo:
        side = todo.pop(0)
        for each in side.derivatives.values():
            yield each
            todo += [each.of, *each.arguments]


def _mains(derivatives: Iterable[Derivative]) -> list[str]:
    """The variables that a prime may differentiate by: those that quotients name, then the usual ones."""
    found = dict.fromkeys(name for d in derivatives for name in d.by)
    return list(dict.fromkeys((*found, "x", "t", "y", "u", "z")))[:4]


def _generic(derivatives: Sequence[Derivative], versions: Mapping[str, Sequence[Known]]) -> dict[str, tuple[str, ...]]:
    """What names without a formula depend on, as far as the derivatives in a claim say: dL/dz makes L a function of z.
    What is reached through another name is no input of its own."""
    edges: dict[str, dict[str, None]] = {}
    for each in derivatives:
        name = called(each.of)
        if name is None or name in versions:
            continue
        if each.by:
            edges.setdefault(name, {}).update(dict.fromkeys(each.by))
        elif not each.arguments:
            edges.setdefault(name, {})
        elif len(each.arguments) == 1 and each.arguments[0].name is not None:
            edges.setdefault(name, {})[each.arguments[0].name] = None
    quotients = [by for each in derivatives for by in each.by]
    main = quotients[-1] if quotients else "x"
    for name, below in edges.items():
        if not below and name != main:
            below[main] = None
    return {name: tuple(b for b in below if not any(_leads(edges, other, b) for other in below if other != b))
            for name, below in edges.items() if below and not _leads(edges, name, name)}


def _leads(edges: Mapping[str, Iterable[str]], start: str, end: str) -> bool:
    """Whether a way leads from one name down to another."""
    seen: set[str] = set()
    todo = list(edges.get(start, ()))
    while todo:
        name = todo.pop()
        if name == end:
            return True
        if name not in seen:
            seen.add(name)
            todo += edges.get(name, ())
    return False
