"""Slips at one gate: what a wrong rule gives for its derivative."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ....derivation.partials import partials_of, template_steps
from ....errors import ChainruleError
from ....rules import RULES
from ....rules.mistakes import FUNCTIONS, GATES, ONE_INPUT, WrongRule
from .workshop import Workshop

Wrong = tuple[str, int]  # a label and what is taken for the derivative
_LETTERS_OF_FUNCTIONS = frozenset(("d", "d_x", "d_p", "f_x", "f_p"))


def wrong_slopes(work: Workshop, gate: int, slopes: dict[int, int], label: str = "") -> Iterator[Wrong]:
    """Every wrong derivative of a gate, given the derivatives of its inputs; or those with one label."""
    op = work.graph.ops[gate]
    for rule in rules_of(work, gate):
        if label in ("", rule.label):
            found = by_rule(work, gate, rule, slopes)
            if found is not None:
                yield rule.label, found
    if is_function(work, gate) and label in ("", "table_confused"):
        yield from _other_rows(work, gate, slopes)
    own = _OWN.get(op)
    if own is not None or label in ("", *_INNER):
        for found_label, wrong in (*(own(work, gate, slopes) if own is not None else ()), *_inner(work, gate, slopes)):
            if label in ("", found_label):
                yield found_label, wrong
    if label in ("", "not_differentiated"):
        yield "not_differentiated", gate


def is_function(work: Workshop, gate: int) -> bool:
    """Whether a gate is a function of one input, and no sign."""
    return work.graph.rule(gate).arity == (1, 1) and work.graph.ops[gate] not in ("copy", "negation")


def rules_of(work: Workshop, gate: int) -> Sequence[WrongRule]:
    """The rows that are about a gate's operation."""
    op = work.graph.ops[gate]
    own = FUNCTIONS.get(op, ()) + GATES.get(op, ())
    return (*own, *ONE_INPUT) if is_function(work, gate) else own


def by_rule(work: Workshop, gate: int, rule: WrongRule, slopes: dict[int, int]) -> int | None:
    """What a row gives; None where it does not apply."""
    args = work.graph.args[gate]
    varies = "".join(letter for letter, a in zip("ab", args, strict=False) if a in work.moves)
    if any(need not in varies for need in rule.needs.rstrip("!")) or "!" in rule.needs and len(varies) > 1:
        return None
    if rule.label == "chain_factor_forgotten" and all(slopes[a] == work.one for a in args if a in work.moves):
        return None  # a factor 1 cannot be missing
    letters = _letters(work, gate, rule.formula, slopes)
    return None if letters is None else work.filled(rule.formula, letters)


def _letters(work: Workshop, gate: int, formula: str, slopes: dict[int, int]) -> dict[str, int] | None:
    graph, args = work.graph, work.graph.args[gate]
    letters = {"u": args[0], "y": gate, "x": work.x, "p": slopes.get(args[0], work.zero),
               **dict(zip("ab", args, strict=False))}
    if len(args) > 1:
        letters["q"] = slopes.get(args[1], work.zero)
    for letter in _needed(formula) & _LETTERS_OF_FUNCTIONS:
        at = {"x": work.x, "p": letters["p"]}.get(letter[2:], args[0])
        value = graph.add(graph.ops[gate], (at,), graph.payloads[gate])
        if letter[0] == "f":
            letters[letter] = value
            continue
        found = _derivative(work, value, at)
        if found is None:
            return None
        letters[letter] = found
    return letters


@lru_cache(maxsize=512)
def _needed(formula: str) -> frozenset[str]:
    return frozenset(note for op, _, note in template_steps(formula) if op == "Variable")


def _derivative(work: Workshop, gate: int, at: int) -> int | None:
    try:
        found = partials_of(work.graph, work.tidy, gate, {at})
    except ChainruleError:
        return None
    return found[0][1] if found else None


