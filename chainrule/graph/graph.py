"""The dependency graph: hash-consed nodes held by integer ids in flat tables, inputs before outputs."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable
from typing import Any, cast

from ..rules import Rule, rule_of
from .exact import Exact, exact_value
from .payload import Cases, Literal, Payload, Relations, Signs, Unknown

LARGEST_SIZE = 20_001  # signs of a formula; what is larger is not told apart
REPEATING = frozenset(("sum", "difference", "product"))  # they take any number of operands in a row


class Graph:
    """Nodes by id. `ops[i]` is "input", "number", "constant" or a rule's name; `args[i]` the ids it is made of;
    `payloads[i]` what it holds besides: ask `name`, `literal`, `signs`, `unknown`, `cases` or `relations` for it.

    Derivatives are written into the same tables, so that a partial can share nodes with the function.
    """

    __slots__ = ("args", "called", "has_cases", "ops", "payloads", "tied", "varies", "_ids", "_rationals", "_sizes")

    def __init__(self) -> None:
        self.ops: list[str] = []
        self.args: list[tuple[int, ...]] = []
        self.payloads: list[Payload] = []
        self.varies: list[bool] = []
        self.has_cases = False
        self.called: defaultdict[str, set[tuple[int, ...]]] = defaultdict(set)  # an unknown function's lists of inputs
        self.tied: set[int] = set()  # maxima and minima whose inputs are equal on a whole stretch
        self._ids: defaultdict[str, dict[Any, int]] = defaultdict(dict)  # by operation, then by inputs and payload
        self._rationals: dict[int, Exact | None] = {}
        self._sizes: list[int] = []

    def __len__(self) -> int:
        return len(self.ops)

    def add(self, op: str, args: tuple[int, ...] = (), payload: Payload = None) -> int:
        """The id of this node; the same node is never held twice."""
        ids = self._ids[op]
        key = args if payload is None else (args, payload)
        found = ids.get(key)
        if found is None:
            found = ids[key] = self.add_new(op, args, payload)
        return found

    def add_new(self, op: str, args: tuple[int, ...], payload: Payload) -> int:
        """A node of its own, even where an equal one exists; no other is ever shared with it."""
        made = len(self.ops)
        self.ops.append(op)
        if op == "cases":
            self.has_cases = True
        elif op == "unknown":
            assert isinstance(payload, Unknown)
            self.called[payload.name].add(args)
        self.args.append(args)
        self.payloads.append(payload)
        varies = self.varies
        varies.append(op == "input")
        for a in args:
            if varies[a]:
                varies[made] = True
                break
        return made

    def adder(self, op: str) -> Callable[[tuple[int, ...]], int]:
        """`add` for one operation without payload, for those who add thousands."""
        ids = self._ids[op]
        args, varies = self.args, self.varies
        add_op, add_args, add_payload, add_varies = self.ops.append, args.append, self.payloads.append, varies.append

        def add(operands: tuple[int, ...]) -> int:
            found = ids.get(operands)
            if found is None:
                found = ids[operands] = len(args)
                add_op(op)
                add_args(operands)
                add_payload(None)
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
        args, payload = self.args[node], self.payloads[node]
        return self._ids[self.ops[node]].get(args if payload is None else (args, payload), node)

    def is_first(self, node: int) -> bool:
        """Whether `add` would give this node for its operation and inputs; not so for what add_new has made."""
        args, payload = self.args[node], self.payloads[node]
        return self._ids[self.ops[node]].get(args if payload is None else (args, payload)) == node

    def name(self, node: int) -> str:
        """The name of an input or of a constant."""
        return cast(str, self.payloads[node])

    def literal(self, node: int) -> Literal:
        """What a number is, and how it was spelled."""
        return cast(Literal, self.payloads[node])

    def signs(self, node: int) -> Signs:
        """The sign of every term of a sum or a difference."""
        return cast(Signs, self.payloads[node]) or "+" * len(self.args[node])

    def unknown(self, node: int) -> Unknown:
        """Which unknown function, and how often it is differentiated by each input."""
        return cast(Unknown, self.payloads[node])

    def cases(self, node: int) -> Cases:
        """The relations of every case of a function by cases."""
        return cast(Cases, self.payloads[node])

    def relations(self, node: int) -> Relations:
        """The relations of a comparison."""
        return cast(Relations, self.payloads[node])

    def input(self, name: str) -> int:
        return self.add("input", (), name)

    def number(self, value: Exact, spelling: str = "") -> int:
        """An exact number; a decimal keeps its spelling, whole numbers and fractions have none."""
        if type(value) is not int and value.denominator == 1:
            value = int(value)
        return self.add("number", (), Literal(value, spelling))

    def rule(self, node: int) -> Rule:
        return rule_of(self.ops[node])

    def is_leaf(self, node: int) -> bool:
        return not self.args[node]

    def rational(self, node: int) -> Exact | None:
        """The exact value of a node that is built of numbers by + - · / and small powers; None for any other."""
        if self.ops[node] == "number":
            value: Exact = self.literal(node).value
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
            value: Exact = self.literal(node).value
            return value
        if op == "constant":
            return None
        known = self._rationals
        operands = [known[a] for a in self.args[node]]
        if any(x is None for x in operands):
            return None
        exact = exact_value(op, self.payloads[node], operands)
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

    def down_to(self, node: int, leaves: Container[int], cut: Callable[[tuple[int, ...]], tuple[int, ...]] | None = None
                ) -> tuple[list[int], set[int]]:
        """The nodes that a formula is made of above these leaves, itself among them, inputs first; and the leaves that
        it comes down to. `cut` says how much is looked at of a sum's terms and a product's factors."""
        above, met = {node}, set()
        stack = [node]
        args, ops = self.args, self.ops
        while stack:
            gate = stack.pop()
            operands = args[gate]
            for a in cut(operands) if cut is not None and ops[gate] in REPEATING else operands:
                if a in leaves:
                    met.add(a)
                elif a not in above:
                    above.add(a)
                    stack.append(a)
        return sorted(above), met

    def inputs(self, outputs: Iterable[int]) -> list[int]:
        """The input variables in the cone of the outputs, in the order in which they were first typed."""
        return [i for i in self.cone(outputs) if self.ops[i] == "input"]
