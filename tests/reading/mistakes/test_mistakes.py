"""The table of typical mistakes is its own test: every example is refused by its row, in both languages."""
import re

import pytest

from chainrule.errors import ChainruleError
from chainrule.language import LANGUAGES
from chainrule.reading import read, read_problem
from chainrule.reading.answers import read_answer
from chainrule.reading.claims import read_claim
from chainrule.reading.mistakes.shapes import ROWS as SHAPES
from chainrule.reading.mistakes.table import MISTAKES
from chainrule.reading.relations import read_relation
from chainrule.reading.shaped import read_shaped
from chainrule.reading.syntax import looks_like_latex

EXAMPLES = [(key, text) for key, row in MISTAKES.items() for text in row.examples]
PROBLEM_ROWS = ("point_form", "point_name", "point_twice", "point_variable", "wrt_form", "wrt_twice")
READERS = {"relation": read_relation, "claim": read_claim, "answer": read_answer}


def refused(key, text):
    reader = read_problem if key in PROBLEM_ROWS else read_shaped if key in SHAPES else READERS.get(
        text.split(" ")[0], read)
    with pytest.raises(ChainruleError) as caught:
        reader(text.removeprefix("relation ").removeprefix("claim ").removeprefix("answer "))
    return caught.value


@pytest.mark.parametrize(("key", "text"), EXAMPLES, ids=lambda value: repr(value)[:40])
def test_every_example_is_refused_by_its_row(key, text):
    error = refused(key, text)
    row = MISTAKES[key]
    assert error.text == row.text and error.kind == row.kind
    assert error.kind in type(error).kinds
    assert error.source == text.removeprefix("relation ").removeprefix("claim ").removeprefix("answer ")
    if error.span:
        start, end = error.span
        assert 0 <= start <= end <= len(text) and (start < end or end == len(text) or not text.strip())
    for language in LANGUAGES:
        words = f"{error.say(language)} {error.say_hint(language)} {error.say_expected(language)}"
        assert "{" not in re.sub("`[^`]*`", "", words)
        words.encode()
        if language == "ko":
            prose = re.sub(r"`[^`]*`|U\+[0-9A-F]+|1e-?\d+|LaTeX", "", words)
            assert not re.search("[A-Za-z]{2,}", prose), prose
            assert error.say("ko").endswith((".", ". ")) or "`" in error.say("ko")


@pytest.mark.parametrize(("key", "text"), EXAMPLES, ids=lambda value: repr(value)[:40])
def test_the_hint_offers_what_can_be_read(key, text):
    facts = refused(key, text).facts
    for offer in ("better", "first", "second"):
        if offer in facts and len(text) < 40 and key not in ("misspelled", "misspelled_korean", "latex_near"):
            read(f"{facts[offer]}", "latex" if looks_like_latex(text) else "plain")


def test_every_row_has_an_example():
    assert [key for key, row in MISTAKES.items() if not row.examples] == [
        "long_text", "long_line", "many_definitions", "many_tokens", "functions_long"]
