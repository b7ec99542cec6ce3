"""config.yaml read once before Snakemake does, so that what is wrong in it is told in one line."""

import sys
from pathlib import Path

import yaml

try:
    given = yaml.safe_load(Path("config.yaml").read_text(encoding="utf-8"))
except FileNotFoundError:
    sys.exit("chengyan: config.yaml: is not in this folder. Run snakemake in the project's folder.")
except UnicodeDecodeError:
    sys.exit("chengyan: config.yaml: is not UTF-8. Save it as UTF-8.")
except yaml.YAMLError as error:
    mark = getattr(error, "problem_mark", None)
    line = f", line {mark.line + 1}" if mark else ""
    problem = getattr(error, "problem", None) or "holds characters that YAML forbids"
    sys.exit(f"chengyan: config.yaml{line}: {problem}. Mend it there or just above.")
if not isinstance(given, dict):
    sys.exit("chengyan: config.yaml: holds no keys. Write one at least, such as `compare: city`.")
