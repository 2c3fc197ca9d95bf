"""How a derivation is to be told: what stays one node, in which direction, in which notation."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from ..errors import OptionError
from ..language import Text

Mode = Literal["paths", "reverse", "forward"]
Notation = Literal["leibniz", "prime"]
Steps = Literal["gates", "terms"]
CHOICES = Text("{option} is one of {choices}, not {given}.",
               "{option} 값은 {choices} 가운데 하나여야 합니다. 받은 값: {given}")


@dataclass(frozen=True, slots=True)
class View:
    """open: what is taken apart into gates (None: nothing was said); steps: whether a term without inner functions is
    one node; mode: paths, or one of the sweeps line by line; notation: ∂f/∂x, or primes where there is one variable;
    picture: whether the graph is drawn on the page.

    Raises OptionError for a value that is none of these.
    """

    open: tuple[str, ...] | None = None
    steps: Steps = "gates"
    mode: Mode = "paths"
    notation: Notation = "leibniz"
    picture: bool = False

    def __post_init__(self) -> None:
        for option, choices in (("steps", Steps), ("mode", Mode), ("notation", Notation)):
            if getattr(self, option) not in get_args(choices):
                raise OptionError("usage", CHOICES, facts={"option": option, "choices": ", ".join(get_args(choices)),
                                                           "given": str(getattr(self, option))})
