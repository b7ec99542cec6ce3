"""One log a job: what happened, and the traceback when it failed.

Scripts import what they need inside ``main``, so that an import that fails is in the log too.
"""

import errno
import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chengyan.errors import ChengyanError

_NO_ROOM_OR_ACCESS = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
    *(errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST),
}


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
    # Of packages, warnings alone: some of them tell, and compute to tell, thousands of lines.
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    root.addHandler(handler)
    logging.captureWarnings(True)
    log = logging.getLogger("chengyan")
    log.setLevel(logging.INFO)
    log.info("begins")
    try:
        yield
    except BaseException as error:
        log.exception("stopped")
        message = _for_user(error, path)
        if message:
            print(f"chengyan: {message}", file=sys.stderr)
        else:
            traceback.print_exc()
        sys.exit(1)
    finally:
        log.info("ends")
        root.removeHandler(handler)
        handler.close()


def _for_user(error: BaseException, log: Path) -> str:
    """What a user can mend, in one line; empty if there is nothing."""
    if isinstance(error, ChengyanError):
        return str(error)
    if isinstance(error, OSError) and error.errno in _NO_ROOM_OR_ACCESS:
        place = error.filename or log.parent
        return f"{place}: {error.strerror}. Make room or give access, then give the command again."
    return ""