def _other_rows(work: Workshop, gate: int, slopes: dict[int, int]) -> Iterator[Wrong]:
    """The derivatives of other functions, and the functions themselves, with either sign."""
    graph, (u,) = work.graph, work.graph.args[gate]
    inner = slopes.get(u, work.zero)
    for rule in RULES.values():
        if rule.arity != (1, 1) or not rule.usual or rule.name == graph.ops[gate] or rule.kind:
            continue
        other = graph.add(rule.name, (u,))
        slope = _derivative(work, other, u)
        for taken in (other,) if slope is None else (slope, other):
            wrong = work.product(taken, inner)
            yield "table_confused", wrong
            yield "table_confused", work.tidy.negation(wrong)


_INNER = ("inner_derivative_misplaced", "differentiated_inside_only", "power_distributed")


def _inner(work: Workshop, gate: int, slopes: dict[int, int]) -> Iterator[Wrong]:
    """f′(g′(h))·h′ for a gate with one moving input; the gate taken of each term of a sum."""
    graph, args = work.graph, work.graph.args[gate]
    moving = [slot for slot, a in enumerate(args) if a in work.moves]
    if len(moving) != 1 or graph.ops[gate] in ("product", "sum", "difference", "copy", "negation", "unknown", "cases"):
        return
    slot = moving[0]

    def at(inner: int) -> int:
        return graph.add(graph.ops[gate], (*args[:slot], inner, *args[slot + 1:]), graph.payloads[gate])

    parted = _last_factor(work, args[slot], slopes)
    if parted is not None:
        local, last = parted
        outer = _derivative(work, at(local), local)
        if outer is not None:
            yield "inner_derivative_misplaced", work.product(outer, last)
        yield "differentiated_inside_only", work.product(at(local), last)
    if graph.ops[args[slot]] in ("sum", "difference"):
        yield "power_distributed", work.sum(*(_signed_slope(work, at(term), term, sign, slopes) for term, sign in zip(
            graph.args[args[slot]], graph.signs(args[slot]), strict=True) if term in work.moves))


def _signed_slope(work: Workshop, gate: int, inner: int, sign: str, slopes: dict[int, int]) -> int:
    found = _derivative(work, gate, inner)
    slope = work.product(found if found is not None else work.zero, slopes.get(inner, work.zero))
    return slope if sign == "+" else work.tidy.negation(slope)


def _of_product(work: Workshop, gate: int, slopes: dict[int, int]) -> Iterator[Wrong]:
    """Terms of the product rule left out, multiplied, with a wrong sign; constant factors lost."""
    args = work.graph.args[gate]
    moving = [k for k, a in enumerate(args) if a in work.moves]
    others = [a for a in args if a not in work.moves]
    terms = [work.product(slopes[args[k]], *args[:k], *args[k + 1:]) for k in moving]
    inner = [slopes[args[k]] for k in moving]
    if len(moving) > 1:
        yield "product_of_derivatives", work.product(*inner, *others)
        yield "product_of_derivatives", work.product(*inner)
        yield "factors_added", work.sum(*inner)
        yield "paths_multiplied", work.product(*terms)
        for k, term in enumerate(terms):
            rest = terms[:k] + terms[k + 1:]
            yield "product_term_forgotten", work.sum(*rest)
            yield "product_term_forgotten", term
            yield "minus_lost", work.sum(*rest, work.tidy.negation(term))
        for k, j in ((k, j) for k in range(len(moving)) for j in range(len(moving)) if k != j):
            mixed = work.product(inner[k], inner[j])
            yield "product_of_derivatives", work.sum(mixed, *terms[:k], *terms[k + 1:])
        yield "minus_lost", work.tidy.negation(work.sum(*terms))
    else:
        slope, = inner
        yield "factors_added", work.sum(slope, *others)
        if len(others) > 1:
            yield "factors_added", work.sum(slope, work.product(*others))
        yield "constant_factor_dropped", slope
        yield "chain_factor_forgotten", work.product(*others)
        yield "minus_lost", work.tidy.negation(terms[0])
        for k, constant in enumerate(others):
            yield "constant_factor_dropped", work.product(slope, *others[:k], *others[k + 1:])
            yield "reciprocal_forgotten", work.product(slope, work.tidy.quotient(work.one, constant))
    for constant in others:
        yield "constant_factor_dropped", work.tidy.quotient(work.sum(*terms), constant)
        if len(terms) > 1:
            for k, term in enumerate(terms):
                rest = terms[:k] + terms[k + 1:]
                yield "constant_factor_dropped", work.sum(work.tidy.quotient(term, constant), *rest)


