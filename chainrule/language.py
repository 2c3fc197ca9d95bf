"""Words in both languages, and the Korean particles that follow a symbol."""
from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

from .records import record

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")


@record
class Text:
    """One sentence or phrase, in every language; a missing one is an error when the module is imported."""

    en: str
    ko: str

    def __post_init__(self) -> None:
        if not self.en or not self.ko:
            raise ValueError(f"a text needs both languages: {self!r}")

    def say(self, language: Language, **facts: object) -> str:
        """The text in one language, with its {facts} filled in; a fact that is a Text speaks the same language."""
        said = self.ko if language == "ko" else self.en
        if not facts:
            return said
        return said.format(**{k: v.say(language) if isinstance(v, Text) else v for k, v in facts.items()})


# How the last sign of a name is read in Korean, by its final consonant: "" (none), "l" (ㄹ) or "c" (any other).
_FINAL = {
    "0": "c", "1": "l", "2": "", "3": "c", "4": "", "5": "", "6": "c", "7": "l", "8": "l", "9": "",
    **dict.fromkeys("abcdefghijkopqstuvwxyz", ""), "l": "l", "m": "c", "n": "c", "r": "l",
    **dict.fromkeys("αβγδζηθικλμνξοπρστυφχψω", ""), "ε": "c", "∂": "",
}
_PARTICLES = {
    "은": ("는", "은"), "는": ("는", "은"), "이": ("가", "이"), "가": ("가", "이"),
    "을": ("를", "을"), "를": ("를", "을"), "과": ("와", "과"), "와": ("와", "과"), "로": ("로", "으로"),
    "라면": ("라면", "이라면"),
}
_POWER = re.compile(r"(\^(\w+|\([^()]*\))|[⁰¹²³⁴-⁹⁻]+)[)\]}]*$")
_WORD = re.compile(r"(?=[a-z]*[aeiou])[a-z]{3,}$")
# Names that are read as English words, not by letters: 넷, 아웃풋, 스텝, 블록, 메트릭, 러닝, 타임, 스케일, 에러.
_WORD_FINALS = (
    (re.compile(r"(put|out|net|set|get|dot|hat|fit|plot|unit|imit|ogit|ivot|tep|map|lip|gap|rop|top|kip|cap|oup|up|"
                r"ock|ack|ick|rob|job|web|[a-z]ic|ng|[a-z]me|[a-z]ne)$"), "c"),
    (re.compile(r"[a-z]le$"), "l"),
    (re.compile(r"r$"), ""),
)


def _final(name: str) -> str:
    """The final consonant of the last syllable when `name` is read out in Korean."""
    if _POWER.search(name):
        return "c"  # 제곱
    plain = unicodedata.normalize("NFKC", name).rstrip("'′`)]}").lower()
    word = _WORD.search(plain)
    if word:
        for ending, final in _WORD_FINALS:
            if ending.search(word.group()):
                return final
    last = plain[-1:] or "x"
    if "가" <= last <= "힣":
        jong = (ord(last) - ord("가")) % 28
        return "" if jong == 0 else "l" if jong == 8 else "c"
    return _FINAL.get(last, "")


def josa(name: str, particle: str) -> str:
    """`name` with the form of a particle (은/는, 이/가, 을/를, 과/와, 로, 라면) that its reading asks for.

    >>> josa("x", "은"), josa("w0", "은"), josa("z₁", "은"), josa("L", "로")
    ('x는', 'w0은', 'z₁은', 'L로')
    """
    open_form, closed_form = _PARTICLES[particle]
    final = _final(name)
    if particle == "로" and final == "l":
        return name + open_form
    return name + (closed_form if final else open_form)


def preferred(environment: Mapping[str, str] = os.environ) -> Language:
    """The reader's language: CHAINRULE_LANG, then the locale, then English."""
    for key in ("CHAINRULE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(key, "").lower()
        if value:
            return "ko" if value.startswith("ko") else "en"
    return "en"
