"""A Python function as a program: it is called once, with stand-ins for its arguments, and what it does is kept."""
from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping
from dataclasses import field
from typing import Any

from ...errors import ChainruleError, OptionError, VariableError
from ...graph.build import Built, build
from ...graph.collector import collector_paused
from ...graph.graph import Graph
from ...language import Text
from ...records import record
from ...tree import Definition, Program, Variable
from .. import read
from ..shaped.declarations import Shapes, check_used, from_values, given
from .chains import joined
from .node import Node, Tape, operand
from .numerals import plain
from .refusals import NOT_SINGLE, ONE_EACH, refuse

NOT_A_FUNCTION = Text("Expected a Python function, not {what}.", "파이썬 함수를 주어야 합니다. 받은 것: {what}")
UNSEEN = Text("The arguments of {what} cannot be seen.", "{what} 함수의 인자를 알 수 없습니다.")
ANY_NUMBER = Text("The function takes any number of arguments (*{name}), so it is not known how many there are.",
                  "함수가 인자를 몇 개든 받으므로(*{name}) 인자의 수를 알 수 없습니다.")
FIXED = Text("Fix their number: lambda x_1, x_2: f(x_1, x_2)",
             "인자의 수를 정해 주세요: lambda x_1, x_2: f(x_1, x_2)")
NO_ARGUMENT = Text("The function has no argument `{name}`.", "함수에 `{name}` 인자가 없습니다.")
UNREADABLE = Text("`{name}` cannot be the name of a value in a formula.", "`{name}` 같은 이름은 식에서 쓸 수 없습니다.")
ANOTHER = Text("Choose another name in the function.", "함수에서 다른 이름을 써 주세요.")
TAKEN = Text("`{name}` is the name of another value already.", "`{name}`: 이미 다른 값의 이름입니다.")
NUMBERED = Text('In a loop, number the names: chainrule.name(f"h_{{k}}", …)',
                '반복문에서는 이름에 번호를 붙여 주세요: chainrule.name(f"h_{{k}}", …)')
NOTHING = Text("The function returned nothing.", "함수가 돌려준 값이 없습니다.")
RETURN = Text("It must end with return.", "함수는 return으로 끝나야 합니다.")


@record
class Traced(Program):
    """A function as `diff` takes it. `graph` is what the function computed, `names` the values with names of the
    user's, the outputs included. `defaults` are the values of arguments that are variables and could have been left
    out."""

    graph: Graph = field(default_factory=Graph)
    names: Mapping[int, str] = field(default_factory=dict)
    last: int = -1
    named: bool = True

    def __repr__(self) -> str:
        return f"<traced: {', '.join(self.outputs) or 'f'}>"


@build.register(Traced)
def _built(program: Traced) -> Built:
    """The graph anew, for a derivation to write into."""
    made, moved = joined(program.graph, program.names, [program.last])
    names = {moved[node]: name for node, name in program.names.items()}
    inputs = {made.name(i): i for i in range(len(made)) if made.ops[i] == "input"}
    return Built(made, moved[program.last], names, inputs, program.named)


def trace(function: Callable[..., Any], variables: Collection[str] = (), shapes: Any = None,
          at: Mapping[str, Any] | None = None) -> Program:
    """The function as a program for `diff`: diff(trace(lambda x, y: x*y), wrt="x").

    The function is called once. Its arguments are the variables; one with a default value keeps that value, unless
    `variables` names it. What it returns is the output, called as the function is (f for a lambda); a tuple, list or
    dictionary of values gives several outputs. Intermediate values have names where `chainrule.name` gives them one.

    Arguments that are vectors or matrices have their shapes from `shapes`, {"W": (3, 2), "x": (2,)} or "W: 3x2, x: 2",
    or from the arrays in the point `at`; the function may then use NumPy on them as on arrays: W @ x, np.sum(x**2).

    Raises ReadingError (kind "disallowed") where the function does what cannot be followed without values, such as
    `if x > 0`; OptionError for what is no function or takes *args; VariableError for a name that no formula can have.
    What the function itself raises is passed on.
    """
    signature = _signature(function)
    known = given(shapes)
    from_values(known, at)
    if any(known.declared.values()):
        return _with_arrays(function, signature, variables, known)
    tape = Tape()
    values, defaults = _arguments(signature, tape, variables)
    bound = inspect.BoundArguments(signature, values)
    try:
        with collector_paused():
            result = function(*bound.args, **bound.kwargs)
            title = _readable(getattr(inspect.unwrap(function), "__name__", ""))
            return _traced(tape, result, title, defaults)
    finally:
        tape.open = False


def _with_arrays(function: Callable[..., Any], signature: inspect.Signature, variables: Collection[str],
                 known: Shapes) -> Program:
    """The program of a function with arrays among its arguments."""
    from .traced_arrays import program_of_arrays
    values, _ = _arguments(signature, Tape(), {*([variables] if isinstance(variables, str) else variables),
                                              *(name for name in known.declared if name in signature.parameters)})
    check_used(known, values, ())
    arguments = [name for name, value in values.items() if type(value) is Node]
    fixed = {name: value for name, value in values.items() if name not in arguments}
    title = _readable(getattr(inspect.unwrap(function), "__name__", "")) or "f"
    return program_of_arrays(function, signature, arguments, fixed, known, _several, title)


