"""One command line, run in this process, and what is wrong with what came of it."""
from __future__ import annotations

import json
import os
import random
import re
import signal
import time
import traceback
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from types import FrameType
from xml.dom import minidom

from typer.testing import CliRunner

import chainrule
from chainrule.cli.app import app

from .expressions import formula

LONGEST = 10  # seconds of processor time
HANGUL = re.compile("[가-힣]")
SIGNS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ENGLISH = {"CHAINRULE_LANG": "en", "COLUMNS": "80", "CHAINRULE_DEBUG": "1", "NO_COLOR": None, "LC_ALL": "C.UTF-8"}
VOID = ("meta", "link", "br", "hr", "img", "input", "path", "line", "circle", "rect", "col", "wbr")


class Hang(BaseException):
    """It has taken longer than anything may."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a line ended: its exit status, its fault (empty: none), its processor time."""

    status: int
    fault: str
    seconds: float


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raises Hang after so much processor time."""
    def stop(number: int, frame: FrameType | None) -> None:
        raise Hang

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class _Tags(HTMLParser):
    """Opened and closed in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong = self.wrong or f"</{tag}> closes nothing"


def malformed(text: str, form: str) -> str:
    """What is wrong with a text of this format; empty where nothing is."""
    if form == "png":
        return ""
    if SIGNS.search(text):
        return f"a sign that commands a terminal: {SIGNS.search(text)!r}"
    if form == "json":
        try:
            json.loads(text, parse_constant=lambda name: (_ for _ in ()).throw(ValueError(name)))
        except ValueError as error:
            return f"JSON: {error}"
    if form == "svg":
        try:
            minidom.parseString(text.encode())
        except Exception as error:  # noqa: BLE001  whatever the parser says
            return f"SVG: {error}"
    if form == "html":
        tags = _Tags()
        tags.feed(text)
        return tags.wrong or (f"left open: {tags.open[-1]}" if tags.open else "")
    if form in ("latex", "tikz"):
        bare = re.sub(r"\\[\\{}$%]", "", text)
        if bare.count("{") != bare.count("}") or text.count(r"\begin{") != text.count(r"\end{"):
            return "LaTeX: braces or environments"
        if len(re.findall(r"\\left(?![a-z])", text)) != len(re.findall(r"\\right(?![a-z])",
                                                                       text)) or bare.count("$") % 2:
            return r"LaTeX: \left and \right, or $"
    if re.search(r"\bNone\b|\x00|Text\(|<chainrule\.|object at 0x", text) and form in ("text", "markdown"):
        return "something unrendered"
    return ""


def _form(line: Sequence[str]) -> str:
    """The format that a line asks for on standard output."""
    asked = [value for sign, value in zip(line, line[1:], strict=False) if sign in ("--format", "-f")]
    asked += [word.partition("=")[2] for word in line if word.startswith("--format=")]
    return asked[-1].casefold() if asked else "text"


def _printed(line: Sequence[str], said: str, status: int) -> str:
    """The format of what stands on standard output."""
    if status == 2 or not said or not line or line[0] == "guide":
        return "json" if status == 2 and said else "nothing"
    return _form(line)


def _words_of_the_other(said: str, line: Sequence[str]) -> bool:
    typed = " ".join(line)
    if line[:1] == ["guide"] or _form(line) == "png":
        return False
    return HANGUL.search(said) is not None and HANGUL.search(typed) is None and not {"ko", "--lang=ko"} & set(line)


def run(line: Sequence[str]) -> Outcome:
    """Runs it and judges."""
    began = time.process_time()
    fault, status = "", -1
    try:
        with bounded(LONGEST), warnings.catch_warnings():
            warnings.simplefilter("error")
            result = CliRunner(env=ENGLISH).invoke(app, list(line), input="x^2\n")
        status = result.exit_code
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            if isinstance(result.exception, Hang):
                raise result.exception
            fault = "crash: " + "".join(traceback.format_exception(result.exception)[-3:])
        elif status not in (0, 1, 2):
            fault = f"exit status {status}"
        elif "This is a bug" in result.output or "WRONG" in result.output:
            fault = "false alarm: " + result.output[-300:]
        elif status == 2 and not result.stderr.startswith(("error: ", "오류: ")):
            fault = f"a refusal without words: {result.stderr[-200:]!r}"
        elif status != 2 and result.stderr.strip():
            fault = f"words on standard error: {result.stderr[-200:]!r}"
        elif _form(line) not in ("html", "json") and _words_of_the_other(result.output, line):
            fault = "Korean in English"
        else:
            fault = malformed(result.stdout, _printed(line, result.stdout, status)) or malformed(result.stderr,
                                                                                                 "refusal")
    except Hang:
        fault = f"hang: over {LONGEST} s"
    except MemoryError:
        fault = "memory"
    taken = time.process_time() - began
    if not fault:
        fault = _written(line)
    return Outcome(status, fault, taken)


def judged(dice: random.Random) -> Outcome:
    """Whether our own answer, in each of its forms, is called right, and one that is off is not."""
    text = formula(dice, dice.randint(1, 3))
    began = time.process_time()
    fault = ""
    try:
        with bounded(2 * LONGEST):
            derived = chainrule.diff(text, "x").to_dict()["derivatives"][0]
            for form in ("answer", "tidy", "raw"):
                for off, allowed in (("", ("right", "cannot_tell", "part")),
                                     ("*9/8 + 1/7", ("wrong", "cannot_tell", "part"))):
                    found = chainrule.check_answer(text, f"({derived[form]}){off}", "x").verdict
                    if found not in allowed and not fault:
                        fault = f"the answer ({derived[form]}){off} is called {found}"
    except chainrule.ChainruleError:
        pass
    except Hang:
        fault = f"hang: over {2 * LONGEST} s"
    except Exception as error:  # noqa: BLE001  any fault is what is looked for
        fault = "crash: " + "".join(traceback.format_exception(error)[-3:])
    return Outcome(0, f"{text!r}: {fault}" if fault else "", time.process_time() - began)


def _written(line: Sequence[str]) -> str:
    """What is wrong with the file that a line has written."""
    names = [value for sign, value in zip(line, line[1:], strict=False) if sign in ("--output", "-o")]
    names += [word.partition("=")[2] for word in line if word.startswith("--output=")]
    for name in names:
        form = {".json": "json", ".svg": "svg", ".html": "html", ".tex": "latex", ".md": "markdown",
                ".txt": "text"}.get(
            os.path.splitext(name)[1])
        if form and os.path.isfile(name):
            with open(name, encoding="utf-8") as file:
                fault = malformed(file.read(), form if line[0] != "guide" else "guide")
            if fault:
                return f"{name}: {fault}"
    return ""
