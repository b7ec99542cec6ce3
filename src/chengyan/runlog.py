"""One log a job: what happened, and the traceback when it failed.

Scripts import what they need inside ``main``, so that an import that fails is in the log too.
"""

import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chengyan.errors import ChengyanError


@contextmanager
def logged(path: str | Path) -> Iterator[None]:
    """Send log records and warnings to a file, and end the process when the block fails.

    What a user can mend is one line on stderr; the traceback of anything that fails goes to the
    log, and for a failure that is ours to stderr as well.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(path, mode="w", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    logging.captureWarnings(True)
    log = logging.getLogger("chengyan")
    log.info("begins")
    try:
        yield
    except ChengyanError as error:
        log.exception("stopped")
        print(f"chengyan: {error}", file=sys.stderr)
        sys.exit(1)
    except BaseException:
        log.exception("failed")
        traceback.print_exc()
        sys.exit(1)
    finally:
        log.info("ends")
        root.removeHandler(handler)
        handler.close()
