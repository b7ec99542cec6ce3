"""Rhetorical devices of political prose: where they stand, how often, how well they are found."""
