"""One ZIP archive of many files, the same bytes for the same files."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# The earliest date that the format knows.
NO_DATE = (1980, 1, 1, 0, 0, 0)
# Deflating them again would gain nothing.
PACKED = (".parquet",)


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files in one archive, sorted by path, without dates, owners or permissions of their own.

    Parameters
    ----------
    files : iterable of (str, bytes)
        Path in the archive, with ``/``, and content; a folder's path ends in ``/``.
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w", strict_timestamps=True) as zipped:
        for path, content in sorted(files):
            info = ZipInfo(path, NO_DATE)
            # As on Unix, wherever it is made, and readable to all.
            mode = 0o40755 if info.is_dir() else 0o644
            info.create_system, info.external_attr = 3, mode << 16
            packed = path.endswith(PACKED)
            info.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
            zipped.writestr(info, content, compresslevel=None if packed else 9)
    return buffer.getvalue()
