"""Random numbers of a group's or a text's own."""

from hashlib import blake2b

import numpy as np


def generator_of(seed: int, name: str) -> np.random.Generator:
    """A generator that hangs on seed and name alone: what else is drawn, and when, changes nothing.

    Python's own `hash` would differ from run to run.
    """
    digest = blake2b(f"{seed}\0{name}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))
