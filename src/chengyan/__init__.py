"""城言: what Chinese city texts say and how they say it, compared with its doubt and its place."""

__version__ = "0.1.0"
