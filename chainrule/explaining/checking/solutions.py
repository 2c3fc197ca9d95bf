"""The page of a solution: its lines with their verdicts, the first wrong one, and whether the rest follows from it."""
from __future__ import annotations

import re

from ...language import Language, Text
from ...notation.columns import width
from ...solution.lines.solutions import SolutionLine, SolutionStory
from ..page import Block, Heading, Note, Page, Parts, Table, sentence
from .lines import remark, right_of, titles, verdict_of
from .verdict import seen_at

TITLE = Text("The solution, line by line", "풀이를 한 줄씩")
LONGEST = 52  # columns of a line of the solution in the table
LINE, WHAT, VERDICT = Text("Line", "줄"), Text("Text", "내용"), Text("Verdict", "판정")
_FRAME = re.compile(r"\s*\\(?:begin|end)\s*\{[^{}]*\}\s*$")
DEFINITION, WORDS = Text("definition", "정의"), Text("not a formula", "식이 아님")
FIRST = Text("The first wrong line", "처음으로 틀린 줄")
WRONG_FIRST = Text("Line {line} is the first wrong one.", "처음으로 틀린 줄은 {line}번째 줄이다.")
ALL_RIGHT = Text("Every line that can be checked is right ({count}).", "확인할 수 있는 줄은 모두 맞다({count}줄).")
NONE_CHECKED = Text("No line says what a derivative is.", "도함수를 말하는 줄이 없다.")
CARRIED = Text("From there on the steps follow from line {line}: the method is right.",
               "그 뒤는 {line}번째 줄에서 이어진 결과이다. 이후의 풀이 방법은 맞다.")
APART = Text("Line {other} does not follow from line {line}: there is a second slip.",
             "{other}번째 줄은 {line}번째 줄에서 이어진 결과가 아니다. 그곳에서 한 번 더 틀렸다.")
FOLLOWS = Text("follows from {line}", "{line}번째 줄에서 이어짐")
THERE = Text("There the derivative is {right}.", "그 줄의 옳은 식: {right}")
PROBABLY = Text("Probably: {mistakes}.", "원인으로 보이는 것: {mistakes}.")


def solution_page(story: SolutionStory, language: Language) -> Page:
    """All of it on one page."""
    first = story.first
    rows: list[Parts] = [(str(line.line + 1), _verdict(line, first, language), _short(line.text))
                         for line in story.lines if line.kind != "words" or not _FRAME.match(line.text)]
    head = tuple(word.say(language) for word in (LINE, VERDICT, WHAT))
    blocks: list[Block] = [Heading(TITLE.say(language)), Table(head, tuple(rows))]
    blocks += [Note((f"{LINE.say(language)} {line.line + 1}: ", *remark(line.weighed, language)))
               for line in story.lines if line.weighed is not None and line.weighed.found == "not_checkable"]
    if first is None:
        count = sum(line.kind == "claim" and line.weighed is not None and line.weighed.found != "not_checkable"
                    for line in story.lines)
        said = ALL_RIGHT.say(language, count=count) if count else NONE_CHECKED.say(language)
        blocks.append(Note((said,), "good" if count else "plain"))
    else:
        blocks += [Heading(FIRST.say(language)), *_first(story, first, language)]
    return Page(tuple(blocks), language, TITLE.say(language), TITLE.say(language))


def _verdict(line: SolutionLine, first: SolutionLine | None, language: Language) -> str:
    if line.weighed is None:
        return (DEFINITION if line.kind == "definition" else WORDS).say(language)
    if first is not None and line.line > first.line and line.wrong and line.follows:
        return FOLLOWS.say(language, line=first.line + 1)
    return verdict_of(line.weighed, language)


def _short(text: str) -> str:
    """A line of the solution, no longer than fits beside its verdict."""
    text = " ".join(text.split())
    return text if width(text) <= LONGEST else text[:LONGEST - 1] + "…"


def _first(story: SolutionStory, first: SolutionLine, language: Language) -> list[Block]:
    weighed = first.weighed
    assert weighed is not None
    blocks: list[Block] = [Note((WRONG_FIRST.say(language, line=first.line + 1),), "warn")]
    right = right_of(weighed)
    if right is not None:
        blocks.append(Note(sentence(THERE, language, right=right)))
    if weighed.verdict is not None and weighed.verdict.counterexample is not None and weighed.graph is not None:
        blocks.append(seen_at(weighed.graph, weighed.verdict.counterexample, language))
    named = titles(story.mistakes[:2], language)
    if named:
        blocks.append(Note((PROBABLY.say(language, mistakes=", ".join(named)),)))
    later = [line for line in story.lines if line.line > first.line and line.wrong]
    if story.carried_on:
        blocks.append(Note((CARRIED.say(language, line=first.line + 1),)))
    elif later:
        other = next(line for line in later if not line.follows)
        blocks.append(Note((APART.say(language, other=other.line + 1, line=first.line + 1),), "warn"))
    return blocks
