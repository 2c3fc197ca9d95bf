"""The rules of products: of matrices, transposed, inner and outer, and what square matrices have."""
from __future__ import annotations

from collections.abc import Sequence

from ...language import Text
from . import shaping
from .rule import MatrixRule

FAMILY = Text("Products and square matrices", "곱과 정사각행렬")
INVERTIBLE = Text("the matrix is invertible", "역행렬이 있어야 한다")
HAS_INVERSE = Text("{a} is invertible", "{a}의 역행렬이 있다")
TWO = (((3, 2), (2, 4)), ())
SQUARE = (((3, 3),), ())


def _cube(shapes: Sequence[tuple[int, int]]) -> int:
    """Elimination in a square matrix."""
    return shapes[0][0] ** 3


ROWS = (
    MatrixRule("matmul", Text("matrix product", "행렬의 곱"), shaping.product, ("R(b)", "L(a)"),
               (Text("the product is linear in its left factor: the right factor stays on the right",
                     "곱은 왼쪽 행렬에 대해 선형이다. 오른쪽 행렬은 오른쪽에 그대로 남는다"),
                Text("the product is linear in its right factor: the left factor stays on the left",
                     "곱은 오른쪽 행렬에 대해 선형이다. 왼쪽 행렬은 왼쪽에 그대로 남는다")),
               Text("multiplies by the transposed other factor", "상대를 전치해 곱해 보낸다"), arity=(2, 2),
               value=lambda m, held, a, b: m.matmul(a, b), form="product", sign="×", example=TWO),
    MatrixRule("transpose", Text("transpose", "전치"), shaping.turned, ("T",),
               (Text("transposing only moves the entries", "전치는 성분의 자리만 바꾼다"),),
               Text("turns rows into columns", "행과 열을 바꾼다"),
               value=lambda m, held, a: m.transpose(a), work=lambda shapes: 0, form="above T"),
    MatrixRule("inner", Text("inner product", "내적"), shaping.equal, ("in(b)", "in(a)"),
               (Text("the inner product is linear in each of its factors", "내적은 두 인수 각각에 대해 선형이다"),),
               Text("swaps", "서로 바꿔 곱한다"), arity=(2, 2),
               value=lambda m, held, a, b: m.total(m.map("product", a, b)), form="inner",
               example=(((3, 1), (3, 1)), ())),
    MatrixRule("outer", Text("outer product", "외적(x yᵀ)"), shaping.outer, ("R(transpose(b))", "T L(a)"),
               (Text("the outer product is linear in each of its factors",
                     "외적은 두 인수 각각에 대해 선형이다"),),
               Text("multiplies by the other vector", "상대 벡터를 곱해 보낸다"), arity=(2, 2),
               value=lambda m, held, a, b: m.matmul(a, m.transpose(b)),
               work=lambda shapes: shapes[0][0] * shapes[1][0], form="outer",
               example=(((3, 1), (2, 1)), ())),
    MatrixRule("inverse", Text("inverse", "역행렬"), shaping.square, ("L(y) R(y) c(-1)",),
               (Text("from {a}·{inverse} = I follows {da}·{inverse} + {a}·d({inverse}) = 0",
                     "{a}·{inverse} = I에서 {da}·{inverse} + {a}·d({inverse}) = 0이다"),),
               value=lambda m, held, a: m.inverse(a), work=_cube, form="above -1", needs=INVERTIBLE,
               holds=HAS_INVERSE, defined=True, example=SQUARE),
    MatrixRule("det", Text("determinant", "행렬식"), shaping.square_number, ("in(product(y, transpose(inverse(a))))",),
               (Text("Jacobi's formula: {dy} = tr(adj({a})·{da}), and adj({a}) = {y}·{inverse} where {a} is invertible",
                     "야코비 공식: {dy} = tr(adj({a})·{da}). {a}의 역행렬이 있으면 adj({a}) = {y}·{inverse}이다"),),
               everywhere="in(transpose(adjugate(a)))",
               value=lambda m, held, a: m.det(a), work=_cube, form="call det", needs=INVERTIBLE,
               holds=HAS_INVERSE, example=SQUARE),
    MatrixRule("adjugate", Text("adjugate: the cofactors, transposed", "딸림행렬(여인수를 전치한 행렬)"),
               shaping.square, ("in(transpose(inverse(a))) out(y) + L(y) R(inverse(a)) c(-1)",),
               (Text("every entry is a determinant with one row and one column left out",
                     "성분마다 행과 열을 하나씩 뺀 행렬식이다"),),
               value=lambda m, held, a: m.adjugate(a), work=_cube, form="call adj", needs=INVERTIBLE,
               holds=HAS_INVERSE, example=SQUARE),
    MatrixRule("logdet", Text("logarithm of the determinant", "행렬식의 로그"), shaping.square_number,
               ("in(transpose(inverse(a)))",),
               (Text("Jacobi's formula, divided by the determinant: tr({inverse}·{da})",
                     "야코비 공식을 행렬식으로 나눈다: tr({inverse}·{da})"),),
               value=lambda m, held, a: m.map("ln", m.det(a)), work=_cube, form="call ln det",
               needs=Text("the determinant is positive", "행렬식이 양수여야 한다"),
               holds=Text("{positive}", "{positive}"), defined=True, example=SQUARE),
    MatrixRule("trace", Text("trace", "대각합"), shaping.square_number, ("in(eye[rows])",),
               (Text("the trace adds the entries of the diagonal", "대각합은 대각선 성분을 더한다"),),
               value=lambda m, held, a: m.total(m.map("product", a, m.eye(m.shape(a)[0]))), sympy="Trace",
               form="call tr", example=SQUARE),
    MatrixRule("diagonal", Text("diagonal of a matrix", "대각선 성분"), shaping.diagonal,
               ("H(eye[rows]) R(ones[rows, 1])",),
               (Text("only the diagonal is taken", "대각선 성분만 꺼낸다"),),
               value=lambda m, held, a: m.matmul(m.map("product", a, m.eye(m.shape(a)[0])),
                                                 m.ones(m.shape(a)[0], 1)), form="call diag", example=SQUARE),
    MatrixRule("diagonal_matrix", Text("diagonal matrix", "대각행렬"), shaping.diagonal_matrix,
               ("R(ones[1, rows]) H(eye[rows])",),
               (Text("every entry goes to its place on the diagonal", "성분마다 대각선의 제자리로 간다"),),
               value=lambda m, held, a: m.map("product", m.matmul(a, m.ones(1, m.shape(a)[0])),
                                              m.eye(m.shape(a)[0])), sympy="DiagMatrix", form="call diag",
               example=(((3, 1),), ())),
    MatrixRule("solve", Text("solution of a linear system", "연립방정식의 해"), shaping.solved, arity=(2, 2),
               opened="matmul(inverse(a), b)", example=(((3, 3), (3, 2)), ())),
    MatrixRule("cumulated", Text("running sums", "누적합"), shaping.as_first,
               opened="matmul(lower[rows], a)", example=(((4, 1),), ())),
)
