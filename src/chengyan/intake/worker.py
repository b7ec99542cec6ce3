"""The child that takes documents apart: ``python -m chengyan.intake.worker <format>``.

It gets bytes on its input and gives text on its output, and can open nothing: no file, no socket,
no further process. A document that took it over would be alone with itself.
"""

import importlib
import json
import resource
import struct
import sys
from dataclasses import asdict
from typing import IO, Any

from chengyan.errors import TextError
from chengyan.intake.encoding import preload
from chengyan.intake.extract import Limits, megabytes

_LENGTH = struct.Struct(">Q")


def send(stream: IO[bytes], *messages: bytes) -> None:
    """Write messages, each with its length before it."""
    for message in messages:
        stream.write(_LENGTH.pack(len(message)))
        stream.write(message)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> bytes:
    """Read a message; EOFError if it is not whole or longer than `most` bytes."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    length = _LENGTH.unpack(head)[0]
    if length > most:
        raise EOFError
    message = stream.read(length)
    if len(message) < length:
        raise EOFError
    return message


def main(kind: str) -> None:
    """Read documents of one kind until the input ends."""
    reader = getattr(importlib.import_module(f"chengyan.intake.{kind}"), f"read_{kind}")
    preload()
    _lock_up()
    while True:
        try:
            request = json.loads(receive(sys.stdin.buffer, 1 << 20))
        except EOFError:
            return
        limits = Limits(**request["limits"])
        data = receive(sys.stdin.buffer, limits.size)
        _restrict(limits)
        answer = _answer(reader, data, request["place"], limits)
        send(sys.stdout.buffer, json.dumps(answer).encode("ascii"))


def _answer(reader: Any, data: bytes, place: str, limits: Limits) -> dict[str, Any]:
    try:
        extract = reader(data, place, limits)
    except TextError as error:
        return {"refused": [error.code, error.place, error.problem, error.remedy]}
    except MemoryError:
        return {"refused": ["unsafe-file", place, f"takes over {megabytes(limits.memory)}", ""]}
    except RecursionError:
        return {"refused": ["unsafe-file", place, "is nested deeper than any text", ""]}
    except Exception as error:  # noqa: BLE001, a document can break a library in any way
        problem = f"cannot be read ({type(error).__name__}: {error})"
        return {"refused": ["broken-file", place, problem, ""]}
    if len(extract.text) > limits.unpacked:
        return {"refused": ["too-large", place, "holds more than any text", ""]}
    return {"extract": asdict(extract)}


def _lock_up() -> None:
    """From here on nothing more can be opened, written or started."""
    # Three files are open already (input, output, errors), so that a fourth would be one too many.
    for what, most in (("NOFILE", 3), ("FSIZE", 0), ("CORE", 0), ("NPROC", 0)):
        _set_limit(f"RLIMIT_{what}", most, most)


def _restrict(limits: Limits) -> None:
    """Memory for all, and time for the document at hand."""
    _set_limit("RLIMIT_AS", limits.memory)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set_limit("RLIMIT_CPU", int(used.ru_utime + used.ru_stime) + limits.seconds + 1)


def _set_limit(name: str, soft: int, hard: int | None = None) -> None:
    """Set a limit where the system knows it; some do not know all."""
    number = getattr(resource, name, None)
    if number is None:
        return
    highest = resource.getrlimit(number)[1]
    try:
        resource.setrlimit(number, (soft, highest if hard is None else hard))
    except (ValueError, OSError):
        return


if __name__ == "__main__":
    main(sys.argv[1])
