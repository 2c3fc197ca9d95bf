"""Lessons on vectors and matrices: gradients, transposes, layers that act entry by entry, softmax, batches."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...language import Language, Text
from ..page import Block, Heading
from .lesson import Lesson, Part, Say, Show, Worked
from .one_variable import EXAMPLE


def shaped(source: str, shapes: str, wrt: Sequence[str], at: Mapping[str, Any] | None = None, detail: str = "brief",
           assume: tuple[str, ...] = ()) -> Worked:
    """A derivation with vectors and matrices by chainrule itself."""
    def make(language: Language) -> list[Block]:
        from ...reading.shaped import read_shaped  # most lessons have numbers only
        from ...solution.matrices.solve import solve_shaped
        from ...solution.question import Question
        from ..shapes.answers import given
        from ..shapes.page import explain_shaped
        from ..shapes.symbols import ShapedTelling
        program = read_shaped(source, shapes=shapes, known=wrt, values=at)
        assert program.shaped is not None
        program = replace(program, shaped=replace(program.shaped, facts=(*program.shaped.facts, *assume)))
        story = solve_shaped(Question(program, wrt=tuple(wrt), at=at))
        blocks = list(explain_shaped(story, language, detail).blocks)
        if at is None or detail != "brief":
            return blocks
        answer = next(k for k, block in enumerate(blocks) if isinstance(block, Heading))
        return [*blocks[:answer], given(ShapedTelling(story, language, detail)), *blocks[answer:]]
    return Worked(make)


LAYER = "q = W*x; L = norm(q)^2"
GRADIENT = Lesson(
    "gradient", Text("The gradient with respect to a vector", "벡터에 대한 그래디언트"),
    Text("all partial derivatives in one vector, of the variable's shape",
         "편도함수를 모두 모은, 변수와 크기가 같은 벡터"),
    (
        Say(Text("Let `f` make a number of a vector `x`. When every entry changes by a little, each makes its own "
                 "contribution, and they add up:",
                 "`f`가 벡터 `x`에서 수 하나를 만든다고 하자. 성분마다 조금씩 변하면 성분마다 제 몫만큼 결과를 바꾸고, "
                 "그 몫은 더해진다.")),
        Show((("f(x + h) - f(x)", "≈", "p[f/x_1]*h_1 + p[f/x_2]*h_2 + p[f/x_3]*h_3", None),)),
        Say(Text("The sum is an inner product, ⟨gradient, h⟩: the gradient is the vector that has the partial "
                 "derivative with respect to each entry in that entry's place. So it always has the shape of the "
                 "variable, and that is a first test of every answer. Of all steps `h` of the same length "
                 "the one along the gradient raises `f` the most; the one against it lowers it the most, and learning "
                 "goes that way.",
                 "이 합은 내적 ⟨그래디언트, h⟩이다. 그래디언트는 성분마다 그 자리에 그 성분에 대한 편도함수를 적은 "
                 "벡터이다. 그래서 크기가 늘 변수의 크기와 같다. 답을 구하면 이것부터 확인한다. 길이가 같은 걸음 `h` "
                 "가운데 그래디언트 방향의 걸음이 `f`의 값을 가장 많이 늘리고, 반대 방향의 걸음이 가장 많이 줄인다. "
                 "학습은 이 반대 방향으로 나아간다.")),
        Part(EXAMPLE),
        shaped("r = x - c; L = norm(r)^2", "x: 3, c: 3", ["x"], {"x": [3, 1, 2], "c": [1, 2, 2]}, "normal"),
    ),
)

TRANSPOSE = Lesson(
    "transpose", Text("Why the transpose", "왜 전치인가"),
    Text("forward a row of W collects, backward a column does", "갈 때는 W의 행이 모으고 올 때는 열이 모은다"),
    (
        Say(Text("In `q = W*x` the entry of W in row i and column j leads from entry j of x to entry i of q. Forward, "
                 "entry i of q collects along row i. Backward, entry j of x collects what comes back from every entry "
                 "of q to which it led: along column j. The columns of W are the rows of Wᵀ, so what goes back is "
                 "Wᵀ times what came. Shapes agree with nothing else: 3×2 forward, 2×3 back.",
                 "`q = W*x`에서 W의 i행 j열 성분은 x의 j번째 성분에서 q의 i번째 성분으로 가는 길이다. 갈 때는 q의 "
                 "i번째 성분이 i행을 따라 모은다. 올 때는 x의 j번째 성분이 자기가 이어진 q의 모든 성분에서 돌아온 "
                 "것을, 곧 j열을 따라 모은다. W의 열은 Wᵀ의 행이므로, 되돌아가는 것은 돌아온 것에 Wᵀ를 곱한 것이다. "
                 "크기를 보아도 그래야 한다. 갈 때 3×2이면 올 때는 2×3이다.")),
        Part(Text("By the input", "입력으로 미분하면")),
        shaped(LAYER, "W: 3x2, x: 2", ["x"], detail="full"),
        Part(Text("By the weights", "가중치로 미분하면")),
        Say(Text("Each weight has one way only, from one entry of x to one entry of q. Its derivative is what comes "
                 "back to q there, times that entry of x: a column times a row.",
                 "가중치마다 길은 하나뿐이다. x의 한 성분에서 q의 한 성분으로 간다. 그래서 그 가중치에 대한 "
                 "편도함수는 q의 그 성분에 돌아온 것에 x의 그 성분을 곱한 값이고, 모두 모으면 열벡터와 행벡터의 곱이 "
                 "된다.")),
        shaped(LAYER, "W: 3x2, x: 2", ["W"], {"W": [[1, 2], [3, 4], [5, 6]], "x": [1, -1]}),
    ),
)

ENTRYWISE = Lesson(
    "entrywise-layer", Text("The Jacobian of a layer that acts entry by entry", "성분별로 작용하는 층의 야코비 행렬"),
    Text("a diagonal matrix, which is never built", "대각행렬이며, 실제로 만들지는 않는다"),
    (
        Say(Text("An activation acts on every entry alone: output i depends on input i and on no other. Of its "
                 "Jacobian matrix only the diagonal can differ from 0, and there stand the slopes of the activation:",
                 "활성화 함수는 성분마다 따로 작용한다. i번째 출력은 i번째 입력에만 달려 있다. 그래서 야코비 "
                 "행렬에서 0이 아닐 수 있는 것은 대각선뿐이고, 거기에는 활성화 함수의 기울기가 놓인다.")),
        shaped("y = sigmoid(x)", "x: 3", ["x"], {"x": [-1, 0, 1]}),
        Part(Text("A wide layer", "넓은 층")),
        Say(Text("To multiply by a diagonal matrix is to multiply entry by entry (∘). So nobody builds the matrix: "
                 "what comes back is multiplied entry by entry by the slopes.",
                 "대각행렬을 곱하는 것은 성분별로 곱하는 것(∘)과 같다. 그래서 행렬을 만들지 않고, 돌아온 것에 "
                 "기울기를 성분별로 곱한다.")),
        shaped("y = relu(x)", "x: 4096", ["x"], detail="normal"),
    ),
)

ONE_HOT, CROSS = ("t one-hot",), "p = softmax(z); L = -sum(t .* log(p))"
SOFTMAX = Lesson(
    "softmax-cross-entropy", Text("Softmax with cross-entropy", "소프트맥스와 교차 엔트로피"),
    Text("two long derivatives cancel to p - t", "긴 도함수 둘이 약분되어 p - t가 된다"),
    (
        Say(Text("Softmax makes probabilities of scores, and cross-entropy is minus the sum of their logarithms "
                 "weighted by the target t, which has a 1 for the right class and 0 elsewhere (one-hot). The "
                 "logarithm's slope divides by p, the "
                 "slope of softmax multiplies by p, and what is left is very short:",
                 "소프트맥스는 점수를 확률로 바꾸고, 교차 엔트로피는 그 로그에 목푯값 t를 곱해 더한 다음 음의 "
                 "부호를 붙인다. t는 맞는 "
                 "부류에서 1, 나머지에서 0이다(원-핫). 로그의 기울기는 p로 나누고 소프트맥스의 기울기는 p를 곱하므로 "
                 "남는 것은 아주 짧다.")),
        shaped(CROSS, "t: 3, z: 3", ["z"], detail="normal", assume=ONE_HOT),
        Part(Text("With numbers", "수로 쓰면")),
        shaped(CROSS, "t: 3, z: 3", ["z"], {"z": [1, 2, 3], "t": [0, 1, 0]}, assume=ONE_HOT),
        Say(Text("A step against the gradient raises the score of the right class and lowers every other one, each in "
                 "proportion to how wrong its probability was; together the entries are 0.",
                 "그래디언트의 반대 방향으로 가면 맞는 부류의 점수는 올라가고 나머지는 내려간다. 저마다 확률이 틀린 "
                 "만큼에 비례하고, 성분을 모두 더하면 0이다.")),
        Part(Text("Where the targets need not sum to 1", "목푯값의 합이 1이라고 할 수 없으면")),
        shaped(CROSS, "t: 3, z: 3", ["z"]),
    ),
)

BATCH = Lesson(
    "batch", Text("A batch", "배치"),
    Text("what is shared by all rows gets the sum over the rows", "모든 행이 함께 쓰는 것에는 행의 합이 돌아온다"),
    (
        Say(Text("A batch has one sample in every row of X. The same weights serve every row, and the same bias is "
                 "added to each of them: b stands on all rows at once. What is used several times has several paths, "
                 "and paths are added. So the gradient of the bias is the sum over the rows of what comes back, "
                 "which a product with a column of ones writes; for the weights the product with Xᵀ does the same sum. "
                 "Below, 1₄ is a column of four ones, and 1_(4×2) a 4×2 matrix of ones.",
                 "배치에서는 X의 행마다 표본이 하나씩 있다. 행마다 같은 가중치를 쓰고 같은 편향을 더한다. b가 "
                 "모든 행에 한꺼번에 놓이는 것이다. 여러 번 쓰이는 것은 경로가 여럿이고, 경로는 더한다. 그래서 편향의 "
                 "그래디언트는 돌아온 것을 행에 걸쳐 더한 값이며, 1로 된 열벡터를 곱해 나타낸다. 가중치에서는 Xᵀ를 "
                 "곱하면 같은 합을 얻는다. 아래에서 1₄는 성분이 모두 1인 4×1 벡터, 1_(4×2)는 성분이 모두 1인 4×2 "
                 "행렬이다.")),
        Part(EXAMPLE),
        shaped("Z = X*W + ones(4, 1)*b'; L = sum(Z .^ 2)/2", "X: 4x3, W: 3x2, b: 2", ["b"], detail="normal"),
        Part(Text("With numbers", "수로 쓰면")),
        shaped("Z = X*W + ones(3, 1)*b'; L = sum(Z .^ 2)/2", "X: 3x2, W: 2x2, b: 2", ["W", "b"],
               {"X": [[1, 0], [2, 1], [0, 1]], "W": [[1, 2], [0, 1]], "b": [1, -1]}),
        Say(Text("Where the loss is a mean over the batch, both have a factor of one over the number of rows.",
                 "손실이 배치의 평균이면 둘 다 행의 개수로 나눈다.")),
    ),
)