def _of_sum(work: Workshop, gate: int, slopes: dict[int, int]) -> Iterator[Wrong]:
    """Terms left out, counted twice, with a wrong sign, multiplied; the last factor of one taken out of the bracket."""
    graph, args = work.graph, work.graph.args[gate]
    signs = graph.signs(gate)
    signed = [slopes.get(a, work.zero) if s == "+" else work.tidy.negation(slopes.get(a, work.zero))
              for a, s in zip(args, signs, strict=True)]
    moving = [k for k, a in enumerate(args) if a in work.moves]
    for k in moving:
        rest = signed[:k] + signed[k + 1:]
        yield "minus_lost", work.sum(*rest, work.tidy.negation(signed[k]))
        if len(moving) > 1:
            yield "path_forgotten", work.sum(*rest)
            yield "path_forgotten", signed[k]
            yield "path_counted_twice", work.sum(*signed, signed[k])
        misplaced = _last_factor(work, args[k], slopes)
        if misplaced is not None and len(moving) > 1:
            outer, last = misplaced
            outer = outer if signs[k] == "+" else work.tidy.negation(outer)
            yield "inner_derivative_misplaced", work.product(work.sum(*rest, outer), last)
            yield "inner_derivative_misplaced", work.sum(*rest, work.product(outer, last, last))
    if len(moving) > 1:
        yield "paths_multiplied", work.product(*(signed[k] for k in moving))
        yield "paths_multiplied", work.product(*(slopes[args[k]] for k in moving))
        yield from _term_by_term(work, [signed[k] for k in moving])
    if "-" in signs:
        yield "minus_lost", work.sum(*(slopes.get(a, work.zero) for a in args))


def _term_by_term(work: Workshop, slopes: list[int]) -> Iterator[Wrong]:
    """The same with the terms so far taken together: (a + b) + c."""
    doubled = slopes[0]
    for k in range(1, len(slopes)):
        sofar, rest = work.sum(*slopes[:k]), slopes[k + 1:]
        multiplied = work.product(sofar, slopes[k])
        yield "paths_multiplied", work.sum(multiplied, *rest)
        yield "paths_multiplied", work.sum(work.tidy.negation(multiplied), *rest)
        if k > 1:
            yield "path_counted_twice", work.sum(sofar, *slopes)
            yield "path_forgotten", work.sum(*slopes[k:])
        doubled = work.sum(work.product(work.graph.number(2), doubled), slopes[k])
    yield "path_counted_twice", doubled


def _of_negation(work: Workshop, gate: int, slopes: dict[int, int]) -> Iterator[Wrong]:
    """-2x is a constant times x: the constant may be lost with its sign."""
    graph, (inner,) = work.graph, work.graph.args[gate]
    if graph.ops[inner] == "product":
        for label, wrong in _of_product(work, inner, slopes):
            if label == "constant_factor_dropped":
                yield label, wrong


def _last_factor(work: Workshop, node: int, slopes: dict[int, int]) -> tuple[int, int] | None:
    """The derivative of a gate with one moving input, parted into its local partial and the input's derivative."""
    args = work.graph.args[node]
    moving = [slot for slot, a in enumerate(args) if a in work.moves]
    if len(moving) != 1 or args[moving[0]] == work.x or work.graph.ops[node] == "copy":
        return None
    return work.partials(node)[moving[0]], slopes[args[moving[0]]]


_OWN = {"product": _of_product, "sum": _of_sum, "difference": _of_sum, "negation": _of_negation}
