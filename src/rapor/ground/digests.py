r"""What a result was made from, as SHA-256: files of data, and the package's own code.

The same on every machine: line ends are ``\n``, a byte order mark is none, names are below their
folder, and what is none of the project's files does not count.
"""

import hashlib
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from rapor.ground.project_files import data_files, files_below

Given = ParamSpec("Given")
Read = TypeVar("Read")

_MOST = 1024
"""Results of a reader that are remembered: more than there are cities, so that what asks for each
of them, year after year, reads each once."""

_PACKAGE = Path(__file__).resolve().parents[1]
SHIPPED_FOLDER = "project"
"""Of an installed package: notebooks and catalogue, which are no code."""


def file_digest(path: Path) -> str:
    r"""SHA-256 of one text file with ``\n`` line ends."""
    return hashlib.sha256(_content(path)).hexdigest()


def data_digest(folder: Path) -> str:
    """SHA-256 over the files of data in a folder, or over one file; of nothing where none is."""
    return _digest(folder, data_files(folder))


def files_digest(place: Path) -> str:
    """SHA-256 over every file of a folder, whatever it holds, or over one file; of nothing else."""
    return _digest(place.parent, [place]) if place.is_file() else _digest(place, files_below(place))


def read_once(
    places: Callable[Given, Iterable[Path]],
    *,
    alike: Callable[Given, object] | None = None,
    most: int = _MOST,
) -> Callable[[Callable[Given, Read]], Callable[Given, Read]]:
    """Let a reader of files read them once a process, and again when what they hold has changed.

    ``places`` are the files and folders that it reads, by what it is given. What it returns is
    shared: nobody may change it. Where the files and what ``alike`` says are all that it depends
    on, a copy of them is not read again: to try a change, a project is copied. The last ``most``
    results are remembered. Raises what the reader does, each time.
    """

    def remembering(read: Callable[Given, Read]) -> Callable[Given, Read]:
        remembered: dict[object, tuple[str, Read]] = {}

        @wraps(read)
        def remembered_or_read(*given: Given.args, **named: Given.kwargs) -> Read:
            def digest() -> str:
                return combined(data_digest(place) for place in places(*given, **named))

            now = digest()
            key: object = (given, *sorted(named.items()))
            if alike is not None:
                key = (now, alike(*given, **named))
            if key in remembered and remembered[key][0] == now:
                return remembered[key][1]
            result = read(*given, **named)
            if digest() == now:  # or else somebody saved a file meanwhile
                remembered[key] = (now, result)
                if len(remembered) > most:
                    del remembered[next(iter(remembered))]
            return result

        return remembered_or_read

    return remembering


def code_digest(rooms: tuple[str, ...] = ()) -> str:
    """SHA-256 over the package, or over some folders of it: its modules, words and templates.

    Read once a process, for what a process has loaded stays as it is.
    """
    starts = tuple(f"{room}/" for room in rooms) or ("",)
    return _over((name, digest) for name, digest in _code().items() if name.startswith(starts))


def is_other_code(package: Path) -> bool:
    """Whether a folder holds the package in another state than the one that is running."""
    if not package.is_dir() or package.resolve() == _PACKAGE:
        return False
    return _of_each(package) != _code()


@cache
def _code() -> dict[str, str]:
    return _of_each(_PACKAGE)


def _of_each(package: Path) -> dict[str, str]:
    """SHA-256 of every file of a package by its name there, in order."""
    named = {path.relative_to(package).as_posix(): path for path in files_below(package)}
    code = sorted(name for name in named if not name.startswith(f"{SHIPPED_FOLDER}/"))
    return {name: file_digest(named[name]) for name in code}


def combined(parts: Iterable[str]) -> str:
    """SHA-256 over texts in their order."""
    return _over((str(number), part) for number, part in enumerate(parts))


def _digest(folder: Path, paths: Iterable[Path]) -> str:
    named = {path.relative_to(folder).as_posix(): path for path in paths}
    return _over((name, _content(named[name])) for name in sorted(named))


def _content(path: Path) -> bytes:
    return path.read_bytes().removeprefix(BOM_UTF8).replace(b"\r\n", b"\n")


def _over(parts: Iterable[tuple[str, str | bytes]]) -> str:
    """Names and contents, each with its length, so that none can run into the next."""
    digest = hashlib.sha256()
    for name, part in parts:
        content = part if isinstance(part, bytes) else part.encode()
        digest.update(f"{name}\n{len(content)}\n".encode(errors="surrogateescape"))
        digest.update(content)
    return digest.hexdigest()
