"""The rules that only arrange entries: broadcasts, parts, stacks, literals and matrices of ones and zeros."""
from __future__ import annotations

from dataclasses import replace

from ...language import Text
from . import shaping
from .rule import MatrixRule

FAMILY = Text("Arrangement", "배치")
PLACES = (Text("entries only change their places", "성분의 자리만 바뀐다"),)
COPIES = Text("adds up the copies' gradients", "복사본의 기울기를 모두 더한다")

ROWS = tuple(replace(row, work=lambda shapes: 0) for row in (
    MatrixRule("on_rows", Text("one row on every row", "모든 행에 같은 행"), shaping.on_rows, ("L(ones[held0, 1])",),
               (Text("the row stands on every row, so every row's gradient comes back to it",
                     "같은 행이 모든 행에 놓이므로 모든 행의 기울기가 돌아와 더해진다"),), COPIES,
               value=lambda m, held, a: m.matmul(m.ones(held[0], 1), a), form="rows", example=(((1, 3),), (4,))),
    MatrixRule("on_columns", Text("one column on every column", "모든 열에 같은 열"), shaping.on_columns,
               ("R(ones[1, held0])",),
               (Text("the column stands on every column, so every column's gradient comes back to it",
                     "같은 열이 모든 열에 놓이므로 모든 열의 기울기가 돌아와 더해진다"),), COPIES,
               value=lambda m, held, a: m.matmul(a, m.ones(1, held[0])), form="columns", example=(((3, 1),), (4,))),
    MatrixRule("fill", Text("one number in every entry", "모든 성분에 같은 수"), shaping.held_shape,
               ("out(ones[held0, held1])",),
               (Text("the number stands in every entry, so every entry's gradient comes back to it",
                     "같은 수가 모든 성분에 놓이므로 모든 성분의 기울기가 돌아와 더해진다"),), COPIES,
               value=lambda m, held, a: m.map("product", a, m.ones(*held)), form="fill", example=(((1, 1),), (3, 2))),
    MatrixRule("vstack", Text("stacked one below the other", "세로로 쌓기"), shaping.stacked, ("put(above, 0)",),
               PLACES,
               Text("hands each part its own rows", "각 부분에 제 행을 돌려준다"), arity=(1, None),
               value=lambda m, held, *a: m.stacked(a), form="stack", sign="[ ; ]", example=(((2, 3), (1, 3)), ())),
    MatrixRule("hstack", Text("side by side", "가로로 잇기"), shaping.side_by_side, ("put(0, left)",), PLACES,
               Text("hands each part its own columns", "각 부분에 제 열을 돌려준다"), arity=(1, None),
               value=lambda m, held, *a: m.transpose(m.stacked([m.transpose(x) for x in a])), form="beside",
               sign="[ , ]", example=(((2, 3), (2, 1)), ())),
    MatrixRule("part", Text("an entry, or a block", "성분 또는 블록"), shaping.part, ("take(held0, held2)",),
               (Text("only these entries are taken; the others have no influence",
                     "이 성분들만 쓰인다. 다른 성분은 영향이 없다"),),
               Text("puts its gradient back in its place, zeros elsewhere",
                    "기울기를 제자리에 놓고 나머지는 0으로 둔다"),
               value=lambda m, held, a: m.part(a, *held), form="part", example=(((3, 4),), (1, 3, 0, 2))),
    MatrixRule("put", Text("in its place among zeros", "제자리에 놓고 나머지는 0"), shaping.put, ("put(held0, held1)",),
               PLACES, value=lambda m, held, a: m.put(a, *held), form="put", example=(((2, 2),), (1, 0, 3, 4))),
    MatrixRule("reshape", Text("entries in another shape", "성분을 다시 배열한 행렬"), shaping.reshaped, ("as",),
               PLACES,
               value=lambda m, held, a: m.reshaped(a, *held), form="call reshape", example=(((2, 3),), (3, 2))),
    MatrixRule("vec", Text("the columns one below the other", "열을 차례로 쌓은 벡터"), shaping.column_of_all,
               opened="reshape[entries, 1](transpose(a))", example=(((2, 3),), ())),
    MatrixRule("literal", Text("a matrix written out", "성분으로 쓴 행렬"), shaping.cells,
               ("put(slot_row, slot_column)",),
               (Text("every entry stands in its own place", "성분마다 제자리가 있다"),), arity=(1, None),
               value=lambda m, held, *a: m.matrix([a[k:k + held[1]] for k in range(0, len(a), held[1])]), form="grid",
               sign="[ ]", example=(((1, 1), (1, 1), (1, 1), (1, 1)), (2, 2))),
    MatrixRule("ones", Text("ones", "모든 성분이 1인 행렬"), shaping.held_shape, (), arity=(0, 0),
               value=lambda m, held: m.ones(*held), form="ones", example=((), (2, 3))),
    MatrixRule("zeros", Text("zeros", "영행렬"), shaping.held_shape, (), arity=(0, 0),
               value=lambda m, held: m.map("product", 0, m.ones(*held)), form="zeros", example=((), (2, 3))),
    MatrixRule("eye", Text("identity matrix", "단위행렬"), shaping.held_square, (), arity=(0, 0),
               value=lambda m, held: m.eye(*held), form="eye", example=((), (3,))),
    MatrixRule("lower", Text("ones on and below the diagonal", "대각선과 그 아래가 1인 행렬"), shaping.held_square, (),
               arity=(0, 0),
               value=lambda m, held: m.matrix([[int(j <= i) for j in range(held[0])] for i in range(held[0])]),
               form="lower", example=((), (3,))),
))
