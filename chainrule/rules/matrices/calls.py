"""How operations on vectors and matrices are called by name, and which rows of the table they mean."""
from __future__ import annotations

from typing import Literal

from ...records import record

Kind = Literal["row", "total", "rows", "norm", "entries", "product", "entrywise", "diagonal", "made", "stacked",
               "transpose", "scalar", "same", "size"]


@record
class Call:
    """A function that is called by name.

    names       what people type for it
    row         the row of the table that it means
    kind        how its arguments are read: every argument an operand of the row ("row"); a number made of every entry,
                which an axis restricts to rows or columns ("total"); by rows for a matrix ("rows"); a norm with its
                kind ("norm"); entry by entry with numbers behind it ("entries"); a matrix product, a product entry by
                entry, a diagonal of or as a matrix, a matrix of its own sizes ("made"), blocks, a transpose; a function
                of numbers by another name ("scalar"), nothing but its argument ("same"), or how large that is ("size")
    by_rows     the row that makes one number per row, or acts row by row
    by_columns  the row that makes one number per column
    arity       smallest and largest number of operands
    bare        whether an argument may follow without parentheses: tr A
    vector      whether its operand must be a vector
    """

    names: tuple[str, ...]
    row: str
    kind: Kind = "row"
    by_rows: str = ""
    by_columns: str = ""
    arity: tuple[int, int] = (1, 1)
    bare: bool = False
    vector: bool = False


ROWS = (
    Call(("tr", "trace", "Tr", "Trace"), "trace", bare=True),
    Call(("det", "Det"), "det", bare=True),
    Call(("logdet",), "logdet", bare=True),
    Call(("adj", "adjugate"), "adjugate"),
    Call(("prodothers",), "others"),
    Call(("inv", "inverse"), "inverse"),
    Call(("transpose", "permute", "adjoint"), "transpose", "transpose"),
    Call(("matpow", "matrix_power", "mpower"), "matpow", "entries", arity=(2, 2)),
    Call(("solve", "mldivide"), "solve", arity=(2, 2)),
    Call(("dot", "inner", "vdot"), "inner", "product", arity=(2, 2)),
    Call(("matmul", "mm", "mtimes", "multi_dot"), "matmul", "product", arity=(2, 2)),
    Call(("outer", "ger"), "outer", arity=(2, 2)),
    Call(("hadamard", "multiply", "times", "mul"), "product", "entrywise", arity=(2, 2)),
    Call(("divide", "rdivide"), "quotient", "entrywise", arity=(2, 2)),
    Call(("norm",), "norm", "norm"),
    Call(("norm2", "normF", "fro_norm"), "norm"),
    Call(("norm1",), "norm1"),
    Call(("norminf", "norm_inf", "normInf"), "norm_inf"),
    Call(("sum", "total", "nansum"), "total", "total", "row_totals", "column_totals"),
    Call(("mean", "average", "avg"), "average", "total", "row_averages", "column_averages"),
    Call(("var", "variance"), "var", "total", "row_variances", "column_variances"),
    Call(("std",), "deviation", "total", "row_deviations", "column_deviations"),
    Call(("prod", "product"), "product_all", "total"),
    Call(("max", "amax"), "largest", "total", "row_largest", "column_largest"),
    Call(("min", "amin"), "smallest", "total"),
    Call(("rowsums",), "row_totals"),
    Call(("rowmeans",), "row_averages"),
    Call(("rowmax",), "row_largest"),
    Call(("maximum", "fmax"), "max", "scalar", arity=(2, 9)),
    Call(("minimum", "fmin"), "min", "scalar", arity=(2, 9)),
    Call(("absolute", "fabs"), "abs", "scalar"),
    Call(("expit", "logistic"), "sigmoid", "scalar"),
    Call(("power", "pow"), "power", "entrywise", arity=(2, 2)),
    Call(("ReLU",), "relu", "scalar"),
    Call(("softmax", "Softmax"), "softmax", "rows", "softmax_rows"),
    Call(("log_softmax", "logsoftmax"), "log_softmax", "rows", "log_softmax_rows"),
    Call(("logsumexp", "lse", "LSE"), "logsumexp", "rows", "logsumexp_rows"),
    Call(("layer_norm", "layernorm", "LayerNorm"), "layer_norm", "rows", "layer_norm_rows"),
    Call(("standardize", "standardized", "zscore"), "standardized", "rows", "standardized_rows"),
    Call(("attention", "scaled_dot_product_attention"), "attention", arity=(3, 3)),
    Call(("conv1d", "correlate"), "conv1d", arity=(2, 2)),
    Call(("cross_entropy",), "cross_entropy", arity=(2, 2)),
    Call(("cumsum",), "cumulated", vector=True),
    Call(("diag",), "diagonal", "diagonal"),
    Call(("diagonal",), "diagonal"),
    Call(("diagflat",), "diagonal_matrix"),
    Call(("vec", "vectorize"), "vec"),
    Call(("ones",), "ones", "made", arity=(1, 2)),
    Call(("zeros",), "zeros", "made", arity=(1, 2)),
    Call(("eye", "identity"), "eye", "made", arity=(1, 2)),
    Call(("vstack", "vertcat"), "vstack", "stacked", arity=(1, 99)),
    Call(("hstack", "horzcat", "column_stack"), "hstack", "stacked", arity=(1, 99)),
    Call(("concatenate", "concat", "cat"), "vstack", "stacked", arity=(1, 99)),
    Call(("len", "nrows"), "rows", "size"),
    Call(("ncols",), "columns", "size"),
    Call(("numel", "size"), "entries", "size", arity=(1, 2)),
    Call(("array", "asarray", "tensor", "matrix"), "copy", "same"),
    Call(("gelu", "GELU"), "gelu", "entries"),
    Call(("leaky_relu", "leakyrelu", "LeakyReLU"), "leaky_relu", "entries", arity=(1, 2)),
    Call(("elu", "ELU"), "elu", "entries"),
    Call(("silu", "swish", "SiLU"), "silu", "entries"),
    Call(("softsign",), "softsign", "entries"),
    Call(("square",), "square", "entries"),
)
CALLS: dict[str, Call] = {name: call for call in ROWS for name in call.names}
