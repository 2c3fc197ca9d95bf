"""The page of notes that were checked: how many claims, and every one that is not right, by file and line."""
from __future__ import annotations

from collections.abc import Sequence

from ...language import Language, Text
from ...solution.lines.notes import NoteClaim, NotesStory
from ..page import Block, Heading, Note, Page, Parts, Table
from .lines import remark, titles, verdict_of

TITLE = Text("Notes checked", "확인한 노트")
COUNTS = Text("{all} claims about derivatives: {true} right, {where} right on a part only, {false} wrong, "
              "{open} not checkable.",
              "도함수에 대한 주장 {all}개: 맞음 {true}개, 일부에서만 맞음 {where}개, 틀림 {false}개, "
              "확인할 수 없음 {open}개.")
LINE, CLAIM, VERDICT = Text("Line", "줄"), Text("Claim", "주장"), Text("Verdict", "판정")
QUOTED = Text("the text calls it a mistake", "글에서 틀린 것으로 든 식")


def notes_page(stories: Sequence[NotesStory], language: Language) -> Page:
    """All files on one page."""
    blocks: list[Block] = []
    for story in stories:
        blocks += [Heading(story.name), Note((counted(story, language),), "warn" if story.slips else "good")]
        rows = [_row(claim, language) for claim in story.claims if claim.weighed.found in ("false", "true_where")]
        head = tuple(word.say(language) for word in (LINE, CLAIM, VERDICT))
        if rows:
            blocks.append(Table(head, tuple(row for row, _ in rows)))
            blocks += [Note(said) for _, said in rows if said]
    return Page(tuple(blocks), language, TITLE.say(language), TITLE.say(language))


def counted(story: NotesStory, language: Language) -> str:
    """How many claims of a file have which verdict."""
    counts = story.counts
    return COUNTS.say(language, all=len(story.claims), true=counts["true"], where=counts["true_where"],
                      false=counts["false"], open=counts["not_checkable"])


def _row(claim: NoteClaim, language: Language) -> tuple[Parts, Parts]:
    """The row of a claim, and the remark that stands below the table."""
    said = remark(claim.weighed, language)
    named = ", ".join(titles(claim.mistakes[:2], language))
    aside = "; ".join(part for part in (QUOTED.say(language) if claim.quoted else "", named) if part)
    verdict = verdict_of(claim.weighed, language) + (f" ({aside})" if aside else "")
    below: Parts = (f"{LINE.say(language)} {claim.line}: ", *said) if said else ()
    return (str(claim.line), " ".join(claim.shown.split()), verdict), below

