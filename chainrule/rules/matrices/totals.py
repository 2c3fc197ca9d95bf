"""The rules that make a number of all entries, or one per row or column: sums, means, norms, the largest."""
from __future__ import annotations

from typing import Any

from ...language import Text
from . import shaping
from .rule import MatrixRule

FAMILY = Text("Sums, means, norms", "합, 평균, 노름")
EVERY = Text("hands its gradient to every entry", "모든 성분에 그대로 나눠 준다")
LARGEST = (Text("only the largest entry counts", "가장 큰 성분만 값을 정한다"),)
ROUTES = Text("routes to the largest entry", "가장 큰 성분으로만 보낸다")
NOT_ZERO = Text("the norm is not 0", "노름이 0이 아니어야 한다")
NO_ENTRY = Text("no entry is 0", "0인 성분이 없어야 한다")
NO_ENTRY_OF = Text("no entry of {a} is 0", "{a}에 0인 성분이 없다")
TIE = Text("the largest entry stands there more than once", "가장 큰 성분이 둘 이상이다")
SHARED = Text("Any weights that share 1 among these entries make a subgradient of it; frameworks take the first one, "
              "or share equally.",
              "이 성분들에 합이 1이 되도록 무게를 나누면 모두 서브그래디언트가 된다. 프레임워크는 첫째 성분을 쓰거나 "
              "똑같이 나눈다.")


def _tied(entries: list[float]) -> bool:
    return entries.count(max(entries)) > 1


