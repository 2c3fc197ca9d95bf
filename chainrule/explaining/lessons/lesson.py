"""What a lesson is made of: sentences with formulas between backquotes, aligned formulas, worked examples."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...language import Language, Text
from ..page import Block, Equation, Heading, Line, Page, Paragraph
from .spelling import formula, parts


@dataclass(frozen=True, slots=True)
class Say:
    """A paragraph."""

    text: Text


@dataclass(frozen=True, slots=True)
class Show:
    """Formulas below one another, aligned at their relation signs: (left side or "", sign, right side, remark)."""

    lines: tuple[tuple[str, str, str, Text | None], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The heading of a part."""

    title: Text


@dataclass(frozen=True, slots=True)
class Worked:
    """An example that is computed when the lesson is shown."""

    make: Callable[[Language], list[Block]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson: the name by which it is asked for, its title, one line about it, and its content in order."""

    name: str
    title: Text
    summary: Text
    content: tuple[Say | Show | Part | Worked, ...]

    def page(self, language: Language) -> Page:
        """The lesson in one language."""
        blocks: list[Block] = [Heading(self.title.say(language))]
        for item in self.content:
            match item:
                case Part(title):
                    blocks.append(Heading(title.say(language)))
                case Say(text):
                    blocks.append(Paragraph(parts(text.say(language))))
                case Show(lines):
                    blocks.append(Equation(tuple(
                        Line(formula(left) if left else None, formula(right),
                             parts(remark.say(language)) if remark else (), sign)
                        for left, sign, right, remark in lines)))
                case Worked(make):
                    blocks += make(language)
        return Page(tuple(blocks), language, self.title.say(language))
