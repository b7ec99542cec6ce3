"""The report: one page of figures, tables and methods."""
