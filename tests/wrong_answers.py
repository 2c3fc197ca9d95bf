"""Wrong answers by an independent differentiator: rule by rule on the tree, one rule wrong at one place or at all."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chainrule.reading import read
from chainrule.tree import (
    Added,
    Called,
    Constant,
    Divided,
    Multiplied,
    Negated,
    Numeral,
    Raised,
    Typed,
    Variable,
    walk,
)

OUTER: dict[str, Callable[[str], str]] = {
    "sin": lambda u: f"cos({u})", "cos": lambda u: f"(-sin({u}))", "tan": lambda u: f"sec({u})^2",
    "exp": lambda u: f"exp({u})", "ln": lambda u: f"(1/({u}))", "sqrt": lambda u: f"(1/(2*sqrt({u})))",
    "sinh": lambda u: f"cosh({u})", "cosh": lambda u: f"sinh({u})", "tanh": lambda u: f"(1-tanh({u})^2)",
    "arctan": lambda u: f"(1/(1+({u})^2))", "arcsin": lambda u: f"(1/sqrt(1-({u})^2))",
    "sec": lambda u: f"(sec({u})*tan({u}))",
    "sigmoid": lambda u: f"(sigmoid({u})*(1-sigmoid({u})))", "csc": lambda u: f"(-csc({u})*cot({u}))",
    "cot": lambda u: f"(-csc({u})^2)", "log10": lambda u: f"(1/(({u})*ln(10)))",
}
OTHER = {"sin": "exp", "cos": "cosh", "tan": "sec", "exp": "ln", "ln": "exp", "sqrt": "ln", "arctan": "arcsin"}
SIGNED = ("sin", "cos", "tan", "sec", "csc", "cot")
LABELS = (
    "constant_kept", "other_variable_differentiated", "power_rule_on_constant", "minus_lost", "path_forgotten",
    "path_counted_twice", "paths_multiplied", "product_of_derivatives", "product_term_forgotten",
    "constant_factor_dropped", "quotient_of_derivatives", "quotient_sign", "quotient_order",
    "quotient_denominator_not_squared", "chain_factor_forgotten", "outer_derivative_at_x", "differentiated_inside_only",
    "factors_added", "power_distributed", "outer_and_inner_mixed", "exponent_not_lowered", "exponent_raised",
    "exponent_factor_forgotten", "power_rule_on_exponential", "ln_base_forgotten", "exponent_only",
    "log_base_forgotten", "composition_as_product", "trig_sign", "table_confused", "root_half_forgotten",
    "reciprocal_forgotten", "sigmoid_plus", "sigmoid_slip")
PLACES = 6  # places of one problem at which a rule is made wrong


@dataclass
class Slip:
    """Which rule is wrong, and at which of its places (None: at all)."""

    label: str
    place: int | None
    met: int = 0
    made: int = 0

    def here(self, label: str) -> bool:
        if label != self.label:
            return False
        self.met += 1
        made = self.place is None or self.place == self.met - 1
        self.made += made
        return made


def wrong_answers(problem: str, x: str) -> Iterator[tuple[str, str]]:
    """(label, answer) for every rule that the problem needs, wrong at one place and at all."""
    tree = read(problem).definitions[-1].tree
    seen = set()
    for label in LABELS:
        for place in (None, *range(PLACES)):
            slip = Slip(label, place)
            answer = derivative(tree, x, slip)
            if not slip.made:
                break
            if answer not in seen:
                seen.add(answer)
                yield label, answer


def text(tree: Typed) -> str:
    parts = [text(a) for a in tree.args]
    match tree:
        case Numeral() | Variable() | Constant():
            return str(tree.note)
        case Added():
            return "(" + "".join(f"{s if k or s == '-' else ''}({p})" for k, (s, p) in enumerate(zip(
                tree.note, parts, strict=True))) + ")"
        case Multiplied():
            return "(" + "*".join(f"({p})" for p in parts) + ")"
        case Divided():
            return f"(({parts[0]})/({parts[1]}))"
        case Raised():
            return f"(({parts[0]})^({parts[1]}))"
        case Negated():
            return f"(-({parts[0]}))"
    return f"{tree.note}({', '.join(parts)})"


def has(tree: Typed, x: str) -> bool:
    return any(isinstance(t, Variable) and t.note == x for t in walk(tree))


def derivative(tree: Typed, x: str, slip: Slip) -> str:
    if not has(tree, x):
        return _of_constant(tree, slip)
    match tree:
        case Variable():
            return "1"
        case Negated():
            inner = derivative(tree.args[0], x, slip)
            return inner if slip.here("minus_lost") else f"(-({inner}))"
        case Added():
            return _of_sum(tree, x, slip)
        case Multiplied():
            *before, last = tree.args
            return _of_product(Multiplied(*before) if len(before) > 1 else before[0], last, x, slip)
        case Divided():
            return _of_quotient(*tree.args, x, slip)
        case Raised():
            return _of_power(tree, *tree.args, x, slip)
        case Called():
            return _of_function(tree, x, slip)
    raise NotImplementedError(type(tree).__name__)


def _of_constant(tree: Typed, slip: Slip) -> str:
    if slip.here("constant_kept"):
        return text(tree)
    if isinstance(tree, Variable) and slip.here("other_variable_differentiated"):
        return "1"
    if isinstance(tree, Raised) and isinstance(tree.args[1], Numeral) and slip.here("power_rule_on_constant"):
        return f"({text(tree.args[1])}*({text(tree.args[0])})^({text(tree.args[1])}-1))"
    return "0"


def _of_sum(tree: Typed, x: str, slip: Slip) -> str:
    slopes = [derivative(a, x, slip) for a in tree.args]
    made, moving = slopes[0], has(tree.args[0], x)
    for sign, term, slope in zip(tree.note[1:], tree.args[1:], slopes[1:], strict=True):
        if moving and has(term, x):
            if slip.here("path_forgotten"):
                made = f"({sign}({slope}))"
                continue
            if slip.here("path_forgotten"):
                continue
            if slip.here("path_counted_twice"):
                made = f"(2*({made}))"
            if slip.here("paths_multiplied"):
                made = f"(({made})*({slope}))"
                continue
        turned = sign == "-" and slip.here("minus_lost")
        made, moving = f"(({made}){'+' if turned else sign}({slope}))", moving or has(term, x)
    return made


def _of_product(u: Typed, v: Typed, x: str, slip: Slip) -> str:
    if not (has(u, x) and has(v, x)):
        constant, moving = (u, v) if has(v, x) else (v, u)
        if slip.here("constant_factor_dropped"):
            return derivative(moving, x, slip)
        return f"(({text(constant)})*({derivative(moving, x, slip)}))"
    du, dv = derivative(u, x, slip), derivative(v, x, slip)
    if slip.here("product_of_derivatives"):
        return f"(({du})*({dv}))"
    if slip.here("product_term_forgotten"):
        return f"(({du})*({text(v)}))"
    if slip.here("product_term_forgotten"):
        return f"(({text(u)})*({dv}))"
    sign = "-" if slip.here("minus_lost") else "+"
    return f"(({du})*({text(v)}){sign}({text(u)})*({dv}))"


def _of_quotient(u: Typed, v: Typed, x: str, slip: Slip) -> str:
    if not has(v, x):
        dropped = slip.here("constant_factor_dropped")
        return derivative(u, x, slip) if dropped else f"(({derivative(u, x, slip)})/({text(v)}))"
    du, dv, a, b = derivative(u, x, slip), derivative(v, x, slip), text(u), text(v)
    if slip.here("quotient_of_derivatives"):
        return f"(({du if has(u, x) else '1'})/({dv}))"
    if slip.here("quotient_sign"):
        return f"((({du})*({b})+({a})*({dv}))/({b})^2)"
    if slip.here("quotient_order"):
        return f"((({a})*({dv})-({du})*({b}))/({b})^2)"
    square = "" if slip.here("quotient_denominator_not_squared") else "^2"
    return f"((({du})*({b})-({a})*({dv}))/({b}){square})"


def _of_power(tree: Typed, u: Typed, n: Typed, x: str, slip: Slip) -> str:
    a, b, y = text(u), text(n), text(tree)
    if has(n, x) and has(u, x):
        if slip.here("exponent_only"):
            return f"({y}*ln({a})*({derivative(n, x, slip)}))"
        if slip.here("power_rule_on_exponential"):
            return f"(({b})*({a})^({b}-1)*({derivative(u, x, slip)}))"
        return f"({y}*(({derivative(n, x, slip)})*ln({a})+({b})*({derivative(u, x, slip)})/({a})))"
    inside, plain = (n, isinstance(n, Variable)) if has(n, x) else (u, isinstance(u, Variable))
    slope = derivative(inside, x, slip)
    if has(n, x):
        outer, at_x = f"({y}*ln({a}))", f"(({a})^{x}*ln({a}))"
        if slip.here("power_rule_on_exponential"):
            return f"(({b})*({a})^({b}-1)*({slope}))"
        if a != "e" and slip.here("ln_base_forgotten"):
            return f"({y}*({slope}))"
        inner_only = f"(({a})^({slope}))"
    else:
        outer, at_x, inner_only = f"(({b})*({a})^({b}-1))", f"(({b})*({x})^({b}-1))", f"(({slope})^({b}))"
        if not plain and slip.here("outer_and_inner_mixed"):
            return f"(({b})*({slope}))"
        if isinstance(u, Added) and slip.here("power_distributed"):
            return derivative(Added(*(Raised(t, n) for t in u.args), note=u.note), x, Slip("", None))
        if slip.here("exponent_not_lowered"):
            return f"(({b})*({y})*({slope}))"
        if slip.here("exponent_raised"):
            return f"(({b})*({a})^({b}+1)*({slope}))"
        if slip.here("exponent_factor_forgotten"):
            return f"(({a})^({b}-1)*({slope}))"
    return _chained(outer, at_x, inner_only, slope, plain, slip) or f"({outer}*({slope}))"


def _chained(outer: str, at_x: str, inner_only: str, slope: str, plain: bool, slip: Slip) -> str:
    """The mistakes with what is inside; "" for none."""
    if plain:
        return ""
    if slip.here("chain_factor_forgotten"):
        return outer
    if slip.here("outer_derivative_at_x"):
        return f"({at_x}*({slope}))"
    if slip.here("differentiated_inside_only"):
        return inner_only
    return f"({outer}+({slope}))" if slip.here("factors_added") else ""


def _of_function(tree: Typed, x: str, slip: Slip) -> str:
    name, (inside, *_) = tree.note, tree.args
    if name not in OUTER or len(tree.args) > 1:
        raise NotImplementedError(name)
    u, y, slope, plain = text(inside), text(tree), derivative(inside, x, slip), isinstance(inside, Variable)
    outer = OUTER[name](u)
    if not plain and slip.here("composition_as_product"):
        return f"({OUTER[name](x)}*({u})+{name}({x})*({slope}))"
    if name in SIGNED and slip.here("trig_sign"):
        return f"(-({outer})*({slope}))"
    if name in OTHER and slip.here("table_confused"):
        return f"({OTHER[name]}({u})*({slope}))"
    special = {"sqrt": ("root_half_forgotten", f"(({slope})/{y})"),
               "ln": ("reciprocal_forgotten", f"(({u})*({slope}))"),
               "log10": ("log_base_forgotten", f"(({slope})/({u}))")}
    if name in special and slip.here(special[name][0]):
        return special[name][1]
    if name == "sigmoid" and slip.here("sigmoid_plus"):
        return f"({y}*(1+{y})*({slope}))"
    if name == "sigmoid" and slip.here("sigmoid_slip"):
        return f"((1-{y})*({slope}))"
    return _chained(outer, OUTER[name](x), f"{name}({slope})", slope, plain, slip) or f"({outer}*({slope}))"
