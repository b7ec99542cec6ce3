"""Corpora too large for memory: shards of texts that are cut, counted and measured one by one.

What a shard gives is small beside its texts, and can be added up or merged in order: sums of terms
by group, rows of counts, facts of documents. No step holds all texts, or all tokens, at once.
"""
