"""A table of inputs, row by row: what is to be done with a row, and how it ended. Pure."""
