"""How vectors and matrices are spelled, in each dialect: what a spelling is read as, or the row that refuses it."""
from __future__ import annotations

import re

import pytest

from chainrule.errors import ChainruleError, ReadingError, ShapeError, VariableError
from chainrule.graph.build import build
from chainrule.language import LANGUAGES
from chainrule.reading.mistakes.table import MISTAKES
from chainrule.reading.shaped import read_shaped
from chainrule.tree import Typed

SHAPES = {"A": (3, 3), "B": (3, 3), "C": (3, 2), "D": (3, 2), "W": (2, 3), "x": (3,), "y": (3,), "z": (2,), "b": (2,),
          "r": (1, 3), "k": (), "c": ()}

PLAIN = r"""
W*x  ->  matmul(W, x)
W @ x  ->  matmul(W, x)
W x  ->  matmul(W, x)
Wx  ->  matmul(W, x)
k*x  ->  (k·x)
x*k  ->  (k·x)
2x  ->  (2·x)
2*W*x  ->  (2·matmul(W, x))
k*W*x + b  ->  ((k·matmul(W, x))+b)
x'*y  ->  matmul(transpose(x), y)
x^T y  ->  matmul(transpose(x), y)
x^T A x  ->  matmul(matmul(transpose(x), A), x)
x^T*A*y  ->  matmul(matmul(transpose(x), A), y)
x' A x  ->  matmul(matmul(transpose(x), A), x)
-x'*A*x  ->  -matmul(matmul(transpose(x), A), x)
0.5*x'*A*x  ->  (0.5·matmul(matmul(transpose(x), A), x))
x'*A*x/2  ->  (matmul(matmul(transpose(x), A), x)/2)
(1/2)*x'*A*x  ->  ((1/2)·matmul(matmul(transpose(x), A), x))
x'*x  ->  matmul(transpose(x), x)
x*y'  ->  matmul(x, transpose(y))
x*x'  ->  matmul(x, transpose(x))
(x - y)'*(x - y)  ->  matmul(transpose((x-y)), (x-y))
(A*x)'*y  ->  matmul(transpose(matmul(A, x)), y)
A*(x + y)  ->  matmul(A, (x+y))
A*x - y  ->  (matmul(A, x)-y)
A*(A*x)  ->  matmul(A, matmul(A, x))
inv(A)*x  ->  matmul(inverse(A), x)
A^-1*x  ->  matmul(inverse(A), x)
A^(-1)*x  ->  matmul(inverse(A), x)
A⁻¹*x  ->  matmul(inverse(A), x)
A^-T*x  ->  matmul(transpose(inverse(A)), x)
A^{-1}*x  ->  matmul(inverse(A), x)
A'  ->  transpose(A)
C'  ->  transpose(C)
Cᵀ  ->  transpose(C)
C^T  ->  transpose(C)
C.T  ->  transpose(C)
C^⊤  ->  transpose(C)
A.T @ A  ->  matmul(transpose(A), A)
(A*x).T @ y  !!  vector_on_square
x .* y  ->  (x·y)
x ∘ y  ->  (x·y)
x ⊙ y  ->  (x·y)
(A∘B)*x  ->  matmul((A·B), x)
A .* B  ->  (A·B)
A ⊙ B  ->  (A·B)
x ./ y  ->  (x/y)
A ./ B  ->  (A/B)
x/y  ->  (x/y)
x/2  ->  (x/2)
C/k  ->  (C/k)
1 ./ x  ->  (1/x)
1/x  ->  (1/x)
x.^2  ->  (x^2)
x^2  ->  (x^2)
x²  ->  (x^2)
C^2  ->  (C^2)
C.^2  ->  (C^2)
A.^2  ->  (A^2)
2.^x  ->  (2^x)
2^x  ->  (2^x)
e^x  ->  (e^x)
exp(x)  ->  exp(x)
exp(A)  ->  exp(A)
sin(x) + cos(y)  ->  (sin(x)+cos(y))
sin x  ->  sin(x)
x + 1  ->  (x+1)
1 - x  ->  (1-x)
A + 1  ->  (A+1)
x + k  ->  (x+k)
-x  ->  -x
max(0, x)  ->  max(0, x)
max(x, 0)  ->  max(x, 0)
max(x, y)  ->  max(x, y)
max(x)  ->  largest(x)
min(x)  ->  smallest(x)
relu(A*x)  ->  relu(matmul(A, x))
sigmoid(W*x + b)  ->  sigmoid((matmul(W, x)+b))
σ(W*x + b)  ->  sigmoid((matmul(W, x)+b))
tanh(W x + b)  ->  tanh((matmul(W, x)+b))
gelu(x)  ->  gelu(x)
leaky_relu(x)  ->  leaky_relu['0.01'](x)
leaky_relu(x, 0.2)  ->  leaky_relu['0.2'](x)
softsign(x)  ->  softsign(x)
square(x)  ->  square(x)
hadamard(A, B)  ->  (A·B)
sqrt(x)  ->  sqrt(x)
abs(x)  ->  abs(x)
ln(x)  ->  ln(x)
log(x)  ->  ln(x)
norm(x)  ->  norm(x)
norm(x)^2  ->  (norm(x)^2)
norm(C)  ->  norm(C)
‖x‖  ->  norm(x)
‖W x‖²  ->  (norm(matmul(W, x))^2)
‖x - y‖_1  ->  norm1((x-y))
‖x‖_2^2  ->  (norm(x)^2)
‖x‖_∞  ->  norm_inf(x)
‖C‖_F  ->  norm(C)
norm(x, 1)  ->  norm1(x)
norm(x, 2)  ->  norm(x)
norm(x, inf)  ->  norm_inf(x)
norm(C, 'fro')  ->  norm(C)
norm1(x)  ->  norm1(x)
norm2(x)  ->  norm(x)
norminf(x)  ->  norm_inf(x)
sum(x)  ->  total(x)
sum(x^2)  ->  total((x^2))
sum(C)  ->  total(C)
sum(C, axis=0)  ->  column_totals(C)
sum(C, axis=1)  ->  row_totals(C)
sum(C, 0)  ->  column_totals(C)
sum(C, 2)  !!  axis_unclear
mean(x)  ->  average(x)
mean(C)  ->  average(C)
mean(C, axis=1)  ->  row_averages(C)
var(x)  ->  var(x)
prod(x)  ->  product_all(x)
tr(A)  ->  trace(A)
trace(A)  ->  trace(A)
tr A  ->  trace(A)
tr(C*W)  ->  trace(matmul(C, W))
det(A)  ->  det(A)
det A  ->  det(A)
logdet(A)  ->  logdet(A)
log(det(A))  ->  ln(det(A))
|A|  ->  det(A)
|k|  ->  abs(k)
|x'*y|  ->  abs(matmul(transpose(x), y))
dot(x, y)  ->  inner(x, y)
dot(A*x, y)  ->  inner(matmul(A, x), y)
inner(x, y)  ->  inner(x, y)
⟨x, y⟩  ->  inner(x, y)
outer(x, y)  ->  outer(x, y)
outer(x, b)  ->  outer(x, b)
diag(x)  ->  diagonal_matrix(x)
diag(A)  ->  diagonal(A)
diag(x)*y  ->  matmul(diagonal_matrix(x), y)
vec(C)  ->  vec(C)
transpose(C)  ->  transpose(C)
matpow(A, 3)  ->  matpow[3](A)
solve(A, x)  ->  solve(A, x)
softmax(x)  ->  softmax(x)
softmax(C)  ->  softmax_rows(C)
softmax(C, axis=1)  ->  softmax_rows(C)
softmax(C, axis=0)  ->  transpose(softmax_rows(transpose(C)))
log_softmax(x)  ->  log_softmax(x)
logsumexp(x)  ->  logsumexp(x)
logsumexp(C)  ->  logsumexp_rows(C)
logsumexp(C, axis=1)  ->  logsumexp_rows(C)
layer_norm(x)  ->  layer_norm(x)
attention(C, C, C)  ->  attention(C, C, C)
cross_entropy(softmax(x), y)  ->  cross_entropy(softmax(x), y)
cumsum(x)  ->  cumulated(x)
conv1d(x, z)  ->  conv1d(x, z)
ones(3)*k + x  ->  ((k·ones[3, 1]())+x)
ones(2, 3)*x  ->  matmul(ones[2, 3](), x)
eye(3)*x  ->  matmul(eye[3](), x)
(A + k*eye(3))*x  ->  matmul((A+(k·eye[3]())), x)
zeros(3) + x  ->  (zeros[3, 1]()+x)
C*W  ->  matmul(C, W)
C*W + x  !!  vector_on_square
C*D'  ->  matmul(C, transpose(D))
C'*D  ->  matmul(transpose(C), D)
D*b  ->  matmul(D, b)
C*W*x  ->  matmul(matmul(C, W), x)
A*C  ->  matmul(A, C)
C + b  ->  (C+on_rows[3](b))
C*eye(2) + b  ->  (matmul(C, eye[2]())+on_rows[3](b))
C - b  ->  (C-on_rows[3](b))
W + r  ->  (W+on_rows[2](r))
W .* r  !!  unequal
[1, 2; 3, 4]*b  ->  matmul(literal[2, 2](1, 2, 3, 4), b)
[1; 2; 3]'*x  ->  matmul(transpose(literal[3, 1](1, 2, 3)), x)
x - [1, 2, 3]  ->  (x-literal[3, 1](1, 2, 3))
x - [1; 2; 3]  ->  (x-literal[3, 1](1, 2, 3))
[x; b]  ->  vstack(x, b)
[x; y; 1]  ->  vstack(x, y, 1)
[A, C]  ->  hstack(A, C)
hstack(A, C)  ->  hstack(A, C)
vstack(x, b)  ->  vstack(x, b)
x_1  ->  part[0, 1, 0, 1](x)
x_2^2 + x_3  ->  ((part[1, 2, 0, 1](x)^2)+part[2, 3, 0, 1](x))
x₁*x₂  ->  (part[0, 1, 0, 1](x)·part[1, 2, 0, 1](x))
A_12  ->  part[0, 1, 1, 2](A)
A_{1,2}  ->  part[0, 1, 1, 2](A)
W_{23}  ->  part[1, 2, 2, 3](W)
x[1]  ->  part[0, 1, 0, 1](x)
A[1, 2]  ->  part[0, 1, 1, 2](A)
A[1, :]  ->  part[0, 1, 0, 3](A)
A[:, 2]  ->  part[0, 3, 1, 2](A)
x[1:2]  ->  part[0, 2, 0, 1](x)
W[1:2, 2:3]  ->  part[0, 2, 1, 3](W)
x[end]  ->  part[2, 3, 0, 1](x)
sum(x_i^2, i, 1, 3)  ->  ((part[0, 1, 0, 1](x)^2)+(part[1, 2, 0, 1](x)^2)+(part[2, 3, 0, 1](x)^2))
f(u) = u'*A*u; f(x) + f(y)  ->  (matmul(matmul(transpose(x), A), x)+matmul(matmul(transpose(y), A), y))
h = W*x; norm(h)^2  ->  (norm(h)^2)
L = sum((q - z)^2); q = W*x + b  ->  total(((q-z)^2))
x^3 + k  ->  ((x^3)+k)
k^2  ->  (k^2)
k*c  ->  (k·c)
piecewise(x, k > 0, 2*x)  ->  None(x, ('>',)(k, 0), (2·x))
x if k > 0 else y  ->  None(x, ('>',)(k, 0), y)
x*y  !!  two_vectors
A*B  !!  two_squares
x y  !!  two_vectors
A B  ->  matmul(A, B)
A^2  !!  square_power
A^0.5  !!  square_power
A/B  !!  by_square
1/A  !!  by_square
e^A  !!  matrix_exponent
x*y*k  !!  two_vectors
A*x*y  !!  two_vectors
r*x  ->  matmul(r, x)
r*A*x  ->  matmul(matmul(r, A), x)
x + r  !!  column_with_row
x + r'  ->  (x+transpose(r))
A + x  !!  vector_on_square
A + b  !!  unequal
W + b  !!  unequal
x + b  !!  unequal
W*b  !!  product_inner
A*W  !!  product_inner
x'*b  !!  product_inner
tr(C)  !!  not_square
det(C)  !!  not_square
inv(C)  !!  not_square
A @ x + x'*y  !!  two_dialects
A.T * x'  !!  two_dialects
C + z  ->  (C+on_rows[3](z))
|x|  !!  bars_of_vector
|C|  !!  bars_of_vector
‖A‖_2  !!  norm_kind
norm(A, 2)  !!  norm_kind
dot(A, B)  !!  dot_matrices
dot(x, b)  !!  unequal
outer(A, x)  !!  misfit_two
x[0]  !!  index_outside
x[4]  !!  index_outside
A[4, 1]  !!  index_outside
x[i]  !!  index_form
x_4  !!  index_outside
sum(C, 1)  !!  axis_unclear
sum(C, 5)  !!  axis
sum(x, axis=1)  !!  axis
softmax(k)*x  !!  no_number
k @ x  !!  at_numbers
[1, 2; 3]*b  !!  ragged
[x, y]  !!  side_unclear
f(x)  !!  unknown_of_shapes
p*x  !!  shape_missing
Q*x  !!  shape_missing
x'*Q*z  !!  shape_missing
x'*Q*x  !!  shape_missing
dot(x, t)  !!  shape_missing
x - t  !!  shape_missing
tr(C*Q)  ->  trace(matmul(C, Q))
norm(t)  !!  shape_missing
A .* x  !!  vector_on_square
max(A, x)  !!  vector_on_square
A - x  !!  vector_on_square
exp(C)  ->  exp(C)
"""
NUMPY = r"""
A @ x  ->  matmul(A, x)
x @ y  ->  matmul(transpose(x), y)
x @ A  ->  matmul(transpose(A), x)
x @ A @ y  ->  matmul(matmul(transpose(x), A), y)
A * B + 0*(A @ B)  ->  ((A·B)+(0·matmul(A, B)))
x * y + 0*(A @ x)  ->  ((x·y)+(0·matmul(A, x)))
A @ B  ->  matmul(A, B)
A**2 + A @ B  ->  ((A^2)+matmul(A, B))
A^2 + A @ B  ->  ((A^2)+matmul(A, B))
x**2 @ y  ->  matmul(transpose((x^2)), y)
(x @ A) * y  ->  (matmul(transpose(A), x)·y)
x @ A + y  ->  (matmul(transpose(A), x)+y)
x.T @ y  ->  matmul(transpose(x), y)
C @ W  ->  matmul(C, W)
C @ W + x  !!  vector_on_square
C.T @ x  ->  matmul(transpose(C), x)
x @ C  ->  matmul(transpose(C), x)
np.sum(C, axis=0)  ->  column_totals(C)
np.sum(C, axis=1)  ->  row_totals(C)
np.sum(C, axis=1, keepdims=True)  ->  row_totals(C)
C - np.mean(C, axis=0)  ->  (C-on_rows[3](column_averages(C)))
C / np.sum(C, axis=1, keepdims=True)  ->  (C/on_columns[2](row_totals(C)))
C - np.mean(C, axis=1, keepdims=True)  ->  (C-on_columns[2](row_averages(C)))
C * b + 0*(C @ W @ C)  ->  ((C·on_rows[3](b))+(0·matmul(matmul(C, W), C)))
np.exp(C) / np.exp(C).sum(axis=1, keepdims=True)  ->  (exp(C)/on_columns[2](row_totals(exp(C))))
np.linalg.norm(x)  ->  norm(x)
np.linalg.norm(x - y)**2  ->  (norm((x-y))^2)
np.linalg.norm(C, 'fro')  ->  norm(C)
np.linalg.norm(x, ord=1)  ->  norm1(x)
np.linalg.inv(A) @ x  ->  matmul(inverse(A), x)
np.linalg.det(A)  ->  det(A)
np.trace(A @ B)  ->  trace(matmul(A, B))
np.dot(x, y)  ->  inner(x, y)
np.dot(A, x)  ->  matmul(A, x)
np.dot(A, B)  ->  matmul(A, B)
A.dot(x)  ->  matmul(A, x)
x.dot(A).dot(y)  ->  inner(matmul(transpose(A), x), y)
C.sum()  ->  total(C)
C.sum(axis=0)  ->  column_totals(C)
C.mean(axis=1)  ->  row_averages(C)
C.T.dot(x)  ->  matmul(transpose(C), x)
np.maximum(0, x)  ->  max(0, x)
np.maximum(W @ x, 0)  ->  max(matmul(W, x), 0)
np.outer(x, y)  ->  outer(x, y)
np.multiply(A, B)  ->  (A·B)
np.eye(3) @ x  ->  matmul(eye[3](), x)
np.ones(3) @ x  ->  matmul(transpose(ones[3, 1]()), x)
np.ones((2, 3)) @ x  ->  matmul(ones[2, 3](), x)
np.diag(x) @ y  ->  matmul(diagonal_matrix(x), y)
np.matmul(A, x)  ->  matmul(A, x)
np.abs(x).sum()  ->  total(abs(x))
np.square(x).sum()  ->  total(square(x))
np.power(x, 3)  ->  (x^3)
np.log(np.sum(np.exp(x)))  ->  ln(total(exp(x)))
torch.relu(W @ x + b)  ->  relu((matmul(W, x)+b))
F.softmax(x)  ->  softmax(x)
x[0] + 0*(x @ x)  ->  (part[0, 1, 0, 1](x)+(0·matmul(transpose(x), x)))
x[-1] + 0*(x @ x)  ->  (part[2, 3, 0, 1](x)+(0·matmul(transpose(x), x)))
C[:, 0] @ x  ->  matmul(transpose(part[0, 3, 0, 1](C)), x)
C[0] @ b  ->  matmul(part[0, 1, 0, 2](C), b)
C[0, 1] + 0*(x @ x)  ->  (part[0, 1, 1, 2](C)+(0·matmul(transpose(x), x)))
x[0:2] @ z  ->  matmul(transpose(part[0, 2, 0, 1](x)), z)
x[1:] @ z  ->  matmul(transpose(part[1, 3, 0, 1](x)), z)
np.array([1, 2, 3]) @ x  ->  matmul(transpose(literal[3, 1](1, 2, 3)), x)
[1, 2, 3] @ x  ->  matmul(transpose(literal[3, 1](1, 2, 3)), x)
[[1, 2], [3, 4]] @ b  ->  matmul(literal[2, 2](1, 2, 3, 4), b)
np.vstack([x, y])  ->  vstack(transpose(x), transpose(y))
r @ x  ->  matmul(r, x)
x @ r  !!  product_entrywise
x @ b  !!  product_inner
C @ x  !!  product_inner
x + b + 0*(x @ x)  !!  unequal
A @ x + r  !!  column_with_row
A @ B + x  !!  vector_on_square
k @ x  !!  at_numbers
A**-1 @ x  !!  numpy_inverse
x.T * y'  !!  two_dialects
x.shape  !!  attribute
(A @ B) * x  !!  vector_on_square
np.concatenate([x, y]) @ np.concatenate([x, y])  ->  matmul(transpose(vstack(x, y)), vstack(x, y))
np.hstack([x, b]) @ np.hstack([x, b])  ->  matmul(transpose(vstack(x, b)), vstack(x, b))
logsumexp(C, axis=1) @ x  ->  matmul(transpose(logsumexp_rows(C)), x)
"""
MATLAB = r"""
x'*y  ->  matmul(transpose(x), y)
x'*A*x  ->  matmul(matmul(transpose(x), A), x)
A'*B  ->  matmul(transpose(A), B)
A*B + 0*A'  ->  (matmul(A, B)+(0·transpose(A)))
A^2 + 0*A'  ->  (matpow[2](A)+(0·transpose(A)))
A^3*x + 0*x'*x  ->  (matmul(matpow[3](A), x)+(0·matmul(transpose(x), x)))
A.^2  ->  (A^2)
A.*B  ->  (A·B)
x.^2'*y  ->  matmul(transpose((x^2)), y)
(A*x)'*y  ->  matmul(transpose(matmul(A, x)), y)
x'*y*x  ->  (matmul(transpose(x), y)·x)
x.*y.*x  ->  (x·y·x)
x./y  ->  (x/y)
2.*x  ->  (2·x)
sum(C, 1) + 0*b'  ->  (transpose(column_totals(C))+(0·transpose(b)))
sum(C, 2) + 0*x.*x  ->  (row_totals(C)+(0·x·x))
x'*[1; 2; 3]  ->  matmul(transpose(x), literal[3, 1](1, 2, 3))
[1 2 3]*x + 0*x'*x  ->  (matmul(literal[1, 3](1, 2, 3), x)+(0·matmul(transpose(x), x)))
[1 2; 3 4]*b + 0*b.*b  ->  (matmul(literal[2, 2](1, 2, 3, 4), b)+(0·b·b))
A\x  ->  solve(A, x)
x*y + 0*x'*x  !!  two_vectors
C + b'  ->  (C+on_rows[3](transpose(b)))
C + b + 0*b.*b  ->  (C+on_rows[3](b)+on_rows[3]((0·b·b)))
A'*x'  !!  product_inner
"""
LATEX = r"""
Wx  ->  matmul(W, x)
W x + b  ->  (matmul(W, x)+b)
x^\top y  ->  matmul(transpose(x), y)
x^T A x  ->  matmul(matmul(transpose(x), A), x)
x^{\top} A x  ->  matmul(matmul(transpose(x), A), x)
x^{T} A^{T} y  ->  matmul(matmul(transpose(x), transpose(A)), y)
A^{-1} x  ->  matmul(inverse(A), x)
A^{-\top} x  ->  matmul(transpose(inverse(A)), x)
A^{-T} x  ->  matmul(transpose(inverse(A)), x)
\|x\|  ->  norm(x)
\|x\|_2^2  ->  (norm(x)^2)
\|x\|_1  ->  norm1(x)
\|x\|_\infty  ->  norm_inf(x)
\|C\|_F^2  ->  (norm(C)^2)
\lVert Wx + b \rVert^2  ->  (norm((matmul(W, x)+b))^2)
\left\| Wx - b \right\|_2^2  ->  (norm((matmul(W, x)-b))^2)
\lVert x \rVert_{2}^{2}  ->  (norm(x)^2)
\Vert x \Vert  ->  norm(x)
\norm{x}^2  ->  (norm(x)^2)
\|A\|_2  !!  norm_kind
\langle x, y \rangle  ->  inner(x, y)
\langle Ax, y\rangle  ->  inner(matmul(A, x), y)
\left\langle x, y \right\rangle  ->  inner(x, y)
\langle A, B \rangle  ->  inner(A, B)
x \cdot y  ->  inner(x, y)
x \odot y  ->  (x·y)
A \circ B  ->  (A·B)
A \odot B  ->  (A·B)
(A \odot B) x  ->  matmul((A·B), x)
x^{\odot 2}  ->  (x^2)
k \cdot x  ->  (k·x)
A \cdot B  ->  matmul(A, B)
A * B  !!  two_squares
AB  ->  matmul(A, B)
ABx  ->  matmul(matmul(A, B), x)
A^2  !!  square_power
A^{2} x  !!  square_power
xy  !!  two_vectors
x \times y  !!  two_vectors
\operatorname{tr}(A)  ->  trace(A)
\operatorname{tr} A  ->  trace(A)
\mathrm{tr}(AB)  ->  trace(matmul(A, B))
\text{tr}(A)  ->  trace(A)
\operatorname{Tr}(A^\top B)  ->  trace(matmul(transpose(A), B))
\tr(A)  ->  trace(A)
\det(A)  ->  det(A)
\det A  ->  det(A)
\log\det(A)  ->  ln(det(A))
\log \det A  ->  ln(det(A))
\ln|A|  ->  ln(det(A))
|A|  ->  det(A)
\frac{1}{2} x^\top A x  ->  ((1/2)·matmul(matmul(transpose(x), A), x))
\frac{x^\top A x}{x^\top x}  ->  (matmul(matmul(transpose(x), A), x)/matmul(transpose(x), x))
\frac{x}{k}  ->  (x/k)
\frac12 \|Wx\|^2  ->  ((1/2)·(norm(matmul(W, x))^2))
\sigma(Wx + b)  ->  sigmoid((matmul(W, x)+b))
\tanh(Wx)  ->  tanh(matmul(W, x))
\exp(x)  ->  exp(x)
e^{x}  ->  (e^x)
e^{A}  !!  matrix_exponent
\operatorname{diag}(x)  ->  diagonal_matrix(x)
\operatorname{diag}(x) y  ->  matmul(diagonal_matrix(x), y)
\operatorname{softmax}(x)  ->  softmax(x)
\mathrm{softmax}(Wx + b)  ->  softmax((matmul(W, x)+b))
\mathrm{ReLU}(Wx)  ->  relu(matmul(W, x))
\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} b  ->  matmul(literal[2, 2](1, 2, 3, 4), b)
\begin{bmatrix} 1 \\ 2 \\ 3 \end{bmatrix}^\top x  ->  matmul(transpose(literal[3, 1](1, 2, 3)), x)
\begin{vmatrix} k & 1 \\ 2 & c \end{vmatrix}  ->  det(literal[2, 2](k, 1, 2, c))
\mathbf{x}^\top \mathbf{y}  ->  matmul(transpose(x), y)
\boldsymbol{x}^\top A \mathbf{y}  ->  matmul(matmul(transpose(x), A), y)
\mathbf{1}^\top x  ->  matmul(transpose(ones[3, 1]()), x)
x^\top \mathbf{1}  ->  matmul(transpose(x), ones[3, 1]())
C \mathbf{1}  ->  matmul(C, ones[2, 1]())
x_1 + x_2^2  ->  (part[0, 1, 0, 1](x)+(part[1, 2, 0, 1](x)^2))
A_{12}  ->  part[0, 1, 1, 2](A)
A_{1,2}  ->  part[0, 1, 1, 2](A)
x_{4}  !!  index_outside
\sum_{i=1}^{3} x_i^2  ->  ((part[0, 1, 0, 1](x)^2)+(part[1, 2, 0, 1](x)^2)+(part[2, 3, 0, 1](x)^2))
\sum_{i=1}^2 x_i y_i  ->  ((part[0, 1, 0, 1](x)·part[0, 1, 0, 1](y))+(part[1, 2, 0, 1](x)·part[1, 2, 0, 1](y)))
(x - y)^\top (x - y)  ->  matmul(transpose((x-y)), (x-y))
(Wx)^\top b  ->  matmul(transpose(matmul(W, x)), b)
q = Wx; \|q\|^2  ->  (norm(q)^2)
\begin{aligned} q &= Wx + b \\ L &= \|q\|^2 \end{aligned}  ->  (norm(q)^2)
x y^\top  ->  matmul(x, transpose(y))
xx^\top  ->  matmul(x, transpose(x))
x^* y  !!  vector
A \otimes B  !!  vector
\vec{x}^\top \vec{y}  ->  matmul(transpose(x), y)
x'y  ->  matmul(transpose(x), y)
x'Ax  ->  matmul(matmul(transpose(x), A), x)
A + x  !!  vector_on_square
x + b  !!  unequal
Wb  !!  product_inner
A + I  ->  (A+eye[3]())
\sqrt{x^\top x}  ->  sqrt(matmul(transpose(x), x))
\|x\|^2_2  ->  (norm(x)^2)
A \odot x  !!  vector_on_square
\mathbf{x}^\top A \mathbf{x} + b^\top b  ->  (matmul(matmul(transpose(x), A), x)+matmul(transpose(b), b))
(A + A^\top) x  ->  matmul((A+transpose(A)), x)
x^\top A^\top A x  ->  matmul(matmul(matmul(transpose(x), transpose(A)), A), x)
\operatorname{tr}(A^\top A)  ->  trace(matmul(transpose(A), A))
\ln \det A  ->  ln(det(A))
A \oslash B  ->  (A/B)
"""
ROWS = [(row, syntax) for block, syntax in ((PLAIN, "plain"), (NUMPY, "plain"), (MATLAB, "plain"), (LATEX, "latex"))
        for row in block.strip().splitlines()]


