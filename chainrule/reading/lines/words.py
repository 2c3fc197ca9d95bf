"""A line of plain text: the formulas in it, and the words around them, in Korean or English."""
from __future__ import annotations

import re
from collections.abc import Collection

from ...rules import NAMES
from ..names import CONSTANTS

# Words that stand beside formulas and are never names in them.
STOP = frozenset(re.findall(r"[a-z]+", """
a about above according again all also an and another answer any apply applying are as assume at be because
become becomes been being below both bracket but by calculate call chain check claim clearly collect combine
combining compute computing conclude consider constant consequently definition denote derivative derivatives
differentiate differentiated differentiating differentiation do does each equal equals equation evaluate
exponent expand expression factor factoring finally find finding first followed following follows for formula
from function functions get gets give given gives gradient has have hence here how however i if in inner
inside instead into is it its know last law let line local means multiply multiplying must namely need next
note notice now obtain obtained of on once one only or our out outer outside over part partial point power
problem product put quotient recall remember respect result results rewrite root rule same second see set
setting simplified simplifies simplify simplifying simply since slope so solution solve solving step student
substitute substituting substitution such suppose sum take taking tangent term terms than that the their then
there therefore these third this those thus times to together total treat treating two use using value
variable variables via want we when where which while will with within write wrote yields you your
"""))
_MARK = re.compile(
    r"\s*(?:[-*•▶●◦▪‣–—※]\s+|[→⇒∴∵⟹]\s*|=>\s*|->\s*"
    r"|\(?(?:[0-9]{1,3}|[ivx]{1,4}|[a-z])\)\s+|\([0-9]{1,3}\)\s*|[0-9]{1,3}[.:]\s+|[①-⑳]\s*|>\s+|\*\*)")
_LABEL = re.compile(r"\s*(?![^:：=]*(?:[∂*^/+]))[^=:：()]*[^\W\d_][^=:：]*?[:：](?!=)\s*")
_HANGUL = re.compile(r"\s*(?:\([^()=]*[가-힣][^()=]*\)|\((?:단|[가-힣]+)[,:]? [^()]*\)|[가-힣]+)[가-힣]*")
_REMARK = re.compile(r"\s*[(\[]\s*(?:(?:by|using|from|the|chain|product|quotient|power|sum|rule|since|why|as|given"
                     r"|see|and|for|if|note|of|step|inner|outer|derivative|constant|multiple)\b[-\s]*)+"
                     r"[^()\[\]=]{0,40}[)\]]", re.I)
_WORD = re.compile(r"[A-Za-z]+(?:['’](?:s|t|re|ve|ll)\b)?(?![A-Za-z0-9_'′])")
_BREAK = re.compile(r"[,，;；]|→|⇒|∴|∵|⟹|=>|->|\.(?=\s|$)|[。!?:：](?!=)")
_SUBTRACTED = re.compile(r"[\w)\]']\s+-\s+$")
_NAME = re.compile(r"[A-Za-z0-9_\u0370-\u03ff]+['′]*")
_OPERATORS = frozenset("=+*^/_([·×−")


def without_marks(line: str) -> str:
    """A line without the bullet, number or arrow that it begins with."""
    while True:
        found = _MARK.match(line)
        if found is None or not found.group().strip():
            return line
        line = line[found.end():]


def stretches(line: str, names: Collection[str] = ()) -> list[tuple[str, str]]:
    """The stretches of a line that may be formulas, each with the words before it; words alone are at the end."""
    line = without_marks(line)
    label = _LABEL.match(line)
    said: list[str] = []
    if label is not None:
        said.append(label.group())
        line = without_marks(line[label.end():])
    found: list[tuple[str, str]] = []
    at = start = depth = 0

    def close(end: int, word: str) -> None:
        text = line[start:end].strip()
        if text:
            found.append((text, " ".join(said)))
            said.clear()
        said.append(word)

    while at < len(line):
        word = _HANGUL.match(line, at) or _REMARK.match(line, at) or _english(line, at, names, depth)
        stop = _BREAK.match(line, at) if word is None and depth == 0 else None
        ended = word or stop
        if ended is not None:
            close(at, ended.group())
            at = start = ended.end()
            depth = 0
            continue
        sign = line[at]
        depth = max(0, depth + (sign in "([{") - (sign in ")]}"))
        name = _NAME.match(line, at)
        at = name.end() if name else at + 1
    close(len(line), "")
    if any(said):
        found.append(("", " ".join(said)))
    return found


def _english(line: str, at: int, names: Collection[str], depth: int) -> re.Match[str] | None:
    """A word of English that stands at a place."""
    if at and (line[at - 1].isalnum() or line[at - 1] in "_\\"):
        return None
    found = _WORD.match(line, at)
    if found is None:
        return None
    text = found.group()
    if len(text) == 1:
        alone = depth == 0 and text in ("a", "I") and re.match(r"\s+[a-z]{2,}", line[found.end():])
        return found if alone else None
    touching = line[found.end():found.end() + 1], line[at - 1:at]
    if text.lower() in STOP and text not in names and "/" not in touching and touching[0] not in ("_", "^", "*"):
        return found
    if text in names or text in NAMES or text in CONSTANTS or depth:
        return None
    if _SUBTRACTED.search(line[:at]) or re.match(r"\s+-\s+\S", line[found.end():]):
        return None
    behind, before = line[found.end():].lstrip()[:1], line[:at].rstrip()[-1:]
    if behind and behind in _OPERATORS or before and before in _OPERATORS:
        return None
    return found
