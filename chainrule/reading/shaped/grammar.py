"""Which step each token takes in a program with vectors and matrices: names, calls, brackets, bars and norms."""
from __future__ import annotations

from ...rules.matrices.calls import CALLS
from ...tree import Called, Raised, Typed, Variable
from ..grammar import calls, groups, parser, terms
from ..grammar.frames import FUNCTION, Frame, Tables
from ..grammar.machine import Parser
from ..mistakes import diagnosis
from ..names import CONSTANTS, plain_name
from ..tokens import ONES
from . import brackets, operators
from .heads import Asked, Keyword, Sign
from .notation import Written, put, written


def atom(of: Parser) -> bool:
    """A number, a name, a function of vectors, `axis=0`; each leaf is one of its own, so that it has a place."""
    text, at = of.texts[of.at], of.at
    if text[:1] == "." and not text[1:2].isdigit() and len(text) > 1:
        return diagnosis.no_operand(of)
    if text[0] == ONES:
        put(of, Variable(note=text), at)
    elif "=" in text and len(text) > 2:
        name, _, value = text.partition("=")
        put(of, Keyword(note=(name.strip(), value.strip().strip("'\""))), at)
    elif text[0] in "'\"" and len(text) > 2:
        put(of, Keyword(note=("ord", text.strip("'\""))), at)
    elif text in CALLS and not _is_name(of, text) and _calls(of, text):
        return False
    else:
        before = len(of.frames)
        if not (_leaf(of, text) if _is_name(of, text) else terms.atom(of)):
            return False
        assert len(of.frames) == before
        leaf = of.operands.pop()
        put(of, type(leaf)(*leaf.args, note=leaf.note), at, at)
        return True
    of.at += 1
    return True


def _is_name(of: Parser, text: str) -> bool:
    """Whether a word is a value of the program; before a parenthesis only where it is no function."""
    return text[0].isalpha() and text not in CONSTANTS and of.texts[of.at + 1] != "(" \
        and plain_name(of.line, of.at) in written(of).named


def _leaf(of: Parser, text: str) -> bool:
    of.operands.append(of.names.leaf(of.line, of.at))
    of.at += 1
    return True


def _calls(of: Parser, text: str) -> bool:
    """Open the call of a function of vectors: `tr(A)`, `tr A`; False where the word is a name."""
    after = of.texts[of.at + 1]
    if text in of.names.functions or text in of.names.defined:
        return False
    if after == "(":
        if text in calls.SPECIAL and _commas(of) == 3:  # sum(x_i, i, 1, 3)
            return False
        of.push(0, Asked, len(of.operands), note=text, opener="(")
        of.at += 2
        return True
    if not CALLS[text].bare or not after or not (after[0].isalnum() or after in ("{", *operators.OPENING)):
        return False
    of.push(FUNCTION, Asked, len(of.operands), note=text)
    of.at += 1
    return True


def _commas(of: Parser) -> int:
    """How many commas stand between the arguments of the call at hand."""
    depth = count = 0
    for text in of.texts[of.at + 1:]:
        depth += (text in ("(", "{", "[")) - (text in (")", "}", "]"))
        count += text == "," and depth == 1
        if depth == 0:
            break
    return count


def close(of: Parser) -> bool:
    """`)`: the end of a group or of a call."""
    frame = of.reduce(0)
    if frame.opener == brackets.LIST:
        of.fail("brackets_open", frame.index)
    if frame.opener == "(" and frame.head is Asked:
        of.at += frame.special and of.texts[of.at + 1] == ")"  # ones((2, 3))
        brackets.end(of, Asked)
        return False
    groups.close(of)
    tree = of.operands[-1]
    if isinstance(tree, Called | Raised) and (frame.head is Called):
        of.operands[-1] = _raised(tree)
    if frame.head is None:
        written(of).grouped.add(id(of.operands[-1]))
    put(of, of.operands.pop(), frame.index, of.at - 1)
    return False


def _raised(tree: Typed) -> Typed:
    """sin^2(x): the power of a function as a sign, so that the shapes decide about it."""
    return Sign(*tree.args, note=".^") if isinstance(tree, Raised) else tree


def close_empty(of: Parser) -> bool:
    """`)` where an operand is expected: `x.sum()`."""
    frame = of.frames[-1]
    if frame.head is Asked and frame.opener == "(" and of.texts[of.at - 1] == "(" and len(of.operands) > frame.start:
        brackets.end(of, Asked)
        return True
    if frame.head is Asked and frame.opener == "(" and of.texts[of.at - 1] == "(":
        of.fail("function_alone", frame.index, name=frame.note)
    return groups.close_empty(of)


def finish(of: Parser) -> bool:
    """The end of the line."""
    frame = of.reduce(0)
    if frame.opener == brackets.NORM:
        of.fail("norm_bars", frame.index)
    if frame.opener == brackets.LIST:
        of.fail("brackets_open", frame.index)
    return groups.finish(of)


def headed(of: Parser, frame: Frame, args: list[Typed]) -> Typed:
    """The tree of an operator that has all its operands, at its place."""
    notation = written(of)
    if frame.head is Asked:
        tree: Typed = Asked(*args, note=frame.note)
    elif frame.power == FUNCTION:
        tree = _raised(calls.bare(of, frame, args))
    else:
        tree = parser.headed(of, frame, args)
    first = notation.first(args[0], frame.index)
    last = notation.places[id(args[-1])].last if id(args[-1]) in notation.places else of.at - 1
    return notation.put(of, tree, min(first, frame.index), max(last, frame.index))


def open_group(of: Parser) -> bool:
    """`(`: a group, also where it begins as a composition does but holds values: (A∘B)."""
    if of.texts[of.at + 1] in written(of).named or of.texts[of.at + 2:of.at + 3] == ["⊙"]:
        of.push(0, None, len(of.operands), opener="(")
        of.at += 1
        return False
    return groups.open(of)


_PREFIX = {")": close_empty, "[": brackets.open_list, "(": open_group, "⟨": brackets.open_inner, "{": groups.group,
           **dict.fromkeys(operators.NORM, brackets.open_norm)}
_INFIX = {
    **dict.fromkeys(operators.ENTRYWISE, operators.multiply), **dict.fromkeys(operators.DIVIDED, operators.divide),
    **dict.fromkeys(operators.RAISED, operators.power), **dict.fromkeys(operators.TRANSPOSED, operators.transpose),
    ")": close, "⟩": close, "[": brackets.index, "]": brackets.close_list, ",": brackets.part,
    ";": brackets.part, "|": brackets.bar,
    **dict.fromkeys(operators.NORM, brackets.close_norm), "}": groups.ungroup, "": finish,
}


def notation(named: set[str]) -> Written:
    """The notation of a program in which these names are values."""
    plain, latex = (Tables({**prefix, **_PREFIX}, {**infix, **_INFIX}, atom, brackets.beside, headed, False)
                    for prefix, infix in ((parser.PREFIX, parser.INFIX), (parser.LATEX_PREFIX, parser.LATEX_INFIX)))
    return Written(plain, latex, named)


