"""What the commands of LaTeX mean to the reader: tables, one per kind."""
from __future__ import annotations

from ...notation.names import GREEK
from ...rules import RULES

# Signs, as the parser writes them.
SIGNS = {
    "\\cdot": "*", "\\times": "*", "\\ast": "*", "\\bullet": "*", "\\div": "/", "\\slash": "/",
    "\\le": "<=", "\\leq": "<=", "\\leqslant": "<=", "\\lt": "<", "\\ge": ">=", "\\geq": ">=", "\\geqslant": ">=",
    "\\gt": ">", "\\ne": "!=", "\\neq": "!=", "\\circ": "∘", "\\coloneqq": "=", "\\land": "and", "\\wedge": "and",
    "\\colon": ":",
}

# Spacing and size: nothing to read.
SILENT = frozenset((
    "\\,", "\\;", "\\:", "\\!", "\\ ", "\\>", "~", "\\quad", "\\qquad", "\\displaystyle", "\\textstyle",
    "\\scriptstyle",
    "\\scriptscriptstyle", "\\ds", "\\dsp", "\\limits", "\\nolimits", "\\big", "\\Big", "\\bigg", "\\Bigg", "\\bigl",
    "\\Bigl", "\\biggl", "\\Biggl", "\\bigr", "\\Bigr", "\\biggr", "\\Biggr", "\\bigm", "\\thinspace", "\\medspace",
    "\\thickspace", "\\negthinspace", "\\enspace", "\\nonumber", "\\notag", "\\hfill", "\\mathstrut", "\\strut", "\\rm",
    "\\it", "\\relax", "\\left.", "\\protect", "\\/", "\\-", "\\allowbreak", "\\nobreak", "\\noindent",
))
# The same with one argument in braces.
SILENT_WITH_ARGUMENT = frozenset((
    "\\label", "\\tag", "\\hspace", "\\vspace", "\\hspace*", "\\phantom", "\\hphantom", "\\vphantom", "\\color",
    "\\mspace"))

FRACTIONS = frozenset(("\\frac", "\\dfrac", "\\tfrac", "\\cfrac"))
# The letter itself, in another style.
STYLES = frozenset(("\\mathcal", "\\mathscr", "\\mathfrak", "\\mathit", "\\mathsf", "\\mathnormal"))
# A name in one piece.
NAMED = frozenset(("\\mathrm", "\\text", "\\textrm", "\\textit", "\\operatorname", "\\operatorname*", "\\mbox",
                   "\\mathop",
                   "\\textnormal", "\\textsf", "\\mathtt", "\\texttt", "\\hbox", "\\rmfamily"))
# A mark above a letter, as part of the name.
ACCENTS = {"\\hat": "hat", "\\widehat": "hat", "\\bar": "bar", "\\overline": "bar", "\\tilde": "tilde",
           "\\widetilde": "tilde"}
GROUPS = frozenset(("\\boxed", "\\ensuremath", "\\underline", "\\mathord", "\\mathbin"))
VECTORS = frozenset(("\\mathbf", "\\boldsymbol", "\\bm", "\\vec", "\\mathbb", "\\pmb", "\\overrightarrow", "\\top",
                     "\\intercal", "\\nabla", "\\otimes", "\\odot", "\\det", "\\transpose"))
NORMS = frozenset(("\\lVert", "\\rVert", "\\Vert", "\\|", "\\norm", "‖", "∥"))
# Exponents that are refused where they stand, not as a lacking argument.
LONE = frozenset(("\\top", "\\intercal", "\\circ", "\\ast", "\\dagger", "\\prime", "\\infty"))
PRIMES = frozenset(("\\prime", "'", "′", "\\dprime"))

_VARIANTS = {"varepsilon": "ε", "vartheta": "θ", "varphi": "φ", "varrho": "ρ", "varsigma": "σ", "varkappa": "κ",
             "varpi": "ϖ", "varGamma": "Γ", "varDelta": "Δ", "omicron": "o", "ell": "ℓ", "hbar": "ħ", "imath": "ı",
             "jmath": "ȷ", "aleph": "ℵ"}
