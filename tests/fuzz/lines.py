"""Random command lines, made from the very tables that describe the commands."""
from __future__ import annotations

import random
import re
from pathlib import Path

from chainrule.cli.option import Command, Option
from chainrule.cli.options import COMMANDS
from chainrule.library import guide

from .expressions import NAMES, RELATIONS, SHAPED, damaged, expression, formula, point, program

LEFT_OUT = ("--help", "--version", "--serve")
COMMON = ("diff",) * 8 + ("graph",) * 2 + ("implicit",) * 2 + ("check",) * 2 + ("learn",) * 2 + ("influence", "plot",
                                                                                                 "network")
LESSONS = ("chain-rule", "product-rule", "derivative", "gradient", "mistakes", "softmax-cross-entropy", "sum-rule",
           "nosuch")
FACTS = ("A symmetric", "t one-hot", "p probability", "y1 + y2 = 1", "x = y", "x + y = 1", "x^2 + y^2 = 1", "0 = 1",
         "A", "x > 0")
NETS = ("2-2-1", "1-1", "2-3-2", "3-4-2", "2-2-2-1", "2", "0-1", "2-", "1-1-1-1-1-1", "50-50", "2-x", "-2-1",
        "1000000-1")
TABLES = (
    "x,y\n1,2\n2,4\n3,5\n", "\ufeffx,y\r\n1,2\r\n2,4\r\n", "x;y\n1;2\n2;4\n", "x;y\n1,5;2,5\n2;4\n",
    '"x","y"\n"1","2"\n',
    "x,y\n1\n", "x,y\n", "", "x,y\n1,abc\n", "x,x\n1,2\n", "x1,x2,t1\n0,1,1\n1,0,0\n", "x,y\n1e400,1\n",
    "x,y\nnan,inf\n",
    " x , y \n 1 , 2 \n\n 3 , 4 \n", "x\ty\n1\t2\n", "x,y\n1,2,3\n", "x,y\n1/2,0.5\n-1,1e-3\n",
    "x1,x2,t1,t2\n0,1,1,0\n1,1,0,1\n",
    "x,y\n" + "1,2\n" * 3000, "x,y\n" + ("9" * 400) + ",1\n", "х,y\n1,2\n", "x,y\n1,2\x00\n")
WEIGHTS = ('[{"W": [[1, 2]], "b": [0]}]', '{"W1": [[1,2],[3,4]], "b1": [0,0]}', "[]", "{", "null",
           '[{"W": [[1e400]]}]', "[[1]]",
           '{"W1": [[0.1,0.2],[0.3,0.4]], "b1": [0.1,0.1], "W2": [[1,1]], "b2": [0]}')
NOTES = ("# notes\n\n$\\frac{d}{dx} x^2 = 2x$ and $\\frac{d}{dx} \\sin x = -\\cos x$\n", "$(x^2)' = 2x$", "$$\n",
         "no mathematics",
         "\\begin{align} f &= x^2 \\\\ f' &= 2x \\end{align}", "D(x^2, x) = 2x\n",
         "$\\frac{\\partial}{\\partial x} x y = y$ " * 40)
SOLUTIONS = ("f = x^2*sin(x)\nf' = 2x*sin(x) + x^2*cos(x)\n", "y = (3x+1)^2\ny' = 2(3x+1)\n= 6x+2\n", "x\n", "",
             "f = x\nf' = \n")


