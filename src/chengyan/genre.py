"""Names of genres: as the manifest has them, and in Chinese where they are known."""

from chengyan.language import _, later, speaking

# Those that manifests of such texts have; any other name stays as it is.
KNOWN = (
    later("Party congress report"),
    later("closing speech"),
    later("signed article"),
    later("government work report"),
    later("five-year plan"),
)


def genre_name(genre: str) -> str:
    """The genre in the language that is spoken."""
    return _(genre) if genre in KNOWN else genre


def genre_zh(genre: str) -> str:
    """The genre in Chinese, whatever is spoken."""
    with speaking("zh"):
        return genre_name(genre)
