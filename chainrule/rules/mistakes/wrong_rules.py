"""Wrong rules as rows: what people take for the derivative of an operation, in the letters of the right rules."""
from __future__ import annotations

from ...records import record
from .. import trigonometry


@record
class WrongRule:
    """One wrong derivative of an operation.

    label    the mistake's name
    formula  what is taken for the derivative. a, b (or u) are the inputs, y the value, p and q the true derivatives of
             the inputs, x the variable; of a function with one input also d, its derivative at the input, d_x at the
             variable and d_p at the derivative of the input, f_x and f_p its values there
    needs    which inputs must vary ("a", "b", "ab"; "a!": only this one); empty: whatever does
    """

    label: str
    formula: str
    needs: str = ""


# Of every operation or function with one input that varies.
ONE_INPUT = (
    WrongRule("chain_factor_forgotten", "d"),
    WrongRule("outer_derivative_at_x", "d_x*p"),
    WrongRule("outer_derivative_at_x", "d_x"),
    WrongRule("differentiated_inside_only", "f_p"),
    WrongRule("inner_derivative_misplaced", "d_p"),
    WrongRule("inner_derivative_misplaced", "d_p*p"),
    WrongRule("composition_as_product", "d_x*u + f_x*p"),
    WrongRule("factors_added", "d + p"),
    WrongRule("reciprocal_forgotten", "p/d"),
    WrongRule("table_confused", "y*p"),
    WrongRule("minus_lost", "-(d*p)"),
    WrongRule("differentiated_inside_only", "p"),
)
_TRIG = (WrongRule("trig_sign", "-(d*p)"), WrongRule("trig_sign", "-d"))
_ROOT = (
    WrongRule("root_half_forgotten", "p/sqrt(u)"), WrongRule("exponent_not_lowered", "sqrt(u)*p/2"),
    WrongRule("exponent_raised", "u*sqrt(u)*p/2"), WrongRule("reciprocal_forgotten", "2*sqrt(u)*p"),
    WrongRule("root_half_forgotten", "2*p/sqrt(u)"), WrongRule("outer_and_inner_mixed", "p/2"),
    WrongRule("root_half_forgotten", "1/sqrt(u)"), WrongRule("arithmetic_slip", "p/(2*u*sqrt(u))"),
    WrongRule("minus_lost", "-(p/(2*sqrt(u)))"), WrongRule("reciprocal_forgotten", "p/2*sqrt(u)"),
)


def _square(formula: str) -> tuple[WrongRule, ...]:
    """The derivative without its square, with either sign."""
    return WrongRule("square_lost", f"{formula}*p"), WrongRule("square_lost", f"-({formula}*p)")


