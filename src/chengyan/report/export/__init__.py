"""What readers take away: tables with their dictionary, features, sentences, methods, the run."""

from chengyan.report.export.files import files

__all__ = ["files"]
