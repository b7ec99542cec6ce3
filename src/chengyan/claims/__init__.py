"""Claims written down before looking, each measured in every reasonable way.

A `claim` says which groups have more of what; `specifications` are the ways to measure it. `text`
and `counts` are what they measure on, `measures` and `statistics` what they take from it,
`estimates` the effects under all of them. `robustness` says which agree, `choices` which choice
moves an estimate.
"""