ROWS = (
    MatrixRule("total", Text("sum of all entries", "모든 성분의 합"), shaping.number, ("in(ones[rows, columns])",),
               (Text("every entry counts once", "성분마다 한 번씩 더해진다"),), EVERY,
               value=lambda m, held, a: m.total(a), form="call sum", sign="Σ"),
    MatrixRule("average", Text("mean of all entries", "모든 성분의 평균"), shaping.number,
               ("in(ones[rows, columns]) c(quotient(1, entries))",),
               (Text("every entry counts once, divided by their number", "성분마다 한 번씩 더하고 개수로 나눈다"),),
               EVERY,
               value=lambda m, held, a: m.map("quotient", m.total(a), m.count(a)), form="call mean"),
    MatrixRule("var", Text("variance", "분산"), shaping.number,
               ("in(product(quotient(2, entries), difference(a, average(a))))",),
               (Text("the mean of the squared distances from the mean; through the mean itself comes nothing, for the "
                     "distances add up to 0",
                     "평균과의 차를 제곱해 평균한다. 차의 합이 0이므로 평균을 거치는 몫은 사라진다"),),
               value=lambda m, held, a: _variance(m, a), form="call var"),
    MatrixRule("norm_squared", Text("squared norm", "노름의 제곱"), shaping.number, ("in(product(2, a))",),
               (Text("the sum of the squares: each entry's square gives twice the entry",
                     "성분의 제곱을 모두 더한 값이므로 성분마다 두 배가 된다"),),
               value=lambda m, held, a: m.total(m.map("product", a, a)), form="norm 2"),
    MatrixRule("norm", Text("norm", "노름"), shaping.number, ("in(quotient(a, y))",),
               (Text("the root of the sum of the squares: the vector of length 1 in the direction of {a}",
                     "제곱의 합의 제곱근이므로 {a} 방향의 길이 1인 벡터이다"),),
               value=lambda m, held, a: m.map("sqrt", m.total(m.map("product", a, a))), form="norm",
               joint=lambda a: not any(a), needs=NOT_ZERO, holds=Text("{nonzero}", "{nonzero}"),
               corner=Text("the norm is 0", "노름이 0이다"),
               instead=Text("Everything of norm at most 1 is a subgradient of it; frameworks take 0.",
                            "노름이 1 이하이면 모두 서브그래디언트이다. 프레임워크는 0을 쓴다.")),
    MatrixRule("norm1", Text("1-norm: sum of the absolute values", "1-노름: 절댓값의 합"), shaping.number,
               ("in(sign(a))",), (Text("the slope of an absolute value is the sign", "절댓값의 기울기는 부호이다"),),
               value=lambda m, held, a: m.total(m.map("abs", a)), form="norm1",
               joint=lambda a: 0 in a, needs=NO_ENTRY, holds=NO_ENTRY_OF,
               corner=Text("an entry is 0", "0인 성분이 있다"),
               instead=Text("In the place of such an entry any number from -1 to 1 makes a subgradient of it; "
                            "frameworks take 0.",
                            "그 성분의 자리에는 -1부터 1까지 어느 수를 써도 서브그래디언트가 된다. 프레임워크는 "
                            "0을 쓴다.")),
    MatrixRule("norm_inf", Text("maximum norm", "최대 노름"), shaping.number,
               ("in(product(sign(a), peak(abs(a))))",), LARGEST, ROUTES,
               value=lambda m, held, a: m.largest(m.map("abs", a)), form="norm_inf",
               joint=lambda a: _tied([abs(x) for x in a]) or not any(a),
               corner=Text("the largest absolute value is 0, or stands there more than once",
                           "절댓값의 최댓값이 0이거나, 그 값을 갖는 성분이 둘 이상이다")),
    MatrixRule("largest", Text("largest entry", "가장 큰 성분"), shaping.number, ("in(peak(a))",), LARGEST, ROUTES,
               value=lambda m, held, a: m.largest(a), form="call max", joint=_tied,
               corner=TIE, instead=SHARED),
    MatrixRule("smallest", Text("smallest entry", "가장 작은 성분"), shaping.number, ("in(peak(negation(a)))",),
               (Text("only the smallest entry counts", "가장 작은 성분만 값을 정한다"),), ROUTES,
               value=lambda m, held, a: m.map("negation", m.largest(m.map("negation", a))), form="call min",
               joint=lambda a: a.count(min(a)) > 1,
               corner=Text("the smallest entry stands there more than once", "가장 작은 성분이 둘 이상이다"),
               instead=SHARED),
    MatrixRule("peak", Text("1 at the largest entry, 0 elsewhere", "가장 큰 성분의 자리에 1, 나머지는 0"),
               shaping.as_first,
               ("0",), (Text("constant while the largest entry stays the largest",
                             "가장 큰 성분이 바뀌지 않는 한 상수이다"),),
               value=lambda m, held, a: m.peak(a), form="call argmax"),
    MatrixRule("product_all", Text("product of all entries", "모든 성분의 곱"), shaping.number, ("in(quotient(y, a))",),
               (Text("the product of all the others", "나머지 성분을 모두 곱한 값"),),
               everywhere="in(others(a))", value=lambda m, held, a: m.multiplied(a), form="call prod",
               needs=NO_ENTRY, holds=NO_ENTRY_OF),
    MatrixRule("others", Text("for every entry the product of all the others", "성분마다 나머지 성분을 모두 곱한 값"),
               shaping.as_first, ("in(quotient(1, a)) out(y) + H(quotient(y, a)) c(-1)",),
               (Text("every entry is a product without one factor", "성분마다 인수 하나를 뺀 곱이다"),),
               value=lambda m, held, a: _others(m, a), form="call prodothers"),
    MatrixRule("row_totals", Text("sums of the rows", "행별 합"), shaping.per_row, ("R(ones[columns, 1])",),
               (Text("a row's entries are added: a product with ones on the right",
                     "행의 성분을 더하는 것은 오른쪽에 1을 곱하는 것이다"),),
               EVERY, value=lambda m, held, a: m.matmul(a, m.ones(m.shape(a)[1], 1)), form="call rowsums"),
    MatrixRule("row_averages", Text("means of the rows", "행별 평균"), shaping.per_row,
               ("R(ones[columns, 1]) c(quotient(1, columns))",),
               (Text("a row's entries are added and divided by their number", "행의 성분을 더해 개수로 나눈다"),),
               EVERY,
               value=lambda m, held, a: m.map("quotient", m.matmul(a, m.ones(m.shape(a)[1], 1)), m.shape(a)[1]),
               form="call rowmeans"),
    MatrixRule("row_largest", Text("largest entries of the rows", "행별 최댓값"), shaping.per_row,
               ("H(row_peaks(a)) R(ones[columns, 1])",), LARGEST, ROUTES,
               value=lambda m, held, a: m.by_rows(lambda m, row: m.largest(row), a), form="call rowmax",
               joint=_tied, by_row=True, corner=Text("in a row the largest entry stands more than once",
                                                     "가장 큰 성분이 둘 이상인 행이 있다"), instead=SHARED),
    MatrixRule("row_peaks", Text("1 at the largest entry of each row", "행마다 가장 큰 성분의 자리에 1"),
               shaping.as_first,
               ("0",), (Text("constant while the largest entries stay the largest",
                             "가장 큰 성분이 바뀌지 않는 한 상수이다"),),
               value=lambda m, held, a: m.by_rows(lambda m, row: m.peak(row), a), form="call rowargmax"),
    MatrixRule("column_totals", Text("sums of the columns", "열별 합"), shaping.per_column,
               opened="row_totals(transpose(a))"),
    MatrixRule("column_averages", Text("means of the columns", "열별 평균"), shaping.per_column,
               opened="row_averages(transpose(a))"),
    MatrixRule("column_largest", Text("largest entries of the columns", "열별 최댓값"), shaping.per_column,
               opened="row_largest(transpose(a))"),
)


def _others(m: Any, a: Any) -> Any:
    """By products of what stands before and behind every entry."""
    entries, (rows, columns) = m.entries(a), m.shape(a)
    before, behind = [1], [1]
    for x, y in zip(entries[:-1], reversed(entries[1:]), strict=True):
        before.append(m.map("product", before[-1], x))
        behind.append(m.map("product", behind[-1], y))
    found = [m.map("product", x, y) for x, y in zip(before, reversed(behind), strict=True)]
    return m.matrix([found[k * columns:(k + 1) * columns] for k in range(rows)])


def _variance(m: object, a: object) -> object:
    centred = m.map("difference", a, m.map("quotient", m.total(a), m.count(a)))  # type: ignore[attr-defined]
    return m.map("quotient", m.total(m.map("product", centred, centred)), m.count(a))  # type: ignore[attr-defined]
