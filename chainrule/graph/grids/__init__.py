"""Values with shapes, behind one interface: rows of numbers, NumPy's arrays, or rows of nodes of a graph."""
