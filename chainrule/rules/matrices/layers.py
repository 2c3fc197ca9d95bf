"""The rules of layers: softmax, log-sum-exp, normalization, attention, convolution, and more activations."""
from __future__ import annotations

from typing import Any

from ...language import Text
from . import shaping
from .rule import MatrixRule

FAMILY = Text("Layers", "신경망의 층")
SHARES = Text("weighs, and takes the weighted mean off", "가중치를 곱하고 가중평균을 뺀다")
ROWS_OF_TWO = (((2, 3),), ())
VECTOR = (((4, 1),), ())


def _softmax(m: Any, a: Any) -> Any:
    raised = m.map("exp", m.map("difference", a, m.shift(a)))
    return m.map("quotient", raised, m.total(raised))


def _logsumexp(m: Any, a: Any) -> Any:
    shift = m.shift(a)
    return m.map("sum", shift, m.map("ln", m.total(m.map("exp", m.map("difference", a, shift)))))


def _totals(m: Any, a: Any) -> Any:
    """The sums of the rows."""
    return m.matmul(a, m.ones(m.shape(a)[1], 1))


def _activation(name: str, title: Text, opened: str) -> MatrixRule:
    return MatrixRule(name, title, shaping.as_first, opened=opened, example=VECTOR)


ROWS = (
    MatrixRule("softmax", Text("softmax", "소프트맥스"), shaping.as_first, ("H(y) + in(y) out(y) c(-1)",),
               (Text("each entry of {y} grows with its own score, and falls as the sum of all grows",
                     "{y}의 각 성분은 자기 점수가 커지면 커지고, 전체 합이 커지면 작아진다"),), SHARES,
               value=lambda m, held, a: _softmax(m, a), form="call softmax", example=VECTOR),
    MatrixRule("logsumexp", Text("log-sum-exp", "로그-합-지수"), shaping.number, ("in(softmax(a))",),
               (Text("the slope of log-sum-exp is the softmax", "로그-합-지수의 기울기는 소프트맥스이다"),),
               value=lambda m, held, a: _logsumexp(m, a), form="call logsumexp", example=VECTOR),
    MatrixRule("log_softmax", Text("logarithm of the softmax", "소프트맥스의 로그"), shaping.as_first,
               opened="difference(a, logsumexp(a))", example=VECTOR),
    MatrixRule("softmax_rows", Text("softmax of each row", "행별 소프트맥스"), shaping.as_first,
               ("H(y) + H(y) R(ones[columns, 1]) R(ones[1, columns]) H(y) c(-1)",),
               (Text("in each row, each share grows with its own score, and falls as the sum of the row grows",
                     "행마다 각 확률은 자기 점수가 커지면 커지고, 그 행의 합이 커지면 작아진다"),), SHARES,
               value=lambda m, held, a: m.by_rows(_softmax, a),
               sympy=lambda m, held, a: m.map("quotient", m.map("exp", a), m.matmul(
                   _totals(m, m.map("exp", a)), m.ones(1, m.shape(a)[1]))), form="call softmax", example=ROWS_OF_TWO),
    MatrixRule("logsumexp_rows", Text("log-sum-exp of each row", "행별 로그-합-지수"), shaping.per_row,
               ("H(softmax_rows(a)) R(ones[columns, 1])",),
               (Text("in each row, the slope of log-sum-exp is the softmax",
                     "행마다 로그-합-지수의 기울기는 소프트맥스이다"),),
               value=lambda m, held, a: m.by_rows(_logsumexp, a),
               sympy=lambda m, held, a: m.map("ln", _totals(m, m.map("exp", a))), form="call logsumexp",
               example=ROWS_OF_TWO),
    MatrixRule("log_softmax_rows", Text("logarithm of the softmax of each row", "행별 소프트맥스의 로그"),
               shaping.as_first,
               opened="difference(a, on_columns[columns](logsumexp_rows(a)))", example=ROWS_OF_TWO),
    MatrixRule("standardized", Text("standardized: mean 0, variance 1", "표준화(평균 0, 분산 1)"), shaping.as_first,
               opened="quotient(difference(a, average(a)), sqrt(var(a)))", example=VECTOR),
    MatrixRule("layer_norm", Text("layer normalization", "층 정규화"), shaping.as_first,
               opened="quotient(difference(a, average(a)), sqrt(sum(var(a), 0.00001)))", example=VECTOR),
    MatrixRule("centred_rows", Text("rows less their means", "행마다 평균을 뺀 값"), shaping.as_first,
               opened="difference(a, on_columns[columns](row_averages(a)))", example=ROWS_OF_TWO),
    MatrixRule("row_variances", Text("variances of the rows", "행별 분산"), shaping.per_row,
               opened="row_averages(power(centred_rows(a), 2))", example=ROWS_OF_TWO),
    MatrixRule("column_variances", Text("variances of the columns", "열별 분산"), shaping.per_column,
               opened="row_variances(transpose(a))", example=ROWS_OF_TWO),
    MatrixRule("deviation", Text("standard deviation", "표준편차"), shaping.number, opened="sqrt(var(a))",
               example=VECTOR),
    MatrixRule("row_deviations", Text("standard deviations of the rows", "행별 표준편차"), shaping.per_row,
               opened="sqrt(row_variances(a))", example=ROWS_OF_TWO),
    MatrixRule("column_deviations", Text("standard deviations of the columns", "열별 표준편차"), shaping.per_column,
               opened="sqrt(column_variances(a))", example=ROWS_OF_TWO),
    MatrixRule("standardized_rows", Text("each row standardized", "행별 표준화"), shaping.as_first,
               opened="quotient(centred_rows(a), on_columns[columns](sqrt(row_variances(a))))", example=ROWS_OF_TWO),
    MatrixRule("layer_norm_rows", Text("layer normalization of each row", "행별 층 정규화"), shaping.as_first,
               opened="quotient(centred_rows(a), on_columns[columns](sqrt(sum(row_variances(a), 0.00001))))",
               example=ROWS_OF_TWO),
    MatrixRule("attention", Text("attention", "어텐션"), shaping.attention, arity=(3, 3),
               opened="matmul(softmax_rows(quotient(matmul(a, transpose(b)), sqrt(columns))), c)",
               example=(((2, 3), (4, 3), (4, 2)), ())),
    MatrixRule("cross_entropy", Text("cross-entropy", "교차 엔트로피"), shaping.equal, arity=(2, 2),
               opened="negation(inner(b, ln(a)))", example=(((3, 1), (3, 1)), ())),
    MatrixRule("conv1d", Text("convolution", "합성곱"), shaping.convolved,
               ("L(toeplitz[rows](b))", "L(windows[rows.b](a))"),
               (Text("a convolution is a product with a matrix in whose rows the kernel moves along",
                     "합성곱은 커널이 행마다 한 칸씩 밀려 놓인 행렬을 곱하는 것이다"),
                Text("for the kernel it is a product with the matrix of all windows of the signal",
                     "커널에 대해서는 신호의 창을 행으로 쌓은 행렬을 곱하는 것이다")), arity=(2, 2),
               value=lambda m, held, a, b: m.matmul(_windows(m, a, m.shape(b)[0]), b), form="call conv",
               example=(((5, 1), (2, 1)), ())),
    MatrixRule("toeplitz", Text("the matrix of a kernel", "커널의 행렬"), shaping.toeplitz, ("toeplitz(held0)",),
               (Text("every row holds the kernel, one place further on", "행마다 커널이 한 칸씩 밀려 있다"),),
               Text("adds up along the kernel's diagonals", "커널이 놓인 대각선을 따라 더한다"),
               value=lambda m, held, a: _toeplitz(m, a, held[0]), form="call toeplitz", example=(((2, 1),), (5,))),
    MatrixRule("windows", Text("the windows of a signal", "신호의 창"), shaping.windows, ("windows(held0)",),
               (Text("every row holds the next window of the signal", "행마다 신호의 다음 창이 놓인다"),),
               Text("adds up where the windows overlap", "창이 겹치는 자리를 더한다"),
               value=lambda m, held, a: _windows(m, a, held[0]), form="call windows", example=(((5, 1),), (2,))),
    MatrixRule("overlaps", Text("overlapping windows added up", "겹치는 창의 합"), shaping.overlaps, ("overlaps",),
               (Text("every window is added where it lies in the signal", "창을 신호의 제자리에 더한다"),),
               Text("hands every window its own entries", "창마다 제 성분을 돌려준다"),
               value=lambda m, held, a: _overlaps(m, a), form="call overlaps", example=(((4, 2),), ())),
    MatrixRule("bands", Text("sums along the diagonals", "대각선을 따라 더한 값"), shaping.bands, ("bands",),
               (Text("the entries on each diagonal of the band are added", "띠의 대각선마다 성분을 더한다"),),
               Text("hands its gradient to every entry of the diagonal", "대각선의 모든 성분에 나눠 준다"),
               value=lambda m, held, a: _bands(m, a), form="call bands", example=(((4, 5),), ())),
    _activation("gelu", Text("GELU", "GELU"), "product(a, quotient(sum(1, erf(quotient(a, sqrt(2)))), 2))"),
    _activation("leaky_relu", Text("leaky ReLU", "리키 ReLU"), "sum(relu(a), product(held0, min(0, a)))"),
    _activation("elu", Text("ELU", "ELU"), "sum(relu(a), expm1(min(0, a)))"),
    _activation("silu", Text("SiLU", "SiLU"), "product(a, sigmoid(a))"),
    _activation("softsign", Text("softsign", "소프트사인"), "quotient(a, sum(1, abs(a)))"),
    _activation("square", Text("square", "제곱"), "power(a, 2)"),
)


def _windows(m: Any, signal: Any, size: int) -> Any:
    count = m.shape(signal)[0] - size + 1
    return m.matrix([[m.entry(signal, i + j, 0) for j in range(size)] for i in range(count)])


def _toeplitz(m: Any, kernel: Any, columns: int) -> Any:
    size = m.shape(kernel)[0]
    return m.matrix([[m.entry(kernel, j - i, 0) if 0 <= j - i < size else 0 for j in range(columns)]
                     for i in range(columns - size + 1)])


def _overlaps(m: Any, a: Any) -> Any:
    """Each column of the windows, put one place further down than the one before."""
    count, size = m.shape(a)
    columns = [m.put(m.part(a, 0, count, j, j + 1), j, 0, count + size - 1, 1) for j in range(size)]
    return m.map("sum", *columns) if size > 1 else columns[0]


def _bands(m: Any, a: Any) -> Any:
    """Each row of the band, taken from one place further on than the one before."""
    count, columns = m.shape(a)
    size = columns - count + 1
    rows = [m.transpose(m.part(a, i, i + 1, i, i + size)) for i in range(count)]
    return m.map("sum", *rows) if count > 1 else rows[0]