def name(label: str, value: Any) -> Any:
    """The same value under a name of the user's, in a function that is traced: q = chainrule.name("q", x + y).

    A plain number is given back as it is, so that the function still computes with numbers. Raises VariableError for a
    name that no formula can have, or that another value has.
    """
    if hasattr(type(value), "labelled"):
        if not isinstance(label, str) or _readable(label) is None:
            raise VariableError("bad_variable", UNREADABLE, facts={"name": label})
        return value.labelled(_readable(label))
    if type(value) is not Node:
        if plain(value) is None:
            raise refuse(NOT_SINGLE, ONE_EACH, what=type(value).__name__)
        return value
    wanted = _readable(label) if isinstance(label, str) else None
    if wanted is None:
        raise VariableError("bad_variable", UNREADABLE, facts={"name": label})
    tape = value._tape
    node = operand(tape, value)
    return value if tape.names.get(node) == wanted else Node(tape, _own(tape, node, wanted))


def _own(tape: Tape, node: int, label: str) -> int:
    """The node under this name: itself, or one of its own where it has a name already."""
    graph = tape.graph
    if label in tape.names.values() or label in _inputs(graph):
        raise VariableError("bad_variable", TAKEN, facts={"name": label}, hint=NUMBERED)
    if graph.is_leaf(node):
        node = graph.add_new("copy", (node,), None)
    elif node in tape.names:
        node = graph.add_new(graph.ops[node], graph.args[node], graph.payloads[node])
    tape.names[node] = label
    return node


def _inputs(graph: Graph) -> set[str]:
    return {graph.name(i) for i, op in enumerate(graph.ops) if op == "input"}


def _signature(function: Any) -> inspect.Signature:
    if not callable(function):
        raise OptionError("usage", NOT_A_FUNCTION, facts={"what": type(function).__name__})
    try:
        return inspect.signature(function)
    except (ValueError, TypeError):
        raise OptionError("usage", UNSEEN, facts={"what": getattr(function, "__name__", repr(function))},
                          hint=FIXED) from None


def _arguments(signature: inspect.Signature, tape: Tape, variables: Collection[str]
               ) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the function is called with, and the defaults of arguments that are variables all the same."""
    wanted = {variables} if isinstance(variables, str) else set(variables)
    for missing in sorted(wanted - set(signature.parameters)):
        raise VariableError("bad_variable", NO_ARGUMENT, facts={"name": missing})
    values: dict[str, Any] = {}
    defaults: dict[str, Any] = {}
    seen: set[str] = set()
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            raise OptionError("usage", ANY_NUMBER, facts={"name": parameter.name}, hint=FIXED)
        if parameter.kind is parameter.VAR_KEYWORD:
            continue
        optional = parameter.default is not parameter.empty
        if optional and parameter.name not in wanted:
            values[parameter.name] = parameter.default
            continue
        label = _readable(parameter.name)
        if label is None or label in seen:
            raise VariableError("bad_variable", UNREADABLE, facts={"name": parameter.name}, hint=ANOTHER)
        seen.add(label)
        values[parameter.name] = Node(tape, tape.graph.input(label))
        if optional and plain(parameter.default) is not None:
            defaults[label] = plain(parameter.default)
    return values, defaults


def _readable(label: str) -> str | None:
    """The name as formulas have it; None where it is read as something else: e, max."""
    try:
        line = read(label, "plain", (label,)).definitions[-1]
    except ChainruleError:
        return None
    return str(line.tree.note) if line.name is None and isinstance(line.tree, Variable) else None


def _traced(tape: Tape, result: Any, title: str | None, defaults: Mapping[str, Any]) -> Traced:
    several = _several(result, title or "f")
    inner = len(tape.names)
    if several is None:
        last = _output(tape, result, None, title)
        outputs: tuple[str, ...] = (tape.names[last],) if last in tape.names else ()
    else:
        nodes = [_output(tape, value, own, label) for value, own, label in several]
        last, outputs = nodes[-1], tuple(tape.names[node] for node in nodes)
    inner -= sum(1 for node in list(tape.names)[:inner] if tape.names[node] in outputs)
    lines = tuple(Definition(label, Variable(note=label)) for label in list(tape.names.values())[:inner])
    final = Definition(outputs[-1] if outputs else None, Variable(note=outputs[-1] if outputs else "f"))
    return Traced((*lines, final), graph=tape.graph, names=tape.names, outputs=outputs, last=last,
                  named=bool(outputs), defaults=defaults)


def _several(result: Any, title: str) -> list[tuple[Any, str | None, str]] | None:
    """Each of several outputs with the name that its field or key gives, and the one it gets where it has none."""
    if isinstance(result, Mapping):
        return [(value, str(key), str(key)) for key, value in result.items()] or None
    if isinstance(result, list | tuple):
        fields = getattr(result, "_fields", None) or [None] * len(result)
        return [(value, own, f"{title}_{k}") for k, (value, own) in
                enumerate(zip(result, fields, strict=True), start=1)] or None
    return None


def _output(tape: Tape, value: Any, own: str | None, label: str | None) -> int:
    """The node of an output. A name given in the function counts before the function's own."""
    if value is None:
        raise OptionError("usage", NOTHING, hint=RETURN)
    node = operand(tape, value)
    graph = tape.graph
    if own is not None:
        label = _readable(own)
        if label is None:
            raise VariableError("bad_variable", UNREADABLE, facts={"name": own}, hint=ANOTHER)
        return node if tape.names.get(node) == label else _own(tape, node, label)
    if node in tape.names and label != tape.names[node]:
        return node
    if label is None or label in tape.names.values() or label in _inputs(graph):
        return graph.add_new("copy", (node,), None) if graph.is_leaf(node) else node
    return _own(tape, node, label)
