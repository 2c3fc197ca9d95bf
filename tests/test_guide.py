"""The manual: the same in both languages, complete, and shown by `chainrule guide`."""
from __future__ import annotations

import inspect
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

import chainrule
from chainrule.cli import app as cli
from chainrule.cli import options
from chainrule.cli.option import Option
from chainrule.errors import OptionError
from chainrule.language import LANGUAGES, Language
from chainrule.library import guide

PLAIN = {"CHAINRULE_LANG": None, "LC_ALL": "C.UTF-8", "LC_MESSAGES": None, "LANG": None, "COLUMNS": "80"}
BLOCK = re.compile(r"^(```+)([^\n`]*)\n(.*?)^\1[ ]*$", re.M | re.S)
FOLDER = Path(chainrule.__file__).parent / "guide"


def run(*line: str, **environment: str) -> Any:
    result = CliRunner(env={**PLAIN, **environment}).invoke(cli.app, list(line))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def prose(text: str) -> str:
    return BLOCK.sub("", text)


def typed(text: str) -> list[str]:
    """What a reader types: commands, and lines of Python without the sentences of either language."""
    said = "".join(block[3] for block in BLOCK.finditer(text))
    lines = re.findall(r"^(?:\$|>>>|\.\.\.) .*", said, re.M)
    return [re.sub(r' --lang ko$|"(en|ko)"', "", line) for line in lines]