_SQUARES = {"tan": _square("1/cos(u)"), "cot": _square("-(1/sin(u))")}
_LOGARITHM = (
    WrongRule("reciprocal_forgotten", "u*p"), WrongRule("table_confused", "p/y"), WrongRule("table_confused", "1/p"),
)
# Of single functions, besides.
FUNCTIONS: dict[str, tuple[WrongRule, ...]] = {
    **{rule.name: (*_TRIG, *_SQUARES.get(rule.name, ())) for rule in trigonometry.ROWS},
    "tanh": _square("1/cosh(u)"), "coth": _square("-(1/sinh(u))"),
    "sqrt": _ROOT,
    "cbrt": (WrongRule("root_half_forgotten", "p/cbrt(u)^2"), WrongRule("exponent_not_lowered", "cbrt(u)*p/3"),
             WrongRule("exponent_raised", "cbrt(u)*u*p/3")),
    "exp": (WrongRule("power_rule_on_exponential", "u*exp(u-1)*p"),
            WrongRule("power_rule_on_exponential", "u*exp(u-1)"),
            WrongRule("power_rule_on_exponential", "p*exp(u-1)"),
            WrongRule("outer_derivative_at_x", "p*exp(p)"),
            WrongRule("ln_base_forgotten", "u*y")),
    "exp2": (WrongRule("ln_base_forgotten", "y*p"), WrongRule("power_rule_on_exponential", "u*2^(u-1)*p")),
    "ln": _LOGARITHM,
    "log1p": _LOGARITHM,
    "log2": (WrongRule("log_base_forgotten", "p/u"), WrongRule("log_base_forgotten", "p*ln(2)/u"),
             WrongRule("log_base_forgotten", "1/u")),
    "log10": (WrongRule("log_base_forgotten", "p/u"), WrongRule("log_base_forgotten", "p*ln(10)/u"),
              WrongRule("log_base_forgotten", "1/u")),
    "log": (WrongRule("log_base_forgotten", "p/a", "a"), WrongRule("log_base_forgotten", "p*ln(b)/a", "a"),
            WrongRule("chain_factor_forgotten", "1/(a*ln(b))", "a"), WrongRule("log_base_forgotten", "1/a", "a")),
    "sigmoid": (
        WrongRule("sigmoid_plus", "y*(1+y)*p"), WrongRule("sigmoid_plus", "y*(1+y)"),
        WrongRule("sigmoid_slip", "(1-y)*p"), WrongRule("sigmoid_slip", "y*p"), WrongRule("sigmoid_slip", "y*(y-1)*p"),
        WrongRule("sigmoid_slip", "y^2*(1-y)*p"), WrongRule("sigmoid_slip", "y*(1-y)^2*p"),
        WrongRule("sigmoid_slip", "(1-y^2)*p"), WrongRule("sigmoid_slip", "(1-y)"), WrongRule("sigmoid_slip", "y^2*p"),
        WrongRule("sigmoid_slip", "(1-y)^2*p"), WrongRule("outer_derivative_at_x", "u*(1-u)*p")),
    "abs": (WrongRule("abs_ignored", "p"), WrongRule("abs_ignored", "y*p"), WrongRule("abs_ignored", "y"),
            WrongRule("abs_ignored", "abs(p)")),
    "negation": (WrongRule("minus_lost", "p"),),
}
# Of operations with several inputs; p, q are 0 for an input that does not vary.
GATES: dict[str, tuple[WrongRule, ...]] = {
    "power": (
        WrongRule("exponent_not_lowered", "b*a^b*p"), WrongRule("exponent_raised", "b*a^(b+1)*p"),
        WrongRule("exponent_factor_forgotten", "a^(b-1)*p"), WrongRule("chain_factor_forgotten", "b*a^(b-1)"),
        WrongRule("outer_derivative_at_x", "b*x^(b-1)*p"), WrongRule("outer_derivative_at_x", "b*x^(b-1)"),
        WrongRule("differentiated_inside_only", "p^b"), WrongRule("inner_derivative_misplaced", "b*p^(b-1)*p"),
        WrongRule("inner_derivative_misplaced", "b*p^(b-1)"), WrongRule("outer_and_inner_mixed", "b*p"),
        WrongRule("factors_added", "b*a^(b-1) + p"), WrongRule("arithmetic_slip", "b*a^(b-2)*p"),
        WrongRule("integrated", "a^(b+1)/(b+1)"), WrongRule("composition_as_product", "b*x^(b-1)*a + x^b*p"),
        WrongRule("minus_lost", "-(b*a^(b-1)*p)"), WrongRule("exponent_factor_forgotten", "a^(b-1)"),
        WrongRule("arithmetic_slip", "(b-1)*a^(b-1)*p"), WrongRule("arithmetic_slip", "(b+1)*a^(b-1)*p"),
        WrongRule("exponent_not_lowered", "b*a^b"), WrongRule("exponent_raised", "b*a^(b+1)"),
        WrongRule("exponent_not_lowered", "a^b*p"), WrongRule("power_rule_on_constant", "a^b*ln(a)*p"),
        WrongRule("minus_lost", "abs(b)*a^(b-1)*p"), WrongRule("exponent_raised", "b*a^(1-b)*p")),
    "exponential": (
        WrongRule("power_rule_on_exponential", "b*a^(b-1)*q"), WrongRule("power_rule_on_exponential", "b*a^(b-1)"),
        WrongRule("ln_base_forgotten", "a^b*q"), WrongRule("ln_base_forgotten", "a^b*q/ln(a)"),
        WrongRule("chain_factor_forgotten", "a^b*ln(a)"), WrongRule("ln_base_forgotten", "a^b"),
        WrongRule("outer_derivative_at_x", "a^x*ln(a)*q"), WrongRule("differentiated_inside_only", "a^q"),
        WrongRule("factors_added", "a^b*ln(a) + q"), WrongRule("power_rule_on_exponential", "q*a^(b-1)"),
        WrongRule("inner_derivative_misplaced", "a^q*ln(a)*q"), WrongRule("minus_lost", "-(a^b*ln(a)*q)"),
        WrongRule("ln_base_forgotten", "a^b*ln(b)*q"), WrongRule("ln_base_forgotten", "a^b*a*q")),
    "general_power": (
        WrongRule("power_rule_on_exponential", "b*a^(b-1)*p", "ab"),
        WrongRule("power_rule_on_exponential", "b*a^(b-1)"), WrongRule("exponent_only", "a^b*ln(a)*q", "ab"),
        WrongRule("exponent_only", "a^b*ln(a)"), WrongRule("power_rule_on_exponential", "q*a^(b-1)*p"),
        WrongRule("ln_base_forgotten", "a^b*q"), WrongRule("product_of_derivatives", "b*a^(b-1)*p*a^b*ln(a)*q", "ab"),
        WrongRule("differentiated_inside_only", "p^q"), WrongRule("chain_factor_forgotten", "a^b*ln(a)", "b"),
        WrongRule("exponent_not_lowered", "b*a^b*p", "a"),
        WrongRule("exponent_raised", "b*a^(b+1)*p", "a"), WrongRule("outer_derivative_at_x", "b*x^(b-1)*p", "a!"),
        WrongRule("exponent_factor_forgotten", "a^(b-1)*p", "a"),
        WrongRule("chain_factor_forgotten", "b*a^(b-1)", "a"), WrongRule("exponent_only", "ln(a) + 1")),
    "quotient": (
        WrongRule("quotient_of_derivatives", "p/q", "b"), WrongRule("quotient_of_derivatives", "1/q", "b"),
        WrongRule("quotient_of_derivatives", "a/q", "b"), WrongRule("quotient_sign", "(p*b + a*q)/b^2", "b"),
        WrongRule("quotient_order", "(a*q - p*b)/b^2", "b"), WrongRule("quotient_order", "(a*q - p*b)/b", "b"),
        WrongRule("quotient_denominator_not_squared", "(p*b - a*q)/b", "b"),
        WrongRule("quotient_denominator_not_squared", "(p*b - a*q)/q^2", "b"),
        WrongRule("quotient_denominator_not_squared", "p*b - a*q", "b"),
        WrongRule("quotient_order", "(p*a - b*q)/b^2", "ab"), WrongRule("quotient_order", "(p*b - a*q)/a^2", "ab"),
        WrongRule("product_term_forgotten", "p/b", "ab"), WrongRule("product_term_forgotten", "-(a*q/b^2)", "ab"),
        WrongRule("product_of_derivatives", "p*q", "ab"), WrongRule("quotient_sign", "(p*b + a*q)/b", "b"),
        WrongRule("chain_factor_forgotten", "-(a/b^2)", "b"),
        WrongRule("chain_factor_forgotten", "(p*b - a)/b^2", "ab"), WrongRule("reciprocal_forgotten", "q", "b"),
        WrongRule("reciprocal_forgotten", "a*q", "b"), WrongRule("constant_factor_dropped", "-(q/b^2)", "b!"),
        WrongRule("constant_factor_dropped", "p", "a!"), WrongRule("constant_factor_dropped", "p*b", "a!"),
        WrongRule("minus_lost", "a*q/b^2", "b"), WrongRule("exponent_not_lowered", "-(a*q/b)", "b"),
        WrongRule("exponent_raised", "-(a*q)", "b"), WrongRule("exponent_factor_forgotten", "a*q/b^2", "b"),
        WrongRule("table_confused", "a*ln(b)*q", "b"), WrongRule("table_confused", "ln(b)", "b"),
        WrongRule("factors_added", "-(a/b^2) + q", "b"), WrongRule("outer_derivative_at_x", "-(a/x^2)*q", "b"),
        WrongRule("differentiated_inside_only", "a/q", "b!")),
    "hypot": (WrongRule("power_distributed", "p + q"),),
}
# Of a power of a constant, which varies as little as the constant: c^2 taken for 2c.
CONSTANTS = (
    WrongRule("power_rule_on_constant", "b*a^(b-1)"), WrongRule("power_rule_on_exponential", "b*a^(b-1)"),
)
