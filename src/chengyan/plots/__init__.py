"""Figures, a module each: tables in, a matplotlib figure out; nothing is computed here."""
