"""What an option and a command are, and the options that every command has."""
from __future__ import annotations

from ..language import LANGUAGES, Text
from ..records import record

SHORT = {"--output": "-o", "--format": "-f", "--lang": "-l"}  # the same for every command

@record
class Option:
    """One option: its sign, what it does, what its value is called (None: a flag), which values it takes;
    `least` is the smallest whole number, `number` says that it may be any."""

    sign: str
    words: Text
    value: Text | None = None
    choices: tuple[str, ...] = ()
    least: int | None = None
    number: bool = False

    @property
    def name(self) -> str:
        """The name of the parameter that receives it."""
        own = {"--from": "source", "--format": "form", "--form": "written", "--with": "function",
               "--shape": "shapes", "--as": "as_"}
        return own.get(self.sign, self.sign[2:].replace("-", "_"))

    @property
    def signs(self) -> tuple[str, ...]:
        """How it may be typed: the long sign, and the short one where it has one."""
        return (self.sign, SHORT[self.sign]) if self.sign in SHORT else (self.sign,)


@record
class Command:
    """A command, or the program: its line of usage, what it does, its options, argument and examples."""

    usage: Text
    words: Text
    options: tuple[Option, ...]
    argument: tuple[Text, Text] | None = None
    examples: tuple[str, ...] = ()

    def by_sign(self) -> dict[str, Option]:
        """The options by their long and short signs."""
        return {sign: option for option in self.options for sign in option.signs}


NAME, FILE, NUMBER = Text("NAME", "이름"), Text("FILE", "파일"), Text("N", "수")


def choice(sign: str, words: Text, *choices: str) -> Option:
    return Option(sign, words, Text("|".join(choices), "|".join(choices)), choices)


LANG = choice("--lang", Text(
    "The language of the output. Without it: CHAINRULE_LANG, or the language of the system.",
    "출력할 언어. 없으면 CHAINRULE_LANG, 그다음 시스템의 언어를 따릅니다."), *LANGUAGES)
SHAPE = Option("--shape", Text(
    'Shapes of vectors and matrices: "W: 3x2, x: 2", letters too: "A: m x n"; repeatable.',
    '벡터와 행렬의 크기: "W: 3x2, x: 2". "A: m x n"처럼 글자로도 쓸 수 있습니다. 여러 번 쓸 수 있습니다.'),
    Text("SHAPES", "크기"))
HELP = Option("--help", Text(
    "Show this message and exit. Also -h.", "이 도움말을 보여 주고 끝냅니다. -h도 같습니다."))
VERSION = Option("--version", Text("Show the version and exit.", "버전을 보여 주고 끝냅니다."))
INSTALL = Option("--install-completion", Text(
    "Let the Tab key of this shell (bash, zsh, fish) complete commands, options and values.",
    "지금 쓰는 셸(bash, zsh, fish)에서 Tab 키로 명령, 옵션, 값을 채울 수 있게 합니다."))
SHOW_COMPLETION = Option("--show-completion", Text(
    "Print what --install-completion installs.", "--install-completion이 설치할 내용을 보여 줍니다."))
