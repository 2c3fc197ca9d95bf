"""Mistyped functions: every typo of the usual ones is refused, wherever it stands, and so are Korean spellings."""
import unicodedata

import pytest

from chainrule.errors import ChainruleError
from chainrule.reading import read
from chainrule.reading.mistakes import slips
from chainrule.rules import NAMES

USUAL = ("sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "asin", "acos", "atan", "sinh",
         "cosh", "tanh", "exp", "ln", "log", "log2", "log10", "sqrt", "cbrt", "abs", "max", "min",
         "sigmoid", "relu", "softplus")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {key: {row[k + step] for row in _ROWS for k, letter in enumerate(row) if letter == key
                    for step in (-1, 1) if 0 <= k + step < len(row)} |
              {row[k + step] for upper, lower in zip(_ROWS, _ROWS[1:], strict=False) for own, row, steps in (
                  (upper, lower, (-1, 0)), (lower, upper, (0, 1))) for k, letter in enumerate(own) if letter == key
               for step in steps if 0 <= k + step < len(row)} for key in "".join(_ROWS)}


def typos(name: str) -> set[str]:
    """By deletion, doubling, swap and a neighbouring key; words of two letters or more that are no functions."""
    found = {name[:k] + name[k + 1:] for k in range(len(name))}
    found |= {name[:k] + name[k] + name[k:] for k in range(len(name))}
    found |= {name[:k] + name[k + 1] + name[k] + name[k + 2:] for k in range(len(name) - 1)}
    found |= {name[:k] + other + name[k + 1:] for k in range(len(name)) for other in NEIGHBOURS.get(name[k], ())}
    return {word for word in found if word not in NAMES and sum(map(str.isalpha, word)) > 1}


TYPOS = sorted({word for name in USUAL for word in typos(name)})


@pytest.mark.parametrize("form", ["{}(x)", "2*{}(3x+1)", "{}^2(x)", r"\mathrm{{{}}}(x)", r"\operatorname{{{}}}(x)",
                                  "{}²(x)", "y = u + 1; u = {}(x)"])
def test_every_typo_of_a_usual_function_is_refused(form: str) -> None:
    assert len(TYPOS) > 600
    accepted = []
    for word in TYPOS:
        try:
            read(form.format(word))
        except ChainruleError as error:
            assert error.span is not None
        else:
            accepted.append(word)
    assert not accepted


def test_the_function_meant_is_named() -> None:
    for word, better in (("lgo", "log"), ("cso", "cos"), ("sni", "sin"), ("sgimoid", "sigmoid"), ("pn", "ln"),
                         ("epx", "exp"), ("in", "sin"), ("srqt", "sqrt"), ("Log", "log"), ("tna", "tan")):
        with pytest.raises(ChainruleError) as caught:
            read(f"2*{word}(x)")
        assert caught.value.facts["better"] in (better, "ln"), word


def test_ordinary_names_of_functions_stay() -> None:
    for word in ("conv", "maxpool", "Linear", "Dropout", "activation", "net", "loss", "model", "phi", "psi", "xi", "f",
                 "가격", "손실", "f_1", "lgo_1", "h'"):
        read(f"{word}(x)")


def test_a_line_insists() -> None:
    for text in ("err: function; err(x)", "mix, pos: function\nmix(x) + pos(x)", "err(x) + 1; err: 함수",
                 "err(x) = x^2; 2*err(x)", "act: function; act^2(x) if x > 0 else act(x)"):
        try:
            read(text)
        except ChainruleError as error:
            assert error.kind == "ambiguous", text
    with pytest.raises(ChainruleError):
        read("sin: function; sin(x)")


def keyboard(word: str) -> list[str]:
    """What a Korean keyboard writes for a word, letter by letter and composed."""
    letters = {keys: sign for sign, keys in slips._KEYS.items() if len(keys) == 1}
    leads = {keys: chr(0x1100 + k) for k, keys in enumerate(slips._LEADS)}
    apart = "".join(leads.get(key) or letters[key] for key in word)
    alone = {"r": "ㄱ", "s": "ㄴ", "e": "ㄷ", "f": "ㄹ", "a": "ㅁ", "q": "ㅂ", "t": "ㅅ", "d": "ㅇ",
    "w": "ㅈ", "c": "ㅊ",
             "z": "ㅋ", "x": "ㅌ", "v": "ㅍ", "g": "ㅎ", "k": "ㅏ", "o": "ㅐ", "i": "ㅑ", "j": "ㅓ",
             "p": "ㅔ", "u": "ㅕ",
             "h": "ㅗ", "y": "ㅛ", "n": "ㅜ", "b": "ㅠ", "m": "ㅡ", "l": "ㅣ"}
    return ["".join(alone[key] for key in word), unicodedata.normalize("NFC", apart)]


@pytest.mark.parametrize("name", [name for name in USUAL if name.isalpha()])
def test_the_korean_keyboard_left_on(name: str) -> None:
    for typed in keyboard(name):
        with pytest.raises(ChainruleError) as caught:
            read(f"3*{typed}(x) + 1")
        assert caught.value.facts["better"] == name


@pytest.mark.parametrize(("word", "name"), [
    ("사인", "sin"), ("코사인", "cos"), ("탄젠트", "tan"), ("로그", "log"), ("루트", "sqrt"), ("시그모이드", "sigmoid"),
    ("지수", "exp"), ("자연로그", "ln"), ("상용로그", "log10"), ("절댓값", "abs"), ("절대값", "abs"), ("제곱근",
    "sqrt"),
    ("역사인", "arcsin"), ("아크탄젠트", "arctan"), ("쌍곡사인", "sinh"), ("최댓값", "max"), ("소프트플러스",
    "softplus"),
    ("시컨트", "sec"), ("코시컨트", "csc"), ("코탄젠트", "cot"), ("챈", "cos"), ("냐ㅜ", "sin"), ("ㅣㅐㅎ", "log")])
def test_korean_names_of_functions(word: str, name: str) -> None:
    for text in (f"{word}(x)", f"2*{word}(3x+1)"):
        with pytest.raises(ChainruleError) as caught:
            read(text)
        assert caught.value.facts["better"] == name and name in caught.value.say_hint("ko")
