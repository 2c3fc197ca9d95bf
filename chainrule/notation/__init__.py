"""A formula as boxes, and boxes in every notation."""
