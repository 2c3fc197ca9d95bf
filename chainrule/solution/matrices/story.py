"""All facts about derivatives where values have shapes: a gradient, a Jacobian and its structure, or a rule."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from ...derivation.matrices.sweep import MatrixSweep
from ...derivation.matrices.words import Word
from ...derivation.paths import Derivation
from ...graph.shaped import ShapedGraph
from ...language import Text
from ...numbers.check import Check
from ...numbers.matrices.given import as_declared
from ...numbers.matrices.passes import Passes
from ...numbers.matrices.verify import Verified
from ...records import record
from ...rules.shape import Shape, Size
from ..question import View
from ..stage import worst
from .locals import Local
from .ways import Ways

Structure = Literal["diagonal", "full", "low rank", "blocks", "rule", "zero"]


@record
class Jacobian:
    """The derivative of a value with a shape by a variable with one.

    words      the linear map as a sum of words: what d(variable) becomes
    matrix     the matrix of it as a node, where value and variable are vectors; NOTHING for a rule
    diagonal   the node that stands on its diagonal, where that is all there is
    structure  diagonal, full, a diagonal less a product of two vectors ("low rank"), or for matrices a rule, which
               works on every row or column alone ("blocks") or not; "zero" where the value does not depend on it
    change     a node that stands for a change of the variable, and `forward` what the value changes by
    nonzero    how many entries may differ from 0, of how many
    """

    words: tuple[Word, ...]
    matrix: int
    diagonal: int
    structure: Structure
    nonzero: tuple[Size, Size]
    change: int = -1
    forward: int = -1


@record
class Gradient:
    """The derivative by one variable.

    derived    its paths, and for a number as output the gradient as a node; for another what comes back from a seed
    jacobian   for an output with a shape
    forward    for a variable that is a number, or along a direction: the derivative,
    of the output's shape; else NOTHING
    value      the numbers at the point as rows: of a Jacobian the rows of the output, each entry a value of the
               variable's shape; None without a point, at a kink, or where there would be too many
    """

    variable: str
    node: int
    shape: Shape
    derived: Derivation
    jacobian: Jacobian | None = None
    forward: int = -1
    value: Any = None

    @property
    def single(self) -> int:
        """The node of a derivative that is one value; -1 of a Jacobian."""
        if self.forward >= 0:
            return self.forward
        return -1 if self.jacobian is not None else self.derived.sweep.gradient[self.node]

    def as_declared(self, rows: Any, declared: tuple[Size, ...] | None) -> Any:
        """Rows of numbers in the shape of the variable as it was declared; of a Jacobian in the output's shape first.
        None where there are none."""
        if rows is None:
            return None
        if self.forward >= 0:
            return as_declared(rows, None)
        if self.jacobian is None:
            return as_declared(rows, declared)
        grid = [[as_declared(entry, declared) for entry in row] for row in rows]
        return [row[0] for row in grid] if len(grid[0]) == 1 else grid


@record
class MatrixStory:
    """All that is told about one differentiation with shapes.

    names       what every node with a name is called
    user_named  the nodes that the user named
    declared    the shapes as they were declared, by name
    inferred    the variables whose shape was found out
    said        how what was typed was read, where that is not plain
    facts       what else is known
    direction   the vector that a derivative is taken along ("along") or against ("against"), by name
    locals      the local derivatives, the last gate first; none where there are too many
    seconds     the same for the gradient: the Hessian matrix
    passes      numbers at the point, if there is one
    ways        both directions and their cost, where one of them was asked for
    """

    sweep: MatrixSweep
    gradients: tuple[Gradient, ...]
    names: Mapping[int, str]
    user_named: frozenset[int]
    output_name: str
    verified: Verified
    declared: Mapping[str, tuple[Size, ...]]
    inferred: tuple[str, ...] = ()
    said: tuple[Text, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    direction: tuple[str, str] | None = None
    locals: tuple[Local, ...] = ()
    seconds: MatrixStory | None = None
    passes: Passes | None = None
    view: View = View()
    ways: Ways | None = None

    @property
    def graph(self) -> ShapedGraph:
        return self.sweep.shaped

    @property
    def output(self) -> int:
        return self.sweep.output

    @property
    def check(self) -> Check:
        """What the check found, the worst of all."""
        return worst((self.verified.check, self.seconds.check if self.seconds else None))
