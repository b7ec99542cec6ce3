"""One log a job: what happened, what it wrote, and the traceback when it failed.

Scripts import what they need inside ``main``, so that an import that fails is in the log too.
"""

import errno
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn, TextIO

from chengyan.errors import ChengyanError

_NO_ROOM_OR_ACCESS = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
    *(errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST),
}


class _OwnLog(logging.StreamHandler[TextIO]):
    """A log whose removal ends its job, and that does not pass over what it cannot write.

    Snakemake removes the log of a job before it starts that job. A job that outlived a killed run
    so learns that another has taken its place, and writes no more: its choices may be old ones.
    """

    def emit(self, record: logging.LogRecord) -> None:
        if not os.fstat(self.stream.fileno()).st_nlink:
            raise ChengyanError(
                self.stream.name,
                "was removed while its job ran, as a later run does that takes the job over",
                "Give the command again if no other run is at work",
            )
        self.stream.write(f"{self.format(record)}\n")
        self.flush()


@contextmanager
def logged(path: str | Path) -> Iterator[None]:
    """Send log records and warnings to a file, and end the process when the block fails.

    What a user can mend is one line on stderr; the traceback of anything that fails goes to the
    log, and for a failure that is ours to stderr as well.
    """
    path = Path(path)
    root = logging.getLogger()
    log = logging.getLogger("chengyan")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _OwnLog(path.open("w", encoding="utf-8"))
    except OSError as error:
        _tell(error, path)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    # Of packages, warnings alone: some of them tell, and compute to tell, thousands of lines.
    root.setLevel(logging.WARNING)
    log.setLevel(logging.INFO)
    root.addHandler(handler)
    logging.captureWarnings(True)
    try:
        log.info("begins")
        yield
        log.info("ends")
    except BaseException as error:
        with suppress(OSError, ChengyanError):
            log.exception("stopped")
        _tell(error, path)
    finally:
        root.removeHandler(handler)
        with suppress(OSError):
            handler.stream.close()


def _tell(error: BaseException, log: Path) -> NoReturn:
    """End the process, and say what went wrong; a user who stops a run knows already."""
    message = _for_user(error, log)
    if message:
        print(f"chengyan: {message}", file=sys.stderr)
    elif not isinstance(error, KeyboardInterrupt):
        traceback.print_exception(error)
    sys.exit(1)


def _for_user(error: BaseException, log: Path) -> str:
    """What a user can mend, in one line; empty if there is nothing."""
    if isinstance(error, ChengyanError):
        return str(error)
    if isinstance(error, OSError) and error.errno in _NO_ROOM_OR_ACCESS:
        place = error.filename or log.parent
        return f"{place}: {error.strerror}. Make room or give access, then give the command again."
    return ""