def fields(value: Any) -> Iterator[str]:
    """Every key in a record; names of variables, the keys of `at` and of points, are not fields."""
    if isinstance(value, list):
        for each in value:
            yield from fields(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            if key not in ("at", "points", "gradients", "values"):
                yield from fields(each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_has_its_page_and_every_page_its_topic(language: Language) -> None:
    assert sorted(path.name for path in (FOLDER / language).iterdir()) == sorted(f"{t}.md" for t in guide.TOPICS)


@pytest.mark.parametrize("topic", guide.TOPICS)
def test_both_languages_have_the_same_headings_and_commands(topic: str) -> None:
    english, korean = guide.page(topic, "en"), guide.page(topic, "ko")
    for pattern in (r"^#+(?= )", r"^(?:\* |\| )", r"^!\["):
        assert len(re.findall(pattern, prose(english), re.M)) == len(re.findall(pattern, prose(korean), re.M)), pattern
    assert re.findall(r"^#+(?= )", prose(english), re.M) == re.findall(r"^#+(?= )", prose(korean), re.M)
    assert typed(english) == typed(korean)
    links = [set(re.findall(r"\]\(([^)]+)\)", text)) for text in (english, korean)]
    assert links[0] == {goal.replace(".ko.md", ".en.md") for goal in links[1]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", guide.TOPICS)
def test_a_page_asks_one_question_begins_with_an_example_and_leads_on(topic: str, language: Language) -> None:
    text = guide.page(topic, language)
    lines = text.splitlines()
    assert len(lines) <= 250 and re.match(r"# .*\?$", lines[0]) and len(re.findall("^# ", prose(text), re.M)) == 1
    assert "```" in "\n".join(lines[:8])
    assert len(set(re.findall(r"\]\((\w+)\.md\)", lines[-1]))) >= 2
    assert bool(re.search("[가-힣]", lines[0])) == (language == "ko")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_and_every_field_of_json_is_in_the_manual(language: Language) -> None:
    records = [chainrule.diff("abs(x)*ln(y)", at="x=0, y=2"), chainrule.diff("x^3", order=2),
               chainrule.diff("sqrt(-1-x^2)"), chainrule.implicit("x^2 + y^2 = 25"),
               chainrule.learn("(w*x - y)^2", wrt="w", at="w=1", data={"x": [1, 2], "y": [2, 3]}, steps=3),
               chainrule.diff("W*x", shapes="W: 3x2, x: 2", along="v", wrt="x", at={"W": [[1, 2]] * 3, "x": [1, 2],
                                                                                    "v": [1, 0]}),
               chainrule.diff("W*x", shapes="W: 3x2, x: 2"),
               chainrule.diff("x'*A*x", shapes="A: 2x2, x: 2", wrt="x", order=2, assume="A symmetric"),
               chainrule.learn("w^4", wrt="w", at="w=2", rate=1),
               chainrule.influence("w*x", at="w=1, x=2"), chainrule.influence("f = w^2", at="w=1", target="f=3"),
               chainrule.network("1-1", inputs=[[1]], targets=[[1]])]
    keys = {key for it in records for key in fields(it.to_dict())}
    assert {"one_sided", "why", "conditions", "implicit"} <= keys
    signs = {option.sign for command in options.COMMANDS.values() for option in command.options}
    for topic, names in (("json", keys), ("options", signs)):
        text = guide.page(topic, language)
        assert [name for name in names if not re.search(rf"`{name}[` ]", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_in_the_manual(language: Language) -> None:
    assert [name for name in options.COMMANDS if f"`chainrule {name}" not in guide.page("options", language)] == []


def rows_of(name: str, language: Language) -> list[str]:
    """The rows about options that hold for a command: those under its own heading, then those of `diff`."""
    parts = re.split("^## .*`chainrule (\\w+)`.*$", guide.page("options", language), flags=re.M)
    tables = {head: re.split("^## ", part, flags=re.M)[0] for head, part in zip(parts[1::2], parts[2::2], strict=True)}
    others = re.split("^## ", guide.page("options", language), flags=re.M)
    about = [row for part in others for row in part.splitlines() if row.startswith(f"| `chainrule {name}`")]
    return [*tables.get(name, "").splitlines(), *about, *tables["diff"].splitlines()]


def default_of(name: str, option: Option) -> Any:
    command = next(each for each in cli.app.registered_commands
                   if each.callback is not None and each.callback.__name__ == name)
    assert command.callback is not None
    return inspect.signature(command.callback).parameters[option.name].default


CHOSEN = [(name, option) for name, command in options.COMMANDS.items() for option in command.options
          if option.sign not in ("--help", "--version", "--lang")]


@pytest.mark.parametrize(("name", "option"), CHOSEN, ids=lambda it: it if isinstance(it, str) else it.sign)
def test_values_and_defaults_are_the_same_in_guide_help_and_program(name: str, option: Option) -> None:
    """What the program takes without an option stands in --help, and first among its values in the manual."""
    default = default_of(name, option)
    given = None if default in (None, False, "") else str(default)
    if option.sign == "--format":
        given = "json" if name == "batch" else "text"
    for language in LANGUAGES:
        if given is not None:
            said = option.words.say(language)
            assert re.search(rf"[(](기본 )?{given}[):]|기본 {given}\b", said), (language, said)
        rows = [row for row in rows_of(name, language) if re.search(rf"`{option.sign}[` ]", row)]
        values = [value for row in rows for each in re.findall("`([^`]*)`", row) for value in each.split()]
        assert set(option.choices) <= set(values), rows
        shown = rf"`{option.sign} {given}`" if option.choices else str(given)
        assert given is None or any(shown in row for row in rows), rows


def test_what_readme_and_guide_name_exists() -> None:
    """Every option in running text or a command is one of some command; every command behind `chainrule` is one."""
    known = {sign for command in (*options.COMMANDS.values(), options.PROGRAM) for option in command.options
             for sign in option.signs}
    others = {"--shown"}  # of the benchmarks
    readme = (FOLDER.parent.parent / "README.md").read_text(encoding="utf-8")
    assert len(readme.splitlines()) <= 150
    for text in (readme, *(guide.page(topic, language) for topic in guide.TOPICS for language in LANGUAGES)):
        assert set(re.findall(r"(?<![\w-])--[a-z][\w-]+", text)) - known - others == set()
        for line in re.findall(r"^\$ chainrule (.*)$|`chainrule ([^`]*)`", text, re.M):
            words = "".join(line).split()
            first = words[0] if words else "--help"
            assert first in options.COMMANDS or first.startswith("-") or first in ("NAME", "…"), line
            if first in options.COMMANDS:
                own = options.COMMANDS[first].by_sign()
                asked = [word.partition("=")[0] for word in words[1:] if re.fullmatch(r"--[a-z-]+(=.*)?|-[a-z]", word)]
                assert [sign for sign in asked if sign not in own and sign != "-h"] == [], line


def test_every_option_of_the_program_and_every_short_sign_is_in_the_manual() -> None:
    for language in LANGUAGES:
        text = guide.page("options", language) + guide.page("start", language)
        for option in options.PROGRAM.options:
            for sign in option.signs:
                assert re.search(rf"`(chainrule )?{sign}[` ]", text), sign


def test_the_list_has_every_topic_with_its_question() -> None:
    for language in LANGUAGES:
        said = run("guide", "--lang", language).stdout
        for topic in guide.TOPICS:
            assert re.search(rf"^  {topic} +{re.escape(guide.page(topic, language).splitlines()[0][2:])}$", said, re.M)
    assert "* [reading](reading.md): " in run("guide", "--format", "markdown").stdout


@pytest.mark.parametrize("topic", guide.TOPICS)
def test_a_page_in_a_pipe_is_its_source(topic: str) -> None:
    for line in (["guide", topic], ["guide", topic, "--format", "markdown"]):
        assert run(*line, "--lang", "ko").stdout == guide.page(topic, "ko")
        assert run(*line).stdout == guide.page(topic, "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", guide.TOPICS)
def test_a_page_on_a_terminal(topic: str, language: Language) -> None:
    file = io.StringIO()
    Console(file=file, force_terminal=True, width=80).print(guide.renderable(topic, language))
    said = re.sub(r"\x1b\[[0-9;]*m", "", file.getvalue())
    assert "](" not in said and not re.search(r"\(\w+\.md\)|\.\./", said)
    assert guide.page(topic, language).splitlines()[0][2:] in said


def test_no_such_page() -> None:
    for language, start, hint in (("en", "error: There is no page raeding", "Did you mean reading?"),
                                  ("ko", "오류: ", "reading 아닌가요?")):
        result = run("guide", "raeding", CHAINRULE_LANG=language)
        assert result.exit_code == 2 and result.stdout == ""
        assert result.stderr.startswith(start) and hint in result.stderr
    with pytest.raises(OptionError) as caught:
        guide.page("../en/start", "en")
    assert caught.value.kind == "usage"
