"""What the tables say, in sentences: each bound to its rows, with effect, range and verdict."""
