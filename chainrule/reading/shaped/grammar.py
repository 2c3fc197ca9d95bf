"""Which step each token takes in a program with vectors and matrices: names, calls, brackets, bars and norms."""
from __future__ import annotations

from ...rules.matrices.calls import CALLS
from ...tree import Called, Raised, Typed
from ..grammar import calls, groups, parser, terms
from ..grammar.frames import FUNCTION, Frame, Tables
from ..grammar.machine import Parser
from ..mistakes import diagnosis
from ..names import CONSTANTS, SUPERSCRIPTS, plain_name
from . import operators
from .heads import Asked, Bars, Indexed, Keyword, Listed, Sign
from .notation import Written, put, written

NORM = ("‖", "∥", "||")
_LIST, _NORM = "[", "‖"


def atom(of: Parser) -> bool:
    """A number, a name, a function of vectors, `axis=0`; each leaf is one of its own, so that it has a place."""
    text, at = of.texts[of.at], of.at
    if "=" in text and len(text) > 2:
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
    if not CALLS[text].bare or not after or not (after[0].isalnum() or after in ("{", "[", *NORM)):
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
    if frame.opener == _LIST:
        of.fail("brackets_open", frame.index)
    if frame.opener == "(" and frame.head is Asked:
        _end(of, Asked)
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


def _end(of: Parser, head: type[Typed]) -> None:
    """The head of the innermost frame, complete at the present token."""
    frame = of.frames.pop()
    args = of.operands[frame.start:]
    del of.operands[frame.start:]
    put(of, head(*args, note=frame.note), frame.index if not args else min(
        frame.index, written(of).first(args[0], frame.index)))
    of.at += 1


def close_empty(of: Parser) -> bool:
    """`)` where an operand is expected: `x.sum()`."""
    frame = of.frames[-1]
    if frame.head is Asked and frame.opener == "(" and of.texts[of.at - 1] == "(" and len(of.operands) > frame.start:
        _end(of, Asked)
        return True
    if frame.head is Asked and frame.opener == "(" and of.texts[of.at - 1] == "(":
        of.fail("function_alone", frame.index, name=frame.note)
    return groups.close_empty(of)


def open_list(of: Parser) -> bool:
    """`[` where an operand is expected: a literal, or blocks side by side."""
    of.push(0, Listed, len(of.operands), note="", opener=_LIST)
    of.at += 1
    return False


def part(of: Parser) -> bool:
    """`,` and `;` between the parts of a list, `,` between arguments."""
    frame, sign = of.reduce(0), of.texts[of.at]
    if frame.opener != _LIST:
        if sign == ";":
            diagnosis.unreadable(of)
        return groups.comma(of)
    frame.note = (frame.note or "") + sign
    of.at += 1
    return True


def close_list(of: Parser) -> bool:
    """`]` behind the last part of a list."""
    if of.reduce(0).opener != _LIST:
        of.fail("brackets_closed")
    _end(of, Listed)
    return False


def index(of: Parser) -> bool:
    """`x[2]`, `W[1, :]` behind what it is an entry or a part of; in a list the next part."""
    if _spaced(of):
        return _next_part(of)
    texts, start = of.texts, of.at
    end = texts.index("]", start) if "]" in texts[start:] else 0
    inside = "".join(texts[start + 1:end])
    if not end or "[" in texts[start + 1:end] or not inside:
        of.fail("brackets_open", start)
    first = written(of).first(of.operands[-1], start)
    of.at = end
    put(of, Indexed(of.operands.pop(), note=tuple(inside.split(","))), first)
    of.at += 1
    return False


def _spaced(of: Parser) -> bool:
    """Whether a list goes on behind a space: `[1 2; 3 4]`."""
    frame = next((f for f in reversed(of.frames) if f.opener), None)
    return frame is not None and frame.opener == _LIST and not of.line.touches(of.at)


def _next_part(of: Parser) -> bool:
    frame = of.reduce(0)
    frame.note = (frame.note or "") + ","
    return True


def beside(of: Parser) -> bool:
    """No operator: the next part of a list, a method `.sum()`, or a product."""
    text = of.texts[of.at]
    if text[0] == "." and text[1:].isidentifier():
        return _method(of, text[1:])
    if _spaced(of) and text[:1] not in SUPERSCRIPTS and (text[0].isalnum() or text in ("(", "[")):
        return _next_part(of)
    return operators.beside(of)


def _method(of: Parser, name: str) -> bool:
    """`X.sum(axis=0)`, `W.dot(x)`."""
    if name not in CALLS or of.texts[of.at + 1] != "(":
        of.fail("attribute", of.at, name=name)
    of.push(0, Asked, len(of.operands) - 1, note=name, opener="(").relations = ("method",)
    if of.texts[of.at + 2] == ")":
        of.at += 2
        _end(of, Asked)
        return False
    of.at += 2
    frame = of.frames[-1]
    frame.relations = ()
    return True


def bar(of: Parser) -> bool:
    """`|` behind an operand: it closes, or opens a factor."""
    if of.roles.get(of.at) or not any(frame.opener == "|" for frame in of.frames):
        return beside(of)
    frame = of.reduce(0)
    if frame.opener != "|":
        return beside(of)
    of.frames.pop()
    put(of, Bars(of.operands.pop(), note="|"), frame.index)
    of.at += 1
    return False


def open_norm(of: Parser) -> bool:
    """`‖` where an operand is expected."""
    of.push(0, Bars, len(of.operands), note="‖", opener=_NORM)
    of.at += 1
    return False


def close_norm(of: Parser) -> bool:
    """`‖` behind an operand: it closes, and a subscript may follow; or it opens a factor."""
    if not any(frame.opener == _NORM for frame in of.frames):
        return beside(of)
    frame = of.reduce(0)
    if frame.opener != _NORM:
        return beside(of)
    of.frames.pop()
    under = of.texts[of.at + 1]
    lowered = under[:1] == "_" and len(under) > 1
    of.at += lowered
    put(of, Bars(of.operands.pop(), note="‖" + under.strip("_{}") if lowered else "‖"), frame.index)
    of.at += 1
    return False


def finish(of: Parser) -> bool:
    """The end of the line."""
    frame = of.reduce(0)
    if frame.opener == _NORM:
        of.fail("norm_bars", frame.index)
    if frame.opener == _LIST:
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


def open_inner(of: Parser) -> bool:
    """`⟨` where an operand is expected: an inner product."""
    of.push(0, Asked, len(of.operands), note="inner", opener="(")
    of.at += 1
    return False


_PREFIX = {")": close_empty, "[": open_list, "(": open_group, "⟨": open_inner, **dict.fromkeys(NORM, open_norm)}
_INFIX = {
    **dict.fromkeys(operators.ENTRYWISE, operators.multiply), **dict.fromkeys(operators.DIVIDED, operators.divide),
    **dict.fromkeys(operators.RAISED, operators.power), **dict.fromkeys(operators.TRANSPOSED, operators.transpose),
    ")": close, "⟩": close, "[": index, "]": close_list, ",": part, ";": part, "|": bar,
    **dict.fromkeys(NORM, close_norm), "": finish,
}


def notation(named: set[str]) -> Written:
    """The notation of a program in which these names are values."""
    plain = Tables({**parser.PREFIX, **_PREFIX}, {**parser.INFIX, **_INFIX}, atom, beside, headed, False)
    latex = Tables({**parser.LATEX_PREFIX, **_PREFIX}, {**parser.LATEX_INFIX, **_INFIX}, atom, beside, headed, False)
    return Written(plain, latex, named)


