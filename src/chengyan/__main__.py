"""``python -m chengyan`` is the same as ``chengyan``."""

from chengyan.cli import main

main()
