"""What can be wrong with what a user gives us, one class a failure.

Every message has three parts: the place (file, line or key), what is wrong there, and what to do.
"""


class ChengyanError(Exception):
    """Something that its user can mend.

    Parameters
    ----------
    place : str
        The file, line, key or argument at fault.
    problem : str
        What is wrong there.
    remedy : str
        What to do, as an imperative.
    """

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        super().__init__(place, problem, remedy)
        self.place = place
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        stop = "" if self.remedy.endswith("?") else "."
        return f"{self.place}: {self.problem}. {self.remedy}{stop}"


class ConfigError(ChengyanError):
    """A choice in config.yaml or on the command line that cannot be."""


class ManifestError(ChengyanError):
    """A row or column of the manifest that cannot be."""


class TextError(ChengyanError):
    """A raw text that cannot be read or holds nothing to analyse.

    `code` is that of the finding (`chengyan.findings.KINDS`) that the error amounts to.
    """

    def __init__(self, place: str, problem: str, remedy: str, *, code: str = "unreadable") -> None:
        super().__init__(place, problem, remedy)
        self.code = code


class LexiconError(ChengyanError):
    """A row of a lexicon file that cannot be."""


class EngineError(ChengyanError):
    """A segmentation engine that is unknown or not installed."""


class DesignError(ChengyanError):
    """A corpus too small, or shaped otherwise, for what is asked of it."""


class TableError(ChengyanError):
    """A table that lacks a column or holds a value that cannot be."""
