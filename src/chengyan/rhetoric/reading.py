"""The sentences of a text as detectors of form read them."""

from functools import cache

from chengyan.rhetoric.likeness import affinity, without_lead, without_tail
from chengyan.rhetoric.members import Cut, chains_of, clauses_of, pieces_of


class Members:
    """The members of the sentences of a text: each sentence read once, each two compared once.

    Parameters
    ----------
    cut : callable
        Cuts a text into tokens that cover it.

    Attributes
    ----------
    tokens, chains, clauses : callable
        Those of a sentence.
    affinity, without_lead, without_tail : callable
        As the functions of these names in `chengyan.rhetoric.likeness`.
    """

    def __init__(self, cut: Cut) -> None:
        pieces = cache(lambda text: pieces_of(cut(text)))
        self.tokens = cut
        self.chains = cache(lambda text: list(chains_of(text, pieces(text))))
        self.clauses = cache(lambda text: clauses_of(pieces(text)))
        self.affinity = cache(affinity)
        self.without_lead = cache(without_lead)
        self.without_tail = cache(without_tail)
