"""Both languages beside each other, the particles that follow a name, and whose language it is."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import chainrule
from chainrule.language import LANGUAGES, Text, josa, preferred

PACKAGE = Path(chainrule.__file__).parent
HANGUL = re.compile("[ㄱ-ㅎㅏ-ㅣ가-힣]")


@pytest.mark.parametrize(
    ("name", "particle", "expected"),
    [
        ("x", "은", "x는"),
        ("y", "은", "y는"),
        ("z", "이", "z가"),
        ("f", "을", "f를"),
        ("h", "과", "h와"),
        ("w0", "은", "w0은"),
        ("w1", "은", "w1은"),
        ("w2", "은", "w2는"),
        ("w3", "이", "w3이"),
        ("w4", "을", "w4를"),
        ("w5", "과", "w5와"),
        ("w6", "은", "w6은"),
        ("w7", "은", "w7은"),
        ("w8", "은", "w8은"),
        ("w9", "은", "w9는"),
        ("z₁", "은", "z₁은"),
        ("z₂", "은", "z₂는"),
        ("w_31", "은", "w_31은"),
        ("w_{31}", "은", "w_{31}은"),
        ("L", "은", "L은"),
        ("L", "로", "L로"),
        ("R", "로", "R로"),
        ("l", "이", "l이"),
        ("n", "은", "n은"),
        ("m", "은", "m은"),
        ("n", "로", "n으로"),
        ("N", "을", "N을"),
        ("σ", "은", "σ는"),
        ("θ", "은", "θ는"),
        ("ε", "은", "ε은"),
        ("μ", "이", "μ가"),
        ("π", "로", "π로"),
        ("theta", "은", "theta는"),
        ("epsilon", "은", "epsilon은"),
        ("lambda", "을", "lambda를"),
        ("0", "로", "0으로"),
        ("1", "로", "1로"),
        ("2", "로", "2로"),
        ("3", "로", "3으로"),
        ("6", "로", "6으로"),
        ("7", "로", "7로"),
        ("8", "로", "8로"),
        ("10", "로", "10으로"),
        ("18.6", "라면", "18.6이라면"),
        ("2.413", "라면", "2.413이라면"),
        ("1.492", "라면", "1.492라면"),
        ("손실", "은", "손실은"),
        ("손실", "로", "손실로"),
        ("값", "로", "값으로"),
        ("오차", "이", "오차가"),
        ("x'", "을", "x'를"),
        ("n'", "은", "n'은"),
        ("(x + m)", "은", "(x + m)은"),
        ("loss", "은", "loss는"),
        ("total", "은", "total은"),
        ("tan", "은", "tan은"),
    ],
)
def test_particles_follow_how_a_name_is_read(name: str, particle: str, expected: str) -> None:
    assert josa(name, particle) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x²", "x²은"),
        ("x^2", "x^2은"),
        ("x^3", "x^3은"),
        ("x^n", "x^n은"),
        ("x⁻¹", "x⁻¹은"),
        ("x^(n-1)", "x^(n-1)은"),
        ("output", "output은"),
        ("net", "net은"),
        ("net_h1", "net_h1은"),
        ("y_hat", "y_hat은"),
        ("step", "step은"),
        ("embedding", "embedding은"),
        ("time", "time은"),
        ("scale", "scale은"),
        ("error", "error는"),
        ("layer", "layer는"),
        ("weight", "weight는"),
        ("cost", "cost는"),
        ("rate", "rate는"),
        ("bias", "bias는"),
        ("lr", "lr은"),
        ("theta", "theta는"),
        ("epsilon", "epsilon은"),
    ],
)
def test_particles_of_powers_and_english_words(name: str, expected: str) -> None:
    assert josa(name, "은") == expected


@pytest.mark.parametrize(("given", "other"), [("은", "는"), ("이", "가"), ("을", "를"), ("과", "와")])
def test_either_form_of_a_particle_may_be_asked_for(given: str, other: str) -> None:
    for name in ("x", "n", "w0", "L", "손실", "차"):
        assert josa(name, given) == josa(name, other)


@pytest.mark.parametrize(("en", "ko"), [("", "글"), ("text", ""), ("", "")])
def test_a_text_needs_both_languages(en: str, ko: str) -> None:
    with pytest.raises(ValueError, match="both languages"):
        Text(en, ko)


def test_facts_speak_the_language_of_the_sentence() -> None:
    sine = Text("sine", "사인")
    sentence = Text("{count} gates: {what}", "게이트 {count}개: {what}")
    assert sentence.say("en", count=2, what=sine) == "2 gates: sine"
    assert sentence.say("ko", count=2, what=sine) == "게이트 2개: 사인"
    assert Text("a {set}", "{set} 하나").say("en") == "a {set}"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "KO"}, "ko"),
        ({"LANG": "fr_FR"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "ko", "LC_MESSAGES": "en_US"}, "en"),
        ({"LANG": "en", "LC_ALL": "ko_KR"}, "ko"),
        ({"LC_ALL": "", "LANG": "ko"}, "ko"),
        ({"CHAINRULE_LANG": "ko", "LC_ALL": "en_US"}, "ko"),
        ({"CHAINRULE_LANG": "en", "LC_ALL": "ko_KR"}, "en"),
        ({"LANGUAGE": "ko"}, "en"),
    ],
)
def test_the_preferred_language(environment: Mapping[str, str], language: str) -> None:
    assert preferred(environment) == language


def texts() -> Iterator[tuple[str, Text]]:
    """Every Text that stands at the top of a module."""
    for found in pkgutil.walk_packages([str(PACKAGE)], "chainrule."):
        if found.name != "chainrule.__main__":
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, Text):
                    yield f"{found.name}.{name}", value


def test_sentences_are_in_their_language_and_have_the_same_gaps() -> None:
    def gaps(said: str) -> set[str]:
        return {g.removesuffix("_t") for g in re.findall(r"\{(\w+)[^}]*\}", said)}

    found = list(texts())
    assert len(found) > 60
    for name, text in found:
        assert not HANGUL.search(text.en), name
        words = re.sub(r"\{\w+[^}]*\}", "", text.ko.replace("ReLU", ""))
        assert HANGUL.search(text.ko) or not re.search("[A-Za-z]{3}", words), name
        assert gaps(text.en) == gaps(text.ko), name


def test_no_particle_hedges() -> None:
    """은(는), 이(가), 을(를): a particle is chosen, or the sentence is built so that none is needed."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(
                    r"은\(는\)|는\(은\)|이\(가\)|가\(이\)|을\(를\)|를\(을\)|와\(과\)|"
                    r"과\(와\)|\(으\)로",
                    node.value,
                ), f"{path.name}, line {node.lineno}: {node.value!r}"


def test_every_language_is_spoken() -> None:
    explained = chainrule.diff("x^2", wrt="x")
    assert len({explained.to_text(lang=language) for language in LANGUAGES}) == len(LANGUAGES)
