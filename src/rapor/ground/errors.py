"""What can be wrong with what a person gave us, and how the commands answer.

Every error carries one or more problems; each says where, what was found, what was
expected and what to do next. A contract breach between our own stages is not one of
these: it is a bug and stays an ordinary exception.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from rapor.ground.text import for_terminal

_LONGEST = 1000
"""Letters of one part of a problem: a person reads it on a terminal."""

_PARTS_SHOWN = 5
"""How much of a path an error names: ``data/processed/<city>/tidy/<file>``."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that a person has to look at.

    ``where`` names file and row (or option), ``found`` and ``expected`` are short
    texts, ``next_step`` is an instruction. They may quote what a person wrote, whatever it
    is: each is kept as one printable line of readable length.
    """

    where: str
    found: str
    expected: str = ""
    next_step: str = ""

    def __post_init__(self) -> None:
        for name in ("where", "found", "expected", "next_step"):
            text = for_terminal(getattr(self, name))
            if len(text) > _LONGEST:
                text = f"{text[:_LONGEST]} ..."
            object.__setattr__(self, name, text)

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.found}"]
        if self.expected:
            parts.append(f"expected: {self.expected}")
        if self.next_step:
            parts.append(f"next: {self.next_step}")
        return "; ".join(parts)


class RaporError(Exception):
    """An error whose cause is input; the command prints its problems and exits."""

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = [problems] if isinstance(problems, Problem) else list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows instead of a traceback: the reader did not write the code.

        A kernel asks for this first, and then hands the text of the error on to whoever started
        it. From here on that text is the problems as data, for ``from_kernel``.
        """
        self.args = (json.dumps([asdict(problem) for problem in self.problems]),)
        return [str(problem) for problem in self.problems]

    @classmethod
    def from_kernel(cls, text: str) -> Self:
        """The error whose text a kernel handed on."""
        return cls(Problem(**problem) for problem in json.loads(text))


class DataRejected(RaporError):
    """A city's data cannot be used as it is (exit code 1)."""

    exit_code = 1


class UsageError(RaporError):
    """A command or notebook was called with something that it does not take (exit code 2)."""

    exit_code = 2


class MissingInput(RaporError):
    """A file or folder that is needed is not there or cannot be used (exit code 3)."""

    exit_code = 3


class Problems:
    """Gathers problems, so that all errors of a file are shown together."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, where: str, found: str, expected: str = "", next_step: str = "") -> None:
        """Note one problem and go on."""
        self._found.append(Problem(where, found, expected, next_step))

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Note the problems of a ``DataRejected`` raised inside, and go on."""
        try:
            yield
        except DataRejected as rejected:
            self._found.extend(rejected.problems)

    def __bool__(self) -> bool:
        return bool(self._found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found)

    def raise_if_any(self) -> None:
        """Raise ``DataRejected`` with everything gathered so far."""
        if self._found:
            raise DataRejected(self._found)


def cannot(error: OSError, where: str | Path, done: str) -> Problem:
    """What a person is told when the machine refuses: permission, space, a loop of links.

    Of a path the last parts are named, and nothing of the machine's.
    """
    return Problem(
        ending(where) if isinstance(where, Path) else where,
        f"cannot be {done}: {error.strerror or error}",
        "a place that can be used, with room on it",
        "see to the folder, its permissions and the space on the disk, then run this again",
    )


def ending(path: Path) -> str:
    """The end of a path as errors name it: ``data/processed/<city>/tidy/<file>``."""
    return "/".join(path.parts[1:][-_PARTS_SHOWN:])
