"""What a rule is: one row of data that says everything about one operation or function."""
from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Literal

from ..language import Text
from ..records import record

Value = Callable[..., Any]
Kind = Literal["", "bends", "jumps", "routes", "ends"]
Range = Literal["", "> 0", ">= 0"]


@record
class Rule:
    r"""One operation, and everything that is known about it; what a row leaves out is nothing special.

    name        the operation's name in the graph, and the name by which it is called in text
    title       what it is called in a sentence
    partials    one formula per input, in the letters a, b, c (the inputs; u where there is one) and y (the value);
                it is read by chainrule's own reader. One formula stands for every input of an n-ary operation with
                `rest` (what the other inputs make), and piecewise(value, condition, otherwise) tells cases apart; an
                empty tuple: SymPy is asked
    reused      the same written with y wherever that saves work, for code; empty: nothing can be saved
    because     one sentence why, per input or one for all
    gate        what the gate does to a gradient that comes back
    arity       smallest and largest number of inputs (None: no bound)
    aliases     other names that people type
    needs       what must hold for the derivative, in the letters above: "u > 0"
    defined     what must hold for the value where that is less: "u >= 0"
    sympy       the SymPy class by that name (also read back), or a function (sympy module, inputs) -> expression
    value       (m, inputs) -> value, where m is math, cmath or mpmath.mp: one formula for all of them
    straight    the same value told without a branch, for a row whose `value` has one: m.where(condition, then,
                otherwise) chooses, m.let(value) keeps what is used twice; for code that runs straight through
    exact       inputs as Fractions -> the exact value, or None where it is not rational
    analytic    whether `value` works with cmath, so that the complex step may check it
    joint       (inputs) -> True where the function has a kink or a jump, so that the partial is given by cases
    example     irregular inputs at which the rule holds
    opened      the function in simpler ones, in the letters above: "1/(1+exp(-u))"
    square      its square by another function of the same argument: sin²u is "1 - cos(u)^2"
    undoes      what it makes of inverse functions, by their names, u the argument inside: sin(arcsin u) is "u"
    callable    whether it is called by name in text (sin), not written with a sign (+)
    script      the value as an expression of the web page's script, in the letters above and x (all inputs); where
                there is none the page takes `opened`, and without that its numbers stay as they are
    sign        what stands in its circle in a picture: "+"; the name where there is none
    symbol      the name under which a formula shows it: "σ", "log_2"
    latex       how LaTeX sets it: r"\sin"; \operatorname with its name where there is none
    commands    the commands of LaTeX that mean it besides a backslash before one of its names: "lg"
    everyday    those of its names that are words for it in LaTeX even with no parenthesis behind them
    glued       whether people write its name and what follows as one word: lnx
    numbered    whether a number behind its name is likely its argument: sin2
    own_word    whether its name is a letter or a word of its own before it is a function: beta, step
    usual       how many people mean it where a mistyped name is as near to another: 3 sin, 0 nearly nobody
    definable   whether a program may define it anew: σ(x) = 1/(1+e^(-x))
    range       what surely holds for its value: "> 0", ">= 0"
    summed      whether its value at a negative number is a sum with a term for every whole number
    robust      whether it is computed as quickly and as well for numbers of any size: roots, not the sine
    to_one      1 - y and 1 + y by the input, no digit lost where y comes close to 1 or -1
    saturates   whether its value comes so close to a whole number that digits run out, though it never reaches it
    cases       (value, condition) of each case, in the letters above: ("-u", "u < 0"); with `rest` in the condition for
                every input alike
    places      what its inputs are called where they play different parts: base, exponent
    kind        what it does at its joints: it bends (as abs), jumps (as floor), routes (the largest input takes
                all), or ends: on one side, or on both, there are no values (x^y for x ≤ 0)
    growth      how many bits its value gains with each unit of its input; 0: it stays small
    as_large    whether its value is as large as its largest input, as of max
    held        the input that the rule takes for a constant
    taught      what a school book calls its differentiation, where that is not "derivative of" and its name
    remark      what is said about it under an answer that is written with it, in the facts f, positive, negative
    """

    name: str
    title: Text
    partials: tuple[str, ...]
    because: tuple[Text, ...]
    gate: Text
    arity: tuple[int, int | None] = (1, 1)
    aliases: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    defined: tuple[str, ...] = ()
    sympy: str | Callable[..., Any] = ""
    value: Value | None = None
    straight: Value | None = None
    reused: tuple[str, ...] = ()
    exact: Callable[..., Fraction | None] | None = None
    analytic: bool = True
    joint: Callable[..., bool] | None = None
    example: tuple[float, ...] = (0.7109375,)
    opened: str = ""
    square: str = ""
    undoes: tuple[tuple[str, str], ...] = ()
    callable: bool = True
    script: str = ""
    sign: str = ""
    symbol: str = ""
    latex: str = ""
    commands: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    glued: bool = False
    numbered: bool = False
    own_word: bool = False
    usual: int = 0
    definable: bool = False
    range: Range = ""
    summed: bool = False
    robust: bool = False
    to_one: tuple[Value, Value] | None = None
    saturates: bool = False
    cases: tuple[tuple[str, str], ...] = ()
    places: tuple[Text, ...] = ()
    kind: Kind = ""
    growth: float = 0.0
    as_large: bool = False
    held: str = ""
    remark: Text | None = None
    taught: Text | None = None

    @property
    def lesson(self) -> Text:
        """What a school book calls its differentiation."""
        return self.taught or Text(f"derivative of {self.name}", f"{self.title.ko}의 미분")

    def reason(self, slot: int) -> Text:
        """Why the partial to input `slot` is what it is."""
        return self.because[min(slot, len(self.because) - 1)]