def said(tree: Typed) -> str:
    """A tree in prefix notation, signs between their operands."""
    inside = [said(arg) for arg in tree.args]
    match type(tree).__name__:
        case "Variable" | "Numeral" | "Constant":
            return str(tree.note)
        case "Arranged":
            name, *held = tree.note
            return f"{name}{held or ''}({', '.join(inside)})"
        case "Added":
            signed = "".join(sign + each for sign, each in zip(tree.note, inside, strict=True))
            return f"({signed.removeprefix('+')})"
        case "Multiplied" | "Divided" | "Raised" as head:
            return "(" + {"Multiplied": "·", "Divided": "/", "Raised": "^"}[head].join(inside) + ")"
        case "Negated":
            return "-" + inside[0]
    return f"{tree.note}({', '.join(inside)})"


def reading(text: str, syntax: str):
    """The program with the shapes of the names that it has, and no others."""
    shapes = {name: shape for name, shape in SHAPES.items() if name in text}
    while True:
        try:
            return read_shaped(text, syntax, shapes)
        except VariableError as error:
            shapes.pop(error.facts["name"])


@pytest.mark.parametrize(("row", "syntax"), ROWS, ids=lambda value: value[:40])
def test_a_spelling_is_read_or_refused(row: str, syntax: str) -> None:
    text, arrow, expected = re.split(r"  (->|!!)  ", row)
    if arrow == "->":
        program = reading(text, syntax)
        assert said(program.definitions[-1].tree) == expected
        build(program)  # the graph finds the same shapes
        return
    with pytest.raises(ChainruleError) as caught:
        reading(text, syntax)
    error = caught.value
    assert error.text == MISTAKES[expected].text
    assert error.span is not None and error.source == text
    for language in LANGUAGES:
        assert "{" not in re.sub("`[^`]*`", "", error.say(language) + error.say_hint(language))


