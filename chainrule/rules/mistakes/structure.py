"""Mistakes with signs and constants, with paths, with what is substituted, with matrices and with numbers."""
from __future__ import annotations

from ...language import Text
from .row import CHAIN, FACTOR, MATRIX, PATHS, SIGN, TABLE, Mistake

# In the same order, after those with one rule.
ROWS: dict[str, Mistake] = {
    "minus_lost": Mistake(
        Text("sign lost", "부호를 틀림"),
        Text("At {site} a sign is wrong.", "{site}: 부호가 틀렸다."),
        SIGN,
        Text("Which sign stands in front of {site}, and what becomes of it?",
             "{site}의 부호는 무엇이고, 미분하면 어떻게 될까?"),
        ("x - x^3", "1 + 3x^2")),
    "constant_factor_dropped": Mistake(
        Text("constant factor dropped", "상수배를 빠뜨림"),
        Text("At {site} a constant factor is gone.", "{site}: 상수배가 사라졌다."),
        FACTOR,
        Text("Which factors of {site} do not depend on {x}?", "{site}의 인수 가운데 {x}와 상관없는 것은 무엇일까?"),
        ("a*x^2", "2x")),
    "power_distributed": Mistake(
        Text("power taken of each term", "거듭제곱을 항마다 나눔"),
        Text("At {site} the power was taken term by term.", "{site}: 거듭제곱을 항마다 따로 하였다."),
        Text("(u + v)² is u² + 2uv + v².", "(u + v)²은 u² + 2uv + v²이다."),
        Text("Is {site} the same as the sum of the powers? Try numbers.",
             "{site}의 값은 거듭제곱의 합과 같을까? 수를 넣어 보자."),
        ("(x+3)^2", "2x")),
    "composition_as_product": Mistake(
        Text("composite function read as a product", "합성함수를 곱으로 봄"),
        Text("{site} was treated as a product.", "{site}: 합성함수를 곱으로 보고 미분하였다."),
        CHAIN,
        Text("Is {site} a product of two functions, or one function inside another?",
             "{site}: 두 함수의 곱일까, 함수 안에 함수가 든 것일까?"),
        ("ln(3x)", "3+3ln(x)")),
    "outer_and_inner_mixed": Mistake(
        Text("outer and inner derivative mixed", "겉미분과 속미분을 섞음"),
        Text("At {site} a part of the outer derivative is gone: {wrong}.",
             "{site}: 겉미분의 일부가 사라져 {wrong}의 꼴이 되었다."),
        CHAIN,
        Text("What is the outer derivative, written with {u} still in it?",
             "{u}를 그대로 둔 채 겉함수만 미분하면 무엇일까?"),
        ("cos(x)^2", "-2sin(x)")),
    "inner_derivative_misplaced": Mistake(
        Text("inner derivative at a wrong place", "속미분을 엉뚱한 곳에 둠"),
        Text("At {site} the inner derivative stands at a wrong place.", "{site}: 속미분이 엉뚱한 자리에 있다."),
        CHAIN,
        Text("Which factor belongs to which bracket?", "어느 속미분이 어느 괄호에 속할까?"),
        ("(x^2+sin(3x))^4", "4(x^2+sin(3x))^3*(2x+cos(3x))*3")),
    "factors_added": Mistake(
        Text("factors added in place of multiplied", "곱할 것을 더함"),
        Text("At {site} the factors were added.", "{site}: 곱해야 할 것을 더하였다."),
        PATHS,
        Text("Are the outer and the inner derivative multiplied or added?", "겉미분과 속미분은 곱할까, 더할까?"),
        ("sin(x^2)", "cos(x^2)+2x")),
    "wrong_variable": Mistake(
        Text("differentiated by another variable", "다른 변수로 미분함"),
        Text("This is the derivative by {u}.", "이것은 {u}에 대한 도함수이다."),
        Text("The variable below says what moves.", "분모에 적힌 변수만 변한다."),
        Text("Which variable moves, and which are constants?", "변하는 변수는 무엇이고, 상수는 무엇일까?"),
        ("x*y^3", "3x*y^2")),
    "path_forgotten": Mistake(
        Text("a path left out", "경로를 빠뜨림"),
        Text("The contribution of {site} is missing.", "{site}: 이 값을 거치는 경로가 빠졌다."),
        PATHS,
        Text("On how many paths does {x} reach the result?", "{x}에서 결과까지 가는 경로는 모두 몇 개일까?"),
        ("x^2 + sin(x)", "2x")),
    "path_counted_twice": Mistake(
        Text("a path counted twice", "경로를 두 번 셈"),
        Text("The contribution of {site} is there twice.", "{site}: 이 값을 거치는 경로를 두 번 더하였다."),
        PATHS,
        Text("On how many paths does {x} reach the result?", "{x}에서 결과까지 가는 경로는 모두 몇 개일까?"),
        ("x^2 + sin(x)", "2x + 2cos(x)")),
    "paths_multiplied": Mistake(
        Text("paths multiplied in place of added", "더할 경로를 곱함"),
        Text("At {site} the contributions were multiplied.", "{site}: 더해야 할 경로의 몫을 곱하였다."),
        PATHS,
        Text("Are the contributions of two paths added or multiplied?", "두 경로의 몫은 더할까, 곱할까?"),
        ("x^2 + sin(x)", "2x*cos(x)")),
    "integrated": Mistake(
        Text("integrated in place of differentiated", "미분하지 않고 적분함"),
        Text("{site} was integrated.", "{site}: 미분하지 않고 적분하였다."),
        Text("Differentiating lowers the exponent.", "미분하면 지수가 줄어든다."),
        Text("What do you get when you differentiate your answer?", "적은 답을 다시 미분하면 무엇이 될까?"),
        ("x^2", "x^3/3")),
    "not_differentiated": Mistake(
        Text("not differentiated", "미분하지 않음"),
        Text("{site} was not differentiated.", "{site}: 미분하지 않고 그대로 두었다."),
        TABLE,
        Text("Which functions are their own derivatives?", "미분해도 그대로인 함수는 어떤 것일까?"),
        ("4x", "4x")),
    "reciprocal_forgotten": Mistake(
        Text("reciprocal forgotten", "역수로 하지 않음"),
        Text("At {site} the reciprocal is missing: {wrong}.", "{site}: 역수를 취하지 않아 {wrong}의 꼴이 되었다."),
        TABLE,
        Text("What is the derivative of ln u, of 1/u?", "ln u와 1/u의 도함수는 무엇일까?"),
        ("ln(x^2+1)", "2x*(x^2+1)")),
    "table_confused": Mistake(
        Text("another function's derivative", "다른 함수의 도함수를 씀"),
        Text("At {site} the derivative of another function was taken: {wrong}.",
             "{site}: 다른 함수의 도함수를 써서 {wrong}의 꼴이 되었다."),
        TABLE,
        Text("What does the table say for {site}?", "{site}: 도함수 표에 무엇이라고 적혀 있을까?"),
        ("arctan(x)", "1/sqrt(1-x^2)")),
    "wrong_definition": Mistake(
        Text("the definition of another problem", "문제와 다른 식으로 치환함"),
        Text("For {site} another expression was taken: {wrong}.", "{site} 대신 {wrong}의 식을 썼다."),
        Text("Put back, the definitions must give the problem.", "치환한 것을 되돌리면 문제의 식이 되어야 한다."),
        Text("What do you get when you put your definitions back?", "치환한 식을 되돌려 넣으면 무엇이 될까?"),
        ("(3x^2+1)^5", "5(3x^2)^4*6x")),
    "wrong_local_factor": Mistake(
        Text("a wrong local derivative", "국소 미분을 틀림"),
        Text("On the edge from {u} to {site} the local derivative was taken as {wrong}.",
             "간선 {u} → {site}: 국소 미분의 값을 {wrong} 하나로 보았다."),
        PATHS,
        Text("How much does {site} change when only {u} moves?", "{u}만 변할 때 {site}의 값은 얼마나 변할까?"),
        ("w*x + b", "1")),
    "transpose_forgotten": Mistake(
        Text("transpose or order forgotten", "전치나 순서를 잊음"),
        Text("At {site} a transpose is missing, or the factors stand in a wrong order.",
             "{site}: 전치가 빠졌거나 곱의 순서가 틀렸다."),
        MATRIX,
        Text("Which shapes do the factors have, and do they fit?", "인수의 크기는 각각 무엇이고, 서로 맞을까?")),
    "shape": Mistake(
        Text("shapes do not fit", "크기가 맞지 않음"),
        Text("The answer has another shape than {site}.", "답의 크기가 {site}의 크기와 다르다."),
        Text("A gradient has the shape of its variable.", "그래디언트의 크기는 그 변수의 크기와 같다."),
        Text("Which shape must the answer have?", "답의 크기는 무엇이어야 할까?")),
    "symmetric_assumed": Mistake(
        Text("matrix taken for symmetric", "행렬을 대칭으로 봄"),
        Text("This is right only where {site} is symmetric.", "{site}의 값이 대칭행렬일 때만 맞다."),
        Text("(xᵀ·A·x)′ = (A + Aᵀ)·x.", "(xᵀ·A·x)′ = (A + Aᵀ)·x."),
        Text("Was it said that {site} is symmetric?", "{site}의 값이 대칭행렬이라는 조건이 있었을까?")),
    "arithmetic_slip": Mistake(
        Text("an arithmetic slip", "계산 실수"),
        Text("The rules are right; a number went wrong: {wrong}.", "미분법은 맞았으나 계산이 틀렸다: {wrong}."),
        Text("Check the numbers once more.", "수 계산을 다시 살펴본다."),
        Text("Where does this number come from?", "이 수는 어디에서 나왔을까?"),
        ("(x^2+1)^3", "5x*(x^2+1)^2")),
    "rounded": Mistake(
        Text("a rounded constant", "어림한 상수"),
        Text("Right to {wrong} digits: a constant is rounded.", "유효숫자 {wrong}자리까지 맞다. 상수를 어림하였다."),
        Text("Keep pi, e and roots as they are.", "π, e, 제곱근은 그대로 둔다."),
        Text("Which exact number stands behind {site}?", "{site} 뒤에 있는 정확한 수는 무엇일까?"),
        ("pi*x^2", "6.28x")),
}
