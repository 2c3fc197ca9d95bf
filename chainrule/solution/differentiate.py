"""One stage: a function swept, its derivatives derived, evaluated at the point and compared with the numbers."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from ..derivation import conditions, factored
from ..derivation.paths import Derivation, derivations_of, derive
from ..derivation.substitute import HIGHER_SIZE, SUBSTITUTED_SIZE
from ..derivation.sweep import MERGED, Sweep, sweep
from ..derivation.ties import tied
from ..errors import DomainError
from ..graph import doubled, naming
from ..graph.blocks import Block, fold
from ..graph.build import Built
from ..graph.collector import collector_paused
from ..graph.copy import copied
from ..graph.cutting import above
from ..graph.graph import Graph
from ..language import Text
from ..notation.boxes import relation
from ..notation.numbers import is_wide
from ..notation.text import write
from ..notation.write import write as boxed
from ..numbers import passes
from ..numbers.crossing import is_smooth
from ..numbers.exact_point import Point
from ..numbers.point import in_given_order
from ..numbers.verification import verify
from ..records import record
from . import at_point, forms, opening
from .at_point import SHARPENED, AtPoint
from .question import Form, Notation
from .stage import Earlier, Stage

NOWHERE = Text("There is no derivative anywhere: the rule needs `{condition}`, which never holds.",
               "이 함수는 어디에서도 미분할 수 없습니다. 미분 공식에 필요한 `{condition}` 조건이 성립하지 않습니다.")

LARGE = 5_000  # nodes of a program during whose derivation nothing is looked for that could be collected


@record
class Task:
    """A function to differentiate by one or more variables in one sweep.

    built     the program that it belongs to
    names     the nodes that have names of the user's
    before    the variables that it was differentiated by already, in turn
    earlier   and those differentiations
    point     where numbers are wanted, by name
    called    the output's name, where the user gave none
    roots     the nodes that are told as one gate each
    closed    the derivatives with functions closed, and `swapped` those taken in the other order: all must agree
    """

    built: Built
    output: int
    variables: tuple[str, ...]
    names: Mapping[int, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    point: Point | None = None
    earlier: tuple[Earlier, ...] = ()
    called: str | None = None
    roots: frozenset[int] = frozenset()
    closed: Mapping[str, int] = field(default_factory=dict)
    swapped: Mapping[str, int] = field(default_factory=dict)
    notation: Notation = "leibniz"
    form: Form = "short"


def differentiate(task: Task) -> Stage:
    """The stage with everything that is told about it. Raises DomainError for a point without a derivative."""
    task = _apart(task)
    with collector_paused(len(task.built.graph) > LARGE):
        return _differentiated(task)


def _differentiated(task: Task) -> Stage:
    built, output = task.built, task.output
    graph = built.graph
    variables = tuple(_input(graph, built, name) for name in task.variables)
    graph.tied |= tied(graph, output)
    gates = sweep(graph, output, variables)
    blocks = fold(graph, output, task.roots, task.names) if task.roots else {}
    swept = replace(gates, blocks=blocks) if blocks else gates
    taken = set(built.inputs) | set(task.names.values()) | built.unknown
    given = {i: name for i, name in task.names.items() if i in swept.function}
    longest = HIGHER_SIZE if task.before else SUBSTITUTED_SIZE
    derivations = forms.formed(graph, derivations_of(swept, variables, frozenset(given), longest), task.form,
                               frozenset(given) - {output}, longest)
    named = naming.name_nodes(graph, output, given, taken, task.called)
    found = _numbers(task, gates, swept, derivations, named)
    run, results = found.passes, found.results
    point = run.point if run and not found.irregular else None
    derivations, check = forms.confirmed(derivations, lambda derived: verify(
        graph, output, _claims(task, derived, gates.gradient if blocks else {}), point))
    if task.point is not None and (check.given is None or any(is_wide(r.value) for r in results)):
        check = replace(check, given=False)
    told = [block for root, block in sorted(blocks.items()) if root in swept.edges and root in given]
    own = tuple(inside(swept, block, named, task.notation) for block in told[:opening.MOST])
    return Stage(swept, derivations, task.variables, named, frozenset(given), task.before, check,
                 _conditions(task, gates, derivations), run, results, len(graph.inputs(_whole(task))), own,
                 bool(blocks or task.closed), task.notation, bool(task.swapped), found.irregular)


def _apart(task: Task) -> Task:
    """The task with values that stand in several places of one operation named in each, as a^b is x^x."""
    moved = doubled.apart(task.built.graph, task.output, MERGED)
    if not moved:
        return task
    names = {moved.get(node, node): name for node, name in task.names.items()}
    return replace(task, output=moved.get(task.output, task.output), names=names,
                   roots=frozenset(moved.get(node, node) for node in task.roots))


def inside(swept: Sweep, block: Block, names: Mapping[int, str], notation: Notation) -> Stage:
    """A block as a function of its operands; only those that lie on a path are differentiated by. It has no check of
    its own: what it says is checked with the whole."""
    graph = swept.graph
    labels = {a: names.get(a) or graph.name(a) for a in block.operands}
    part, moved = copied(graph, above(graph, block.root, set(labels)),
                         lambda made, node, _: made.input(labels[node]) if node in labels else None)
    wanted = tuple(moved[e.source] for e in swept.edges.get(block.root, ()))
    own = sweep(part, moved[block.root], wanted)
    derivations = tuple(derive(own, v) for v in wanted)
    called = {moved[node]: name for node, name in names.items() if node in moved and node not in labels}
    variables = tuple(part.name(v) for v in wanted)
    return Stage(own, derivations, variables, called, frozenset(), (), None, (), depends_on=len(labels),
                 notation=notation)


def _numbers(task: Task, gates: Sweep, swept: Sweep, derivations: tuple[Derivation, ...], named: dict[int, str]
             ) -> AtPoint:
    """Both passes at the point, and each derivative's number; nothing without a point."""
    if task.point is None:
        return AtPoint()
    inputs = task.built.inputs
    at = in_given_order(passes.named_point(task.built.graph, _whole(task), inputs, task.point), inputs, task.point)
    return at_point.numbers(gates, swept, derivations, at, task.point, named, task.earlier)


