"""Ways to go downhill: a row for each, with the rule by which it moves a parameter."""
from __future__ import annotations

from collections.abc import Callable

from ..language import Text
from ..records import record

Memory = tuple[float, ...]  # what a method remembers of one parameter


@record
class Method:
    """How one parameter moves.

    title    what it is called
    words    the rule in a sentence
    rules    what becomes what, in turn: p is the parameter, g its gradient, eta the learning rate, k the step's number
    settings the numbers besides the rate, by name
    memory   the names of what is remembered; all start at 0
    move     (rate, gradient, memory, which step, from 1 on) -> how far to move, and the new memory
    """

    name: str
    title: Text
    words: Text
    rules: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, float], ...]
    memory: tuple[str, ...]
    move: Callable[[float, float, Memory, int], tuple[float, Memory]]


FRICTION = 0.9
FIRST, SECOND, TINY = 0.9, 0.999, 1e-8


def _plain(rate: float, gradient: float, memory: Memory, step: int) -> tuple[float, Memory]:
    return -rate * gradient, memory


def _momentum(rate: float, gradient: float, memory: Memory, step: int) -> tuple[float, Memory]:
    speed = FRICTION * memory[0] + gradient
    return -rate * speed, (speed,)


def _adam(rate: float, gradient: float, memory: Memory, step: int) -> tuple[float, Memory]:
    mean = FIRST * memory[0] + (1 - FIRST) * gradient
    square = SECOND * memory[1] + (1 - SECOND) * gradient * gradient
    fair_mean, fair_square = mean / (1 - FIRST ** step), square / (1 - SECOND ** step)
    return -rate * fair_mean / (fair_square ** 0.5 + TINY), (mean, square)


METHODS = {each.name: each for each in (
    Method("gradient", Text("gradient descent", "경사 하강법"),
           Text("Every parameter moves against its gradient, by the learning rate times the gradient.",
                "매개변수마다 기울기의 반대쪽으로, 학습률과 기울기의 곱만큼 움직인다."),
           (("p", "p - eta*g"),), (), (), _plain),
    Method("momentum", Text("gradient descent with momentum", "모멘텀을 쓴 경사 하강법"),
           Text("The gradients add up to a speed v, of which 0.9 is kept from step to step: what keeps one direction "
                "gets faster, what swings to and fro cancels.",
                "기울기가 쌓여 속도 v가 되고, 걸음마다 그 0.9배가 남는다. 방향이 같으면 빨라지고, 오락가락하면 서로 "
                "상쇄된다."),
           (("v", "beta*v + g"), ("p", "p - eta*v")), (("beta", FRICTION),), ("v",), _momentum),
    Method("adam", Text("Adam", "Adam"),
           Text("Each parameter has a step of its own: the running mean m of its gradients over the root of the "
                "running mean s of their squares, both corrected for having started at 0. The first step has the size "
                "of the learning rate.",
                "매개변수마다 걸음의 크기가 따로 정해진다. 기울기의 이동평균 m을, 기울기 제곱의 이동평균 s의 "
                "제곱근으로 나눈다. 둘 다 0에서 시작한 것을 보정한다. 첫 걸음의 크기는 학습률과 같다."),
           (("m", "beta1*m + (1 - beta1)*g"), ("s", "beta2*s + (1 - beta2)*g^2"),
            ("p", "p - eta*(m/(1 - beta1^k))/(sqrt(s/(1 - beta2^k)) + epsilon)")),
           (("beta1", FIRST), ("beta2", SECOND), ("epsilon", TINY)), ("m", "s"), _adam),
)}
