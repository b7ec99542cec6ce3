"""Formulations (提法): which are repeated, which are a city's own, how much of a text they take.

`entries` reads the lexicon with its years, `uses` finds every use, `table` counts them by group and
keeps apart what was not used from what did not exist yet, `coverage` tells the share of a text that
stands inside formulations, `candidates` finds what the lexicon may lack.
"""
