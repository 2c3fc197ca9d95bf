"""What a lesson is made of: sentences with formulas between backquotes, aligned formulas, worked examples."""
from __future__ import annotations

from collections.abc import Callable, Mapping

from ...graph.evaluate import Number
from ...language import Language, Text
from ...records import record
from ..page import Block, Equation, Heading, Line, Page, Paragraph
from .spelling import formula, parts


@record
class Say:
    """A paragraph."""

    text: Text


@record
class Show:
    """Formulas below one another, aligned at their relation signs: (left side or "", sign, right side, remark)."""

    lines: tuple[tuple[str, str, str, Text | None], ...]


@record
class Part:
    """The heading of a part."""

    title: Text


@record
class Worked:
    """An example that is computed when the lesson is shown."""

    make: Callable[[Language], list[Block]]


Item = Say | Show | Part | Worked


@record
class Own:
    """A function of the reader's, as it was typed, and a point where one was given."""

    source: str
    at: Mapping[str, Number] | None = None


@record
class Lesson:
    """One lesson: the name by which it is asked for, its title, one line about it, its content in order, and what it
    makes of a function of the reader's (None: it takes none)."""

    name: str
    title: Text
    summary: Text
    content: tuple[Item, ...]
    own: Callable[[Own], tuple[Item, ...]] | None = None

    def page(self, language: Language, own: Own | None = None) -> Page:
        """The lesson in one language; with the reader's `own` function at its end, where it takes one."""
        blocks: list[Block] = [Heading(self.title.say(language))]
        more = self.own(own) if own is not None and self.own is not None else ()
        for item in (*self.content, *more):
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
        said = self.title.say(language)
        return Page(tuple(blocks), language, said, said)