LETTERS: dict[str, str] = {**{"\\" + name: sign for name, sign in GREEK.items()},
                           **{"\\" + name: sign for name, sign in _VARIANTS.items()}}

# Words that are functions wherever they stand; the other functions are words for them before a parenthesis only.
ELEMENTARY = frozenset(name for rule in RULES.values() for name in rule.everyday)
# Every function is a command by its names, but where they are letters; `\sqrt` is a construct of its own.
FUNCTIONS: dict[str, str] = {
    **{"\\" + name: name for rule in RULES.values() if rule.callable for name in (rule.name, *rule.aliases)
       if name.isascii() and name.isalpha() and "\\" + name not in (*LETTERS, "\\sqrt")},
    **{"\\" + command: rule.name for rule in RULES.values() for command in rule.commands}}

# Delimiters: what opens a call or a group, and what closes it.
OPENING = {"(": ("", ")"), "[": ("", "]"), "\\{": ("", "\\}"), "\\lbrace": ("", "\\rbrace"),
           "\\lbrack": ("", "\\rbrack"),
           "\\lvert": ("abs", "\\rvert"), "\\lfloor": ("floor", "\\rfloor"),
           "\\lceil": ("ceil", "\\rceil")}
CLOSING = {closer: opener for opener, (_, closer) in OPENING.items()}
# Behind \left and \right these stand for themselves too.
BARS = {"|": "abs", "\\vert": "abs", "\\mid": "abs"}

TRANSPARENT = frozenset((
    "align", "align*", "aligned", "alignat", "alignat*", "gather", "gather*", "gathered", "split", "equation",
    "equation*",
    "eqnarray", "eqnarray*", "multline", "multline*", "displaymath", "math", "dmath", "dmath*", "flalign", "flalign*"))
CASES = frozenset(("cases", "dcases", "rcases", "cases*", "dcases*"))
MATRICES = frozenset(("matrix", "pmatrix", "bmatrix", "vmatrix", "Vmatrix", "Bmatrix", "smallmatrix"))
OTHERWISE = frozenset(("otherwise", "else", "elsewhere", "그외", "그밖에", "아니면", "나머지"))
CONDITION_WORDS = frozenset(("if", "for", "when", "where", "일때", "이면", "인경우"))

# Commands of mathematics that say nothing that can be differentiated as it stands.
UNREAD = frozenset((
    "\\int", "\\iint", "\\oint", "\\lim", "\\limsup", "\\liminf", "\\dots", "\\cdots", "\\ldots", "\\vdots",
    "\\ddots", "\\infty", "\\pm", "\\mp", "\\to", "\\rightarrow", "\\Rightarrow", "\\implies", "\\iff", "\\mapsto",
    "\\in", "\\notin", "\\subset", "\\forall", "\\exists", "\\approx", "\\sim", "\\simeq", "\\equiv", "\\propto",
    "\\binom", "\\choose", "\\mod", "\\bmod", "\\pmod", "\\angle", "\\degree", "\\Re", "\\Im", "\\arg", "\\gcd",
    "\\inf", "\\sup", "\\ker", "\\dim", "\\hom", "\\Pr", "\\coprod", "\\bigcup", "\\bigcap", "\\cup", "\\cap",
    "\\setminus", "\\emptyset", "\\ll", "\\gg", "\\begin", "\\end", "\\newcommand", "\\def", "\\let", "\\input",
    "\\include", "\\write", "\\read", "\\openin", "\\usepackage", "\\documentclass", "\\href", "\\url", "\\dot",
    "\\ddot", "\\langle", "\\rangle", "\\partial"))

KNOWN = frozenset((*SIGNS, *SILENT, *SILENT_WITH_ARGUMENT, *FRACTIONS, *STYLES, *NAMED, *ACCENTS, *GROUPS,
                   *FUNCTIONS, *LETTERS, *OPENING, *CLOSING, *BARS, "\\sqrt", "\\over", "\\root", "\\of", "\\sum",
                   "\\prod", "\\left", "\\right", "\\begin", "\\end", "\\partial", "\\prime"))
