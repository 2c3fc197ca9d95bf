"""The function that a mistyped name means: one edit away, named in Korean, or typed on a Korean keyboard."""
from __future__ import annotations

import difflib
import unicodedata
from functools import lru_cache

from ... import limits
from ...notation.names import GREEK
from ...rules import NAMES, RULES

# Where two functions are as near to a word, the one that more people mean, and its own name before another.
_BY_USE = sorted(NAMES, key=lambda name: (-NAMES[name].usual, name != NAMES[name].name))
_KOREAN = {
    "루트": "sqrt", "로그": "log", "엘엔": "ln", "지수": "exp", "익스포넨셜": "exp", "절대값": "abs", "최대": "max",
    "최소": "min", "최대값": "max", "최소값": "min", "세제곱근": "cbrt", "시그모이드함수": "sigmoid", "렐루": "relu",
    "소프트플러스": "softplus", "하이퍼볼릭사인": "sinh", "하이퍼볼릭코사인": "cosh", "하이퍼볼릭탄젠트": "tanh",
    "쌍곡사인": "sinh", "쌍곡코사인": "cosh", "쌍곡탄젠트": "tanh", "아크사인": "arcsin", "아크코사인": "arccos",
    "아크탄젠트": "arctan", "싸인": "sin", "코싸인": "cos", "탄젠": "tan", "부호": "sign", "천장": "ceil",
    "올림": "ceil", "바닥": "floor", "가우스": "floor", "계단함수": "step", "로지스틱": "sigmoid",
}
KOREAN: dict[str, str] = {**{rule.title.ko: rule.name for rule in RULES.values()
                             if rule.callable and rule.title.ko.isalpha() and not rule.title.ko.isascii()}, **_KOREAN}
# The keys of a Korean keyboard of two sets, by the letters that are composed of them.
_LEADS = ("r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g")
_VOWELS = ("k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml",
           "l")
_TAILS = ("r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "qt", "t",
          "T", "d", "w", "c", "z", "x", "v", "g")
_KEYS = {**{chr(0x1100 + k): keys for k, keys in enumerate(_LEADS)},
         **{chr(0x1161 + k): keys for k, keys in enumerate(_VOWELS)},
         **{chr(0x11A8 + k): keys for k, keys in enumerate(_TAILS)}}


@lru_cache(maxsize=4096)
def meant(word: str) -> str | None:
    """The function that a name which is none may stand for."""
    lower = word[:limits.SHOWN].lower()
    if lower in NAMES:
        return lower
    if not word.isascii():
        return _in_korean(word)
    if word in GREEK:
        return None
    found = min(((_edit(lower, name.lower()), k) for k, name in enumerate(_BY_USE) if len(name) > 1
                 and abs(len(name) - len(lower)) < 2), default=(_FAR, 0))
    if found[0] < _FAR:
        return _BY_USE[found[1]]
    return next(iter(difflib.get_close_matches(lower, NAMES, 1, 0.7)), None)


def korean(word: str) -> bool:
    """Whether a word holds Hangul, or the letters that it is composed of."""
    return any("\u1100" <= sign <= "\u11ff" or "\u3131" <= sign <= "\u318e" or "가" <= sign <= "힣" for sign in word)


def typed_keys(word: str) -> str:
    """The keys that were pressed for a word, if the Korean keyboard was on: 냐ㅜ is sin."""
    apart = unicodedata.normalize("NFKD", word)
    return "".join(_KEYS.get(sign, sign) for sign in apart)


def within_one_edit(word: str, other: str) -> bool:
    """Whether one letter more, less or another, or two letters swapped, make one word the other."""
    return word != other and _edit(word, other) < _FAR


_FAR = 4


def _edit(word: str, other: str) -> int:
    """Which one edit makes a word the other, the likelier the less; _FAR where one does not do."""
    short, long = sorted((word, other), key=len)
    if len(long) - len(short) > 1 or word == other:
        return _FAR
    k = 0
    while k < len(short) and short[k] == long[k]:
        k += 1
    if len(short) < len(long):
        return 1 if short[k:] == long[k + 1:] else _FAR
    if short[k + 1:] == long[k + 1:]:
        return 3
    swapped = short[k:k + 2] == long[k:k + 2][::-1] and short[k + 2:] == long[k + 2:]
    return 0 if swapped else _FAR


def _in_korean(word: str) -> str | None:
    """The function that a Korean word names, or that its keys spell."""
    if not korean(word):
        return None
    named = KOREAN.get(unicodedata.normalize("NFKC", word))
    if named is not None:
        return named
    keys = typed_keys(word)
    return next((each for each in (keys, keys.lower()) if len(each) > 1 and each in NAMES), None)
