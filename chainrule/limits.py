"""The bounds of what is read; all of them act before any arithmetic."""
from __future__ import annotations

PROGRAM = 16_000_000  # characters: a program of 200,000 ordinary lines, read in a few seconds
LINE = 400_000  # characters: a sum of 100,000 terms, which nobody types but programs print
LATEX = 4_000_000  # characters of LaTeX: it is read sign by sign, ten times as slowly
DEFINITIONS = 200_000  # the graph of that many lines still fits in ordinary memory
REORDERED = 20_000  # lines that are put in order; longer programs are printed by programs, which have an order
TOKENS = 200_000  # per expression, for the same reason
NESTING = 200  # levels: what can be shown; later stages that recurse stay below Python's limit
CHAIN = 2_000  # divisions in a row a/b/c/…: each one nests a level deeper
FACTORS = 200  # of one product: the derivative by one of them nests as many levels
COMPARED = 300  # inputs of one maximum or minimum: each one is compared with all the others
NAME = 64  # characters: longer ones cannot be shown in a formula
DIGITS = 400  # of one number: more than any double or any exercise has
LITERAL_EXPONENT = 308  # 1e309 is beyond doubles
EXPONENT = 1_000_000  # x^n with a literal n
POWER_BITS = 4_000  # of a power of constants: log2 of its size, about 1,200 digits
EXACT_BITS = 100_000  # of numerator and denominator of such a power, as in 1.05^365
GROWTH_BITS = 1_000_000  # of exp and the like of a constant, whose value is never exact
WRITTEN_OUT = 10_000  # signs of a sum with bounds, written out: more is not read by anybody
EXPANDED = 400_000  # nodes that the calls of the program's own functions make
SHOWN = 40  # characters of the user's text that a message repeats
CASES = 200  # rows of one function by cases
OPERATIONS = 15_000  # of all the functions together that are differentiated once more
HESSIAN = 40  # variables: the matrix has the square of it as entries
ENTRIES = 5_000  # of a Jacobian matrix
SHAPE = 1_000_000_000  # entries of a vector or matrix: nothing of it is built, only its sizes are used
WIRES = 8_000  # columns that the wires of a picture pass, all together
SAMPLES = 100_000  # rows of a file of data
LEARNED = 5_000_000  # numbers that are kept on the way of a descent: steps times parameters
TRAINED = 25_000_000  # the same of a network of matrices, whose numbers take eight bytes each
UNITS = 100  # of a layer that is written out unit by unit
WEIGHTS = 2_000  # of a network that is written out
BATCH_WEIGHTS = 1_000_000  # of a network of matrices: what can be drawn, trained and shown in seconds
