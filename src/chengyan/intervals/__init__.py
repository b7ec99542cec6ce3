"""Confidence intervals of a log ratio of rates, and how often they hold the truth.

`methods` and `resampled` are the candidates, on what `unit_sums` prepares; `simulated` makes
corpora of known truth, `coverage` counts how often the candidates hold it. Its result is
coverage.csv, from which `choice` takes what has been shown to cover, and `table` fills in.
`over_texts` has those of shares of codes and devices, held to text_coverage.csv.
"""
