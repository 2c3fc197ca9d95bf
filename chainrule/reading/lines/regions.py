"""Where mathematics stands in a file of notes: dollars, brackets, environments, inline code; the rest is words.

What is no text of the notes is blanked out first, sign by sign, so that every place stays where it was.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ...records import record

Kind = Literal["display", "inline", "code"]
AROUND = 240  # characters of words that are kept before and after a formula

_FENCE = re.compile(r"^[ >]*(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^\n`]*)\n(?P<body>[\s\S]*?)"
                    r"(?:^[ >]*(?P=fence)[`~]*[ \t]*$|\Z)", re.M)
_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n[\s\S]*?\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)")
_HTML = re.compile(r"<!--[\s\S]*?(?:-->|\Z)|<(script|style|pre|code)\b[\s\S]*?(?:</\1>|\Z)", re.I)
_INDENTED = re.compile(r"(?:(?<=\n\n)|\A|(?<=\n[ \t]\n))(?:(?: {4}|\t)[^\n]*(?:\n|\Z))+")
_LINK = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|\]\([^)\s]*\)|https?://[^\s)>]+")
_TEX_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_TEX_CODE = re.compile(
    r"\\begin\{(verbatim\*?|lstlisting|minted|comment|Verbatim|alltt|tikzpicture|filecontents\*?)\}[\s\S]*?"
    r"(?:\\end\{\1\}|\Z)|\\verb\*?([^A-Za-z\s*])[^\n]*?\2|\\lstinline\*?([^A-Za-z\s{])[^\n]*?\3"
    r"|\\iffalse[\s\S]*?(?:\\fi|\Z)")
_NEVER = re.compile(r"\\end\{document\}[\s\S]*")
_ENVIRONMENTS = (r"align|alignat|gather|equation|multline|flalign|eqnarray|displaymath|math|dmath|IEEEeqnarray|aligned"
                 r"|gathered|split")
_MATH = re.compile(
    r"(?<!\\)\$`(?P<gitlab>[^`\n]+)`\$|(?<![\\$])\$\$(?P<double>(?:(?!\$\$)[\s\S])+?)\$\$"
    r"|(?<![\\$])\$(?!\$)(?P<single>(?:\\[\s\S]|(?!\n\s*\n)[^$\\])+?)\$(?!\$)"
    r"|(?<!\\)\\\[(?P<bracket>[\s\S]+?)\\\]|(?<!\\)\\\((?P<paren>[\s\S]+?)\\\)"
    rf"|\\begin\{{(?P<env>(?:{_ENVIRONMENTS})\*?)\}}(?P<inside>[\s\S]*?)\\end\{{(?P=env)\}}"
    r"|(?<!`)(?P<ticks>`{1,2})(?!`)(?P<code>[^`\n]+)(?P=ticks)(?!`)")
_QUOTE = re.compile(r"^[ ]{0,3}(?:>[ ]?)+", re.M)


@record
class Region:
    """A stretch of mathematics: where it stands in the text, what kind it is, and the words before and after it."""

    start: int
    text: str
    kind: Kind
    before: str = ""
    after: str = ""


def masked(text: str, tex: bool) -> str:
    """The text with code, comments and the like blanked out; every other sign keeps its place."""
    if tex:
        for pattern in (_TEX_CODE, _TEX_COMMENT, _NEVER):
            text = pattern.sub(_blank, text)
        return text
    text = _FRONT.sub(_blank, text)
    text = _FENCE.sub(_fenced, text)
    text = _HTML.sub(_blank, text)
    text = _QUOTE.sub(_blank, text)
    text = _INDENTED.sub(lambda found: found.group() if _listed(text, found.start()) else _blank(found), text)
    text = _LINK.sub(_blank, text)
    return re.sub(r"(?<=\$\$)[\s\S]*?(?=\$\$)", lambda found: _TEX_COMMENT.sub(_blank, found.group()), text)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found.group())


def _fenced(found: re.Match[str]) -> str:
    """A fenced block: blank, or mathematics where it says that it is."""
    if found["info"].strip().lower() != "math":
        return _blank(found)
    start, end = found.start("body") - found.start(), found.end("body") - found.start()
    whole = found.group()
    body = whole[start:end]
    if "$$" in body or whole[:1] in " >" or not body.endswith("\n") or len(whole) < end + 2:
        return _blank(found)
    head = re.sub(r"[^\n]", " ", whole[:start])
    return "$$" + head[2:] + body + "$$" + " " * (len(whole) - end - 2)


def _listed(text: str, start: int) -> bool:
    """Whether an indented stretch belongs to an item of a list, or holds displayed mathematics: then it is no code."""
    above = text[:start].rstrip()
    last = next((line for line in reversed(above.split("\n")) if line and not line[0].isspace()), "")
    return bool(re.match(r"(?:[-*+•]|[0-9]{1,3}[.)])\s", last)) or above.endswith("$$") or above.count("$$") % 2 == 1


def regions(text: str, tex: bool) -> Iterator[Region]:
    """The stretches of mathematics of a text that has been masked, in order."""
    found = list(_MATH.finditer(text))
    for k, one in enumerate(found):
        body, kind = _body(one)
        if not one[body].strip() or tex and kind == "code":
            continue
        left = found[k - 1].end() if k else 0
        right = found[k + 1].start() if k + 1 < len(found) else len(text)
        yield Region(one.start(body), one[body], kind, _before(text[max(left, one.start() - AROUND):one.start()]),
                     _after(text[one.end():min(right, one.end() + AROUND)]))


def _body(one: re.Match[str]) -> tuple[str, Kind]:
    if one["code"] is not None:
        return "code", "code"
    for name in ("single", "paren", "gitlab"):
        if one[name] is not None:
            return name, "inline"
    return next(name for name in ("double", "bracket", "inside") if one[name] is not None), "display"


def _before(words: str) -> str:
    """The words before a formula, no farther than the paragraph goes."""
    return re.split(r"\n\s*\n", words)[-1]


def _after(words: str) -> str:
    return re.split(r"\n\s*\n", words)[0]


def transparent(text: str) -> list[tuple[int, int]]:
    """Where environments of displayed rows stand, the outermost ones."""
    opened = re.compile(rf"\\(begin|end)\s*\{{\s*(?:{_ENVIRONMENTS})\*?\s*\}}")
    found: list[tuple[int, int]] = []
    depth = start = 0
    for one in opened.finditer(text):
        if one[1] == "begin":
            start = one.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append((start, one.end()))
    return found
