"""Telling a stage: what every function of this room is given, and how much of each chapter it shows."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..derivation.paths import Derivation
from ..language import Language, Text
from ..solution.stage import Stage
from .page import Part, Parts, sentence
from .symbols import Symbols

# How many lines, paths and variables a chapter may have: what is longer shows its beginning, its end, and how much is
# left out.
_LINES = {"brief": 8, "normal": 30, "full": 1000}
_PATHS = {"brief": 8, "normal": 8, "full": 64}
_VARIABLES = {"brief": 6, "normal": 6, "full": 100}


@dataclass(frozen=True)
class Telling:
    """A stage, the language in which it is told, and the detail: brief (answer and chain rule), normal, or full (no
    line left out). `part` says which part of a page's data the stage is, where its numbers are computed anew."""

    stage: Stage
    language: Language
    detail: str = "normal"
    part: int | None = None

    @cached_property
    def symbols(self) -> Symbols:
        """What the stage's nodes and derivatives are called."""
        return Symbols(self.stage, cut=self.detail != "full")

    @property
    def lines(self) -> int:
        """The most lines of one chapter."""
        return _LINES[self.detail]

    @property
    def variables(self) -> int:
        """The most variables for which the steps are shown."""
        return _VARIABLES[self.detail]

    @property
    def paths(self) -> int:
        """The most paths that are written out for one variable."""
        return _PATHS[self.detail]

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        """Those whose steps are shown."""
        return self.stage.derivations[:self.variables]

    def lists(self, derived: Derivation) -> bool:
        """Whether every path of a derivation is written out."""
        return derived.listed and derived.path_count <= self.paths

    def say(self, text: Text, **facts: object) -> str:
        """Words without formulas."""
        return text.say(self.language, **facts)

    def sentence(self, text: Text, **facts: Part | Parts | Text | int) -> Parts:
        """Words with formulas among them."""
        return sentence(text, self.language, **facts)
