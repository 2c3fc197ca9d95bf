"""Names for intermediate values: the user's own, else a few free letters, else one letter with an index."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from .graph import Graph

LETTERS = ("u", "v", "w", "p", "q", "r", "s")
INDEXED = ("z", "h", "t", "c", "n")
COPIES = ("a", "b", "c", "k", "m", "n")  # of values that stand in several places of one operation
OUTPUTS = ("f", "g", "h", "F", "G", "y", "L")


def name_nodes(graph: Graph, output: int, given: Mapping[int, str], taken: set[str],
               output_name: str | None) -> dict[int, str]:
    """A name for every gate in the output's cone; `given` names are kept, `taken` ones are not used again."""
    used = taken | set(given.values()) | {"e", "d"}
    names = dict(given)
    if output not in names:
        names[output] = output_name or free(OUTPUTS, used)
    used.add(names[output])
    gates = [i for i in graph.cone([output]) if graph.args[i] and graph.varies[i] and i not in names]
    for node in [i for i in gates if graph.ops[i] == "copy"]:
        names[node] = free(COPIES, used)
        used.add(names[node])
    gates = [i for i in gates if i not in names]
    for node, name in zip(gates, fresh(len(gates), used), strict=True):
        names[node] = name
    return names


def free(choices: Sequence[str], used: set[str]) -> str:
    """The first choice that is not used; with an index where all are."""
    for name in choices:
        if name not in used:
            return name
    k = 1
    while f"{choices[0]}{k}" in used:
        k += 1
    return f"{choices[0]}{k}"


def fresh(count: int, used: set[str]) -> list[str]:
    """So many unused names: letters if they suffice, else z1, z2 … under the first letter whose indices are unused."""
    stems = {name.rstrip("0123456789'").rstrip("_") for name in used}
    letters = [x for x in LETTERS if x not in stems]
    if count <= len(letters):
        return letters[:count]
    stem = next((x for x in INDEXED if x not in stems), None)
    if stem is not None:
        return [f"{stem}{k}" for k in range(1, count + 1)]
    names: list[str] = []
    k = 1
    while len(names) < count:
        if f"z{k}" not in used and f"z_{k}" not in used:
            names.append(f"z{k}")
        k += 1
    return names
