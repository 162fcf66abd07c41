"""One run at a time in a folder.

A lock is a file of the folder that nobody else counts (``project_files``). The system holds it for
the process, so that the lock of a run that was killed is free at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from rapor.ground.errors import MissingInput, Problem, cannot, ending

NAME = ".lock"
PATIENCE = 60
"""Seconds to wait for another run: none holds a folder for more than moments, unless it stands."""

_FOR_EVERY_USER = 0o666
_POLL = 0.01


@contextmanager
def alone_in(folder: Path, seconds: float = PATIENCE) -> Iterator[None]:
    """Wait until no other run is in a block of the same folder, which has to exist.

    A run that is in a block may enter another of the same folder. Raises ``MissingInput`` when
    another run stays longer than ``seconds``, or when the folder cannot be written.
    """
    place = folder.resolve() / NAME
    lock = FileLock(place, mode=_FOR_EVERY_USER, is_singleton=True, poll_interval=_POLL)
    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        raise MissingInput(
            Problem(
                ending(folder),
                f"another run has been writing here for more than {seconds:.0f} seconds",
                "one run at a time",
                "wait until it has ended, or end it; then run this again",
            )
        ) from None
    except OSError as error:
        raise MissingInput(cannot(error, folder, "written")) from None
    try:
        yield
    finally:
        if lock.lock_counter == 1:
            with suppress(OSError):  # who waits sees that the file is gone, and makes another
                place.unlink()
        lock.release()
