"""The dependency graph: hash-consed nodes held by integer ids in flat tables, inputs before outputs."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from ..rules import RULES, Rule, rule_of

Exact = int | Fraction
LARGEST_SIZE = 20_001  # signs of a formula; what is larger is not told apart


class Graph:
    """Nodes by id. `ops[i]` is "input", "number", "constant" or a rule's name; `args[i]` the ids it is made of;
    `notes[i]` an input's name, a number's (value, spelling), a constant's name, a difference's signs "+-+", an unknown
    function's name and how often it is differentiated by each input, or the relations of every case.

    Derivatives are written into the same tables, so that a partial can share nodes with the function.
    """

    __slots__ = ("args", "has_cases", "notes", "ops", "tied", "varies", "_ids", "_rationals", "_sizes")

    def __init__(self) -> None:
        self.ops: list[str] = []
        self.args: list[tuple[int, ...]] = []
        self.notes: list[Any] = []
        self.varies: list[bool] = []
        self.has_cases = False
        self.tied: set[int] = set()  # maxima and minima whose inputs are equal on a whole stretch
        self._ids: defaultdict[str, dict[Any, int]] = defaultdict(dict)  # by operation, then by inputs and note
        self._rationals: dict[int, Exact | None] = {}
        self._sizes: list[int] = []

    def __len__(self) -> int:
        return len(self.ops)

    def add(self, op: str, args: tuple[int, ...] = (), note: Any = None) -> int:
        """The id of this node; the same node is never held twice."""
        ids = self._ids[op]
        key = args if note is None else (args, note)
        found = ids.get(key)
        if found is None:
            found = ids[key] = self.add_new(op, args, note)
        return found

    def add_new(self, op: str, args: tuple[int, ...], note: Any) -> int:
        """A node of its own, even where an equal one exists; no other is ever shared with it."""
        made = len(self.ops)
        self.ops.append(op)
        if op == "cases":
            self.has_cases = True
        self.args.append(args)
        self.notes.append(note)
        varies = self.varies
        varies.append(op == "input")
        for a in args:
            if varies[a]:
                varies[made] = True
                break
        return made

    def adder(self, op: str) -> Callable[[tuple[int, ...]], int]:
        """`add` for one operation without notes, for those who add thousands."""
        ids = self._ids[op]
        args, varies = self.args, self.varies
        add_op, add_args, add_note, add_varies = self.ops.append, args.append, self.notes.append, varies.append

        def add(operands: tuple[int, ...]) -> int:
            found = ids.get(operands)
            if found is None:
                found = ids[operands] = len(args)
                add_op(op)
                add_args(operands)
                add_note(None)
                for a in operands:
                    if varies[a]:
                        add_varies(True)
                        break
                else:
                    add_varies(False)
            return found

        return add

    def first(self, node: int) -> int:
        """The first node with the same operation on the same inputs; the node itself unless a line repeats one."""
        args, note = self.args[node], self.notes[node]
        return self._ids[self.ops[node]].get(args if note is None else (args, note), node)

    def is_first(self, node: int) -> bool:
        """Whether `add` would give this node for its operation and inputs; not so for what add_new has made."""
        args, note = self.args[node], self.notes[node]
        return self._ids[self.ops[node]].get(args if note is None else (args, note)) == node

    def input(self, name: str) -> int:
        return self.add("input", (), name)

    def number(self, value: Exact, spelling: str = "") -> int:
        """An exact number; a decimal keeps its spelling, whole numbers and fractions have none."""
        if type(value) is not int and value.denominator == 1:
            value = int(value)
        return self.add("number", (), (value, spelling))

    def rule(self, node: int) -> Rule:
        return rule_of(self.ops[node])

    def is_leaf(self, node: int) -> bool:
        return not self.args[node]

    def rational(self, node: int) -> Exact | None:
        """The exact value of a node that is built of numbers by + - · / and small powers; None for any other."""
        if self.ops[node] == "number":
            value: Exact = self.notes[node][0]
            return value
        if self.varies[node] or self.ops[node] == "constant":
            return None
        if node not in self._rationals:
            for i in self.cone([node]):
                if i not in self._rationals:
                    self._rationals[i] = self._rational(i)
        return self._rationals[node]

    def _rational(self, node: int) -> Exact | None:
        op = self.ops[node]
        if op == "number":
            value: Exact = self.notes[node][0]
            return value
        if op == "constant":
            return None
        known = self._rationals
        operands = [known[a] for a in self.args[node]]
        if any(x is None for x in operands):
            return None
        exact = exact_value(op, self.notes[node], operands)
        return exact if exact is None or exact.denominator != 1 else int(exact)

    def size(self, node: int) -> int:
        """How many signs a node's formula has with every name put back, counted up to LARGEST_SIZE."""
        sizes = self._sizes
        for args in self.args[len(sizes):node + 1]:
            sizes.append(min(LARGEST_SIZE, 1 + sum(sizes[a] for a in args)))
        return sizes[node]

    def cone(self, outputs: Iterable[int]) -> list[int]:
        """Every node that the outputs are made of, themselves included, inputs first."""
        seen: set[int] = set()
        stack = list(outputs)
        args = self.args
        while stack:
            node = stack.pop()
            if node not in seen:
                seen.add(node)
                stack.extend(args[node])
        return sorted(seen)

    def inputs(self, outputs: Iterable[int]) -> list[int]:
        """The input variables in the cone of the outputs, in the order in which they were first typed."""
        return [i for i in self.cone(outputs) if self.ops[i] == "input"]


def value_places(note: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
    """Where the values of a function by cases stand among its inputs; the others belong to the conditions."""
    places, place = [], 0
    for signs in note:
        places.append(place)
        place += 1 + 2 * len(signs)
    return tuple(places)


LARGEST_EXACT_BITS = 4096  # exact arithmetic gives way to floating point beyond this many bits


def small(value: Exact) -> bool:
    """Whether an exact number is still worth its digits."""
    return value.numerator.bit_length() <= LARGEST_EXACT_BITS and value.denominator.bit_length() <= LARGEST_EXACT_BITS


def exact_value(op: str, note: Any, operands: list[Any]) -> Exact | None:
    """The exact value of an operation on exact numbers; None where it is not rational, too long, or undefined."""
    result: Any
    if op == "sum":
        result = sum(operands)
    elif op == "difference":
        result = sum(x if s == "+" else -x for x, s in zip(operands, note, strict=True))
    elif op in ("power", "exponential", "general_power"):
        result = exact_power(*operands)
    elif op in ("cases", "compared", "unknown"):
        return None
    elif op == "quotient":
        result = None if operands[1] == 0 else Fraction(operands[0]) / operands[1]
    else:
        rule = RULES[op]
        if rule.exact is None:
            return None
        result = rule.exact(*map(Fraction, operands) if rule.callable else operands)
    return result if result is not None and small(result) else None


def exact_power(base: Exact, exponent: Exact) -> Exact | None:
    """base ** exponent where that is a rational number of bearable length."""
    if exponent.denominator != 1 or (base == 0 and exponent <= 0):
        if exponent == Fraction(1, 2):
            return RULES["sqrt"].exact(Fraction(base))  # type: ignore[misc]
        return Fraction(1) if exponent == 0 and base != 0 else None
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if bits * abs(int(exponent)) > 2 * LARGEST_EXACT_BITS:
        return None
    return Fraction(base) ** int(exponent)