def _conditions(task: Task, gates: Sweep, derivations: tuple[Derivation, ...]) -> tuple[conditions.Condition, ...]:
    """Where the derivative holds, and the functions that it was taken of; joints across which it is smooth need not
    be left out."""
    tidied = {d.variable: d.tidied for d in derivations}
    asked = conditions.conditions(gates)
    own = tuple(c for c in asked if not is_smooth(gates.graph, task.output, tidied, c, asked))
    for c in own:
        if not c.within and not any(gates.graph.varies[side] for side in (c.left, c.right)):
            raise DomainError("undefined_at_point", NOWHERE, facts={
                "condition": " ".join((write(boxed(gates.graph, c.left, {})), relation(c.relation).sign,
                                       write(boxed(gates.graph, c.right, {}))))})
    return conditions.joined(gates.graph, task.earlier[-1].conditions, own) if task.earlier else own


def _whole(task: Task) -> list[int]:
    """What the point must give values for: the function, and those that it is a derivative of."""
    return [task.output, *(e.output for e in task.earlier)]


def _claims(task: Task, derivations: Sequence[Derivation], opened: Mapping[int, int]
            ) -> list[tuple[int, tuple[int, ...]]]:
    """Every formula that is said to be a derivative, by variable; `opened` are those with blocks taken apart."""
    claims = []
    for derived, name in zip(derivations, task.variables, strict=True):
        variable = derived.variable
        said = [derived.answer, derived.adjoint, derived.tidied, derived.final, derived.shown]
        said += [opened[variable]] if variable in opened else []
        said += [found[name] for found in (task.closed, task.swapped) if name in found]
        said += _factored(derived) if len(derivations) <= SHARPENED else ()
        claims.append((variable, tuple(dict.fromkeys(said))))
    return claims


def _factored(derived: Derivation) -> tuple[int, ...]:
    """The product of sums that stands for paths too many to list."""
    if derived.listed:
        return ()
    found = factored.factors(derived)
    return (factored.product(found),) if len(found) > 1 else ()


def _input(graph: Graph, built: Built, name: str) -> int:
    return built.inputs[name] if name in built.inputs else graph.input(name)
