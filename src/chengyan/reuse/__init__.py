"""Passages that texts share, beyond what formulas and the chance order of words account for.

`lines` turns sentences into Han characters and says which of them a formula covers, `seeds` finds
sentences that may share a passage, `align` finds it, `chance` counts passages of texts whose words
stand in random order, `shared` puts these together; `table` and `echo` make the tables.
"""
