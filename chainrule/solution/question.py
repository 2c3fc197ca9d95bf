"""What is asked: the program, which of its values by which variables, where, and how the answer is to be told."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

from ..errors import OptionError
from ..language import Text
from ..records import record
from ..tree import Program, Typed

Mode = Literal["paths", "reverse", "forward"]
Notation = Literal["leibniz", "prime"]
Steps = Literal["gates", "terms"]
Level = Literal["university", "school"]
Form = Literal["raw", "tidy", "short"]
CHOICES = Text("{option} is one of {choices}, not {given}.",
               "{option} 값은 {choices} 가운데 하나여야 합니다. 받은 값: {given}")
NO_GRAPH = Text("The working of a school book has no graph, so {option} does not go with level school.",
                "고등학교 풀이에는 그래프가 없으므로 level school에는 {option} 옵션을 쓸 수 없습니다.")


@record
class View:
    """How a derivation is to be told: what stays one node, in which direction, in which notation.

    open      what is taken apart into gates (None: nothing was said)
    steps     whether a term without inner functions is one node
    mode      paths, or one of the sweeps line by line
    notation  ∂f/∂x, or primes where there is one variable
    picture   whether the graph is drawn on the page
    level     the chain rule on the graph, or the working of a school book where there is one variable
    form      the answer as the sweep found it, tidied, or as short as it can be written

    Raises OptionError for a value that is none of these.
    """

    open: tuple[str, ...] | None = None
    steps: Steps = "gates"
    mode: Mode = "paths"
    notation: Notation = "leibniz"
    picture: bool = False
    level: Level = "university"
    form: Form = "short"

    def __post_init__(self) -> None:
        for option, choices in (("steps", Steps), ("mode", Mode), ("notation", Notation), ("level", Level),
                                ("form", Form)):
            if getattr(self, option) not in get_args(choices):
                raise OptionError("usage", CHOICES, facts={"option": option, "choices": ", ".join(get_args(choices)),
                                                           "given": str(getattr(self, option))})
        if self.level == "school":
            told = {"mode": self.mode != "paths", "steps": self.steps != "gates", "picture": self.picture,
                    "form raw": self.form == "raw"}
            for option, given in told.items():
                if given:
                    raise OptionError("usage", NO_GRAPH, facts={"option": option})


@record
class Question:
    """One question to `solve`; the names are as they were typed.

    of      the values of the program that are differentiated; none named: the last one
    wrt     the variables of the first differentiation; None: every input
    then    the variables of the later ones, in turn
    order   how many times to differentiate by wrt
    at      the point, by name: numbers, or rows of numbers where the program has vectors and matrices
    along   the name of a vector: the derivative of values with shapes along it
    assumed equations between numbers that hold: both sides, and the left one minus the right one
    against the name of a vector of the output's shape: what comes back from it
    """

    program: Program
    of: tuple[str, ...] = ()
    wrt: tuple[str, ...] | None = None
    then: tuple[str, ...] = ()
    order: int = 1
    at: Mapping[str, Any] | None = None
    along: str | None = None
    against: str | None = None
    assumed: tuple[tuple[Typed, Typed, Typed], ...] = ()
    view: View = View()