WORDS = {
    "--wrt": ("x", "x", "y", "w", "z", "u", "q", "X", "θ", "w,b", "x,y", "", "1", "w11"),
    "--of": ("u", "v", "h", "f", "y", "x", "z", "nosuch"), "--then": ("x", "y", "q"), "--along": ("v", "x", "d"),
    "--against": ("u", "x", "g"), "--assume": FACTS, "--open": ("all", "none", "u", "sigmoid", "nosuch", "u,v"),
    "--shape": (*(shapes for _, shapes in SHAPED), "x: 0", "x", "x: 2x", "A: 99x99"),
    "--target": ("f=3", "x=1", "f=", "y=2"),
    "--between": ("-2, 3", "0,1", "3,-2", "1", "a,b", "-1e9,1e9", "0,0"),
    "--activation": ("sigmoid", "tanh,softmax", "relu", "nosuch", "gelu", "softmax"),
}
FILES = {"--solution": (SOLUTIONS, ".txt"), "--data": (TABLES, ".csv"), "--weights": (WEIGHTS, ".json")}
ENDINGS = (".txt", ".md", ".tex", ".html", ".json", ".svg", ".png", ".tikz", ".mmd", ".dot", "", ".xyz")


class Folder:
    """Files to be named on the line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._count = 0

    def file(self, content: str, ending: str) -> str:
        """A new file with this content."""
        self._count += 1
        made = self.path / f"f{self._count}{ending}"
        made.write_bytes(content.encode("utf-8", "surrogatepass"))
        return str(made)

    def free(self, dice: random.Random) -> str:
        """A name to write to: new, of any ending; or one that cannot be had."""
        self._count += 1
        if dice.random() < 0.07:
            return dice.choice(("", "no/such/o.txt", str(self.path), "/dev/null", "-"))
        return str(self.path / f"o{self._count}{dice.choice(ENDINGS)}")


def _fitting(dice: random.Random, option: Option, text: str) -> str | None:
    """A value of an option that fits this formula; None where any will do."""
    names = sorted({name for name in re.findall(r"[^\W\d]\w*", text) if name in USUAL}) or ["x"]
    if option.sign in ("--wrt", "--then", "--of"):
        return dice.choice(names)
    if option.sign == "--at":
        values = ("1", "2", "-1", "1/2", "0", "3", "0.25", "pi/4", "-2/3", "0.7", "1e-8", "50")
        return ", ".join(f"{name}={dice.choice(values)}" for name in names)
    if option.sign == "--steps" and not option.choices or option.sign == "--order":
        return dice.choice(("1", "2", "2", "3"))
    if option.sign in ("--rate", "--by", "--strength", "--width", "--seed", "--every"):
        return dice.choice(("40", "80", "61") if option.sign == "--width" else ("1", "1", "2", "5"))
    if option.choices:
        return dice.choice(option.choices)
    return "-2, 3" if option.sign == "--between" else None


def _value(dice: random.Random, sign: str, option: Option, folder: Folder, text: str | None) -> str:
    """Something for an option: what fits the formula, or anything."""
    fitting = None if text is None else _fitting(dice, option, text)
    if fitting is not None:
        return fitting
    if option.choices:
        return dice.choice(option.choices) if dice.random() < 0.97 else dice.choice(("", "all", "TEXT", "x"))
    if option.least is not None:
        return dice.choice(("1", "1", "2", "2", "3", "5", "40", "60", "80", "200", "0", "-1", "two", "999999", "1e3"))
    if option.number:
        return dice.choice(("0.1", "1", "0.01", "1/2", "-1", "0", "1e300", "1e-300", "abc", "10"))
    if sign in WORDS:
        return dice.choice(WORDS[sign])
    if sign in FILES:
        contents, ending = FILES[sign]
        return folder.file(dice.choice(contents), ending)
    if sign == "--from":
        text = dice.choice(("", "\ufeff", "# note\n")) + dice.choice((expression, program))(dice)
        return folder.file(text + dice.choice(("", "\nat x=1, y=2\n", "\nwrt x\n", "\r\nwrt x\r\nat x=2")), ".chain")
    if sign == "--output":
        return folder.free(dice)
    if sign == "--claim":
        return f"D({formula(dice, 2)}, x) = {formula(dice, 2)}"
    return point(dice) if sign == "--at" else formula(dice, 2)


def _argument(dice: random.Random, name: str, folder: Folder) -> str:
    if name == "implicit":
        return dice.choice(RELATIONS) if dice.random() < 0.7 else f"{formula(dice, 2)} = {formula(dice, 2)}"
    if name == "network":
        return dice.choice(NETS[:5] if dice.random() < 0.7 else NETS)
    if name == "lesson":
        return dice.choice(LESSONS)
    if name == "guide":
        return dice.choice((*guide.TOPICS, "nosuch"))
    if name == "check" and dice.random() < 0.3:
        return folder.file(dice.choice(NOTES), dice.choice((".md", ".tex")))
    if name == "learn":
        return dice.choice(("(w*x + b - y)^2", "L = (w*x - y)^2", "w^2 + 3*b^2", "sigmoid(w*x)", "sin(w) + b",
                            program(dice)))
    if name == "plot":
        return dice.choice(("x^3 - 3x", "1/x", "x^2 + 3*y^2", formula(dice, 2), "tan(x)", "floor(x)", "ln(x)",
                            "sqrt(x*y)"))
    return expression(dice)


def _options(dice: random.Random, command: Command, folder: Folder, sure: tuple[str, ...],
             text: str | None) -> list[str]:
    """Options with values; those that fit the text, where there is one."""
    made: list[str] = []
    known = [option for option in command.options if option.sign not in LEFT_OUT and (
        text is None or option.sign not in ODD_ONES or option.sign in sure)]
    chosen = dice.sample(known, min(len(known), dice.choice((0, 1, 1, 2, 2, 3, 5))))
    for option in dict.fromkeys([*(o for o in known if o.sign in sure), *chosen]):
        sign = dice.choice(option.signs)
        if option.value is None:
            made.append(sign)
        elif sign.startswith("--") and dice.random() < 0.2:
            made.append(f"{sign}={_value(dice, option.sign, option, folder, text)}")
        else:
            made += [sign, _value(dice, option.sign, option, folder, text)]
    return made


ODD_ONES = ("--of", "--width", "--from", "--force", "--standalone", "--ascii", "--along", "--against", "--assume",
            "--shape", "--target", "--syntax",
            "--output", "--with", "--open", "--weights", "--data", "--program", "--batch", "--strength", "--chart",
            "--reveal")
USUAL = {*NAMES, "u", "v", "x_1", "x_2", "x_3", "W", "A", "u0", "v0", "h0"}
SURE = {"learn": ("--wrt", "--at", "--steps"), "influence": ("--at",), "network": ("--seed",), "plot": ("--between",)}


def line(dice: random.Random, folder: Folder) -> list[str]:
    """A command line: mostly sensible, never twice the same."""
    if dice.random() < 0.01:
        return dice.choice(([], ["--lang"], ["nosuch"], ["--version", "x"], [damaged(dice, "diff")], ["-l", "ko"]))
    name = dice.choice(COMMON) if dice.random() < 0.92 else dice.choice([n for n in COMMANDS if n not in ("show",
                                                                                                          "batch")])
    command = COMMANDS[name]
    if name in ("diff", "graph") and dice.random() < 0.14:
        text, shapes = dice.choice(SHAPED)
        words = [damaged(dice, text) if dice.random() < 0.15 else text, "--shape", shapes]
        careful = text if dice.random() < 0.7 else None
        return [name, *words, *_options(dice, command, folder, (), careful)]
    sure = SURE.get(name, ()) if dice.random() < 0.8 else ()
    if name == "check":
        kind = dice.choice(("answer", "answer", "claim", "solution", "notes"))
        sure = () if kind == "notes" else (f"--{kind}", *(("--wrt",) if kind == "answer" else ()))
        if kind in ("claim", "solution"):
            return [name, *_options(dice, command, folder, sure, None)]
    words = [_argument(dice, name, folder)] if command.argument and dice.random() < 0.96 else []
    careful = " ".join(words) if dice.random() < 0.7 and name not in ("implicit", "network") else None
    options = _options(dice, command, folder, sure, careful)
    return [name, *dice.choice((words + options, options + words, [*options, "--", *words]))]
