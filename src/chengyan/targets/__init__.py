"""Every numeric statement of a sentence as data: what, how much, by when, reached or promised."""
