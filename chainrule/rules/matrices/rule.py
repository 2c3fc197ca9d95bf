"""What a rule of matrices is: one row of data that says everything about one operation with shapes."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...language import Text
from ...records import record
from ..shape import Shape

UNNAMED = {"a": "a", "y": "y", "da": "da", "dy": "dy", "inverse": "a⁻¹"}  # of a reason that is about no program
Shaping = Callable[[Sequence[Shape], tuple[Any, ...]], Shape]


@record
class MatrixRule:
    r"""One operation on vectors and matrices; numbers count as 1×1.

    name      the operation's name in the graph
    title     what it is called in a sentence
    shape     (shapes of the inputs, what the gate holds) -> the value's shape; raises Misfit
    words     per input (the last one for all that follow) the derivative as a sum of words of linear primitives that
              act on d(input), the first one first, in the letters a, b, c (the inputs) and y (the value), and in sizes:
              rows, columns, entries (of a; rows.b of b), held0 … (what the gate holds); empty where `opened` says it
    because   one sentence why, per input or one for all; {a} and {y} are the input and the value, {da} and {dy} their
              changes, {inverse} is a⁻¹
    gate      what the gate does to a gradient that comes back
    arity     smallest and largest number of inputs (None: no bound)
    value     (m, what the gate holds, inputs) -> value, where m computes with lists, with NumPy, or with the nodes of
              a graph of numbers: one formula for all of them
    opened    the operation in simpler ones, in the same letters and sizes; it is then taken apart when it is built
    sympy     the SymPy class of it, or its formula over SymPy's expressions where that is another than `value`
    work      (shapes of the inputs) -> how many operations on numbers it takes; None: one for every entry
    form      how it is written: the kind of notation and what belongs to it ("call tr", "above T")
    sign      what stands in its circle in a picture, where that is not `form` with dots for its inputs
    joint     (entries of the inputs) -> True where the value has a kink; of a rule `by_row` the entries of each row
    corner    what is so at a kink, and `instead` what may stand there in place of a gradient
    everywhere  the words in a form that has a value even where `words` have none: at singular matrices, at zeros
    needs     what must hold for the derivative, in words
    holds     the same about an input with a name: {a}, or {nonzero} and {positive} for a ≠ 0 and det(a) > 0
    defined   whether the value itself is missing where it does not hold
    example   shapes of inputs at which the rule is tried, and what the gate then holds
    """

    name: str
    title: Text
    shape: Shaping
    words: tuple[str, ...] = ()
    because: tuple[Text, ...] = ()
    gate: Text = Text("a linear map", "선형 변환")
    arity: tuple[int, int | None] = (1, 1)
    value: Callable[..., Any] | None = None
    opened: str = ""
    sympy: str | Callable[..., Any] = ""
    work: Callable[[Sequence[tuple[int, int]]], int] | None = None
    form: str = ""
    sign: str = ""
    joint: Callable[..., bool] | None = None
    by_row: bool = False
    corner: Text | None = None
    instead: Text | None = None
    everywhere: str = ""
    needs: Text | None = None
    holds: Text | None = None
    defined: bool = False
    example: tuple[tuple[Shape, ...], tuple[Any, ...]] = (((3, 2),), ())

    def reason(self, slot: int) -> Text:
        """Why the derivative by input `slot` is what it is."""
        return self.because[min(slot, len(self.because) - 1)]

    def word(self, slot: int, everywhere: bool = False) -> str:
        """The words of input `slot`."""
        return self.everywhere if everywhere and self.everywhere else self.words[min(slot, len(self.words) - 1)]
