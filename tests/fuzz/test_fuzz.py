"""A few random command lines keep to the rules; `python -m tests.fuzz 1200` runs them for twenty minutes."""
from __future__ import annotations

import random
from pathlib import Path

import pytest

from .judge import judged, malformed, run
from .lines import Folder, line


@pytest.mark.parametrize("seed", range(4))
def test_random_lines_end_well(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    dice, folder = random.Random(seed), Folder(tmp_path)
    assert [(words,
             found.fault) for words in (line(dice, folder) for _ in range(6)) if (found := run(words)).fault] == []
    assert judged(dice).fault == ""


def test_what_is_malformed_is_seen() -> None:
    for text, form in (("x\x1b[31m", "text"), ('{"a": NaN}', "json"), ("<svg><g></svg>", "svg"), ("<p><b></p>", "html"),
                       (r"\frac{1}{2", "latex"), (r"\left( x", "latex"), ("f = None", "text")):
        assert malformed(text, form)
    assert not malformed(r"\left(\frac{1}{2}\right)", "latex")
