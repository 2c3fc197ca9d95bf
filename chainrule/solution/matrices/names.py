"""What the nodes of a graph with shapes are called, and which of them a question names."""
from __future__ import annotations

from collections.abc import Sequence

from ...errors import VariableError
from ...graph import naming
from ...graph.build import Built
from ...graph.shaped import ShapedGraph
from ...language import Text
from ..variables import NO_SUCH, NO_VALUE, check_variable, plain_name

ITSELF = Text("`{name}` is what is differentiated.", "`{name}`의 값은 미분하는 값 자신입니다.")


def names_of(graph: ShapedGraph, output: int, given: dict[int, str], taken: set[str]) -> dict[int, str]:
    """A name for every gate in the output's cone but those that are written as short as one: xᵀ, A⁻¹."""
    used = taken | set(given.values()) | {"e", "d", "I"}
    names = dict(given)
    if output not in names:
        names[output] = naming.free(naming.OUTPUTS, used)
    used.add(names[output])
    gates = [i for i in graph.cone([output])
             if graph.args[i] and graph.varies[i] and i not in names and not graph.is_light(i)]
    for node, name in zip(gates, naming.fresh(len(gates), used), strict=True):
        names[node] = name
    return names


def output_of(built: Built, of: Sequence[str]) -> tuple[int, bool]:
    """The value that is differentiated, and whether the user named it."""
    if not of:
        return built.output, built.output_named
    name = plain_name(of[0])
    found = next((node for node, label in built.names.items() if label == name), None)
    if found is None:
        raise VariableError("bad_variable", NO_VALUE, facts={"name": name})
    return found, True


def variables_of(built: Built, output: int, wrt: Sequence[str] | None) -> list[tuple[str, int]]:
    """The variables by name and node; every input that the output depends on where none was asked for. An intermediate
    value of the program may be one."""
    graph = built.graph
    cone = set(graph.cone([output]))
    if wrt is None:
        return [(graph.name(i), i) for i in graph.inputs([output])]
    found: dict[str, int] = {}
    inner = {label: node for node, label in built.names.items() if node in cone}
    for typed in wrt:
        if typed in inner and typed not in built.inputs:
            if inner[typed] == output:
                raise VariableError("bad_variable", ITSELF, facts={"name": typed})
            found[typed] = inner[typed]
            continue
        name = check_variable(built, typed)
        if name not in built.inputs:
            raise VariableError("bad_variable", NO_SUCH, facts={"name": name, "known": ", ".join(built.inputs)})
        found[name] = built.inputs[name]
    return list(found.items())