@pytest.mark.parametrize(("row", "syntax"), [row for row in ROWS if "  !!  " in row[0]], ids=lambda value: value[:40])
def test_both_readings_that_a_refusal_offers_can_be_read(row: str, syntax: str) -> None:
    text, key = row.split("  !!  ")
    if MISTAKES[key].kind != "ambiguous":
        return
    with pytest.raises(ReadingError) as caught:
        reading(text, syntax)
    mark = "m_0 = x.T\n" if "@" in text else "m_0 = x'\n" if "'" in text else ""  # the rest of the program
    read = [said(reading(mark + caught.value.facts[offer], syntax).definitions[-1].tree) for offer in ("one", "other")
            if offer in caught.value.facts and key != "two_dialects"]
    assert len(read) == len(set(read))


def test_entries_of_names_with_subscripts_of_their_own() -> None:
    program = read_shaped(r"\sum_{i=1}^{2} t_i \hat{y}_i", "latex", {"t": (2,), "y_hat": (2,)})
    assert said(program.definitions[-1].tree).count("part") == 4
    program = read_shaped("x_1_2 + 0*x_1'*x_1", "plain", {"x_1": (3,)})
    assert said(program.definitions[-1].tree).startswith("(part[1, 2, 0, 1](x_1)+")
    with pytest.raises(ReadingError):
        read_shaped("W^{(2)} x", "latex", {"W": (3, 3), "x": (3,)})


def test_a_message_names_both_operands_and_both_shapes() -> None:
    with pytest.raises(ShapeError) as caught:
        read_shaped("z1 = W1*x + b1\nz2 = W2*tanh(z1) + b2", "plain", "W1: 3x2, x: 2, b1: 3, W2: 2x3, b2: 3")
    error = caught.value
    assert str(error) == "`W2*tanh(z1)` is 2×1 and `b2` is 3×1: the lengths differ (2 and 3)."
    assert error.source[slice(*error.span)] == "W2*tanh(z1) + b2" and error.line == 2
    assert "2×1" in error.say("ko") and "길이" in error.say("ko")
