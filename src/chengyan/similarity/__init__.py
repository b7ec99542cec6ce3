"""How alike the groups' texts are, on samples of one size, against pairs of one genre.

`samples` says what is compared and at which size, `sampled` draws it, `alike` measures a pair,
`null` chooses the pairs to hold it against, and `table` puts them together.
"""
