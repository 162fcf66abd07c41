"""Who keeps a change and when; without a name nothing is written, only shown."""

import datetime
from dataclasses import dataclass

from rapor.ground.errors import Problem, UsageError

_LONGEST_NAME = 100

NOBODY = "a try"
"""Who decides where a change is only shown: words, as every list of decisions asks for."""


@dataclass(frozen=True)
class Writer:
    """Who keeps a change, and on which day; ``writes`` tells whether it is kept at all."""

    writes: bool
    by: str
    on: str

    @property
    def name(self) -> str:
        """Who keeps it, as files name them; in a try, words that stand for nobody."""
        return self.by or NOBODY

    def nothing_written(self, how: str) -> str:
        """What is said where a change was only shown."""
        return f"Nothing was written: --apply --by NAME {how}."


def writer(*, apply: bool, by: str, on: str | None) -> Writer:
    """The options of a command as a writer; the day is today's where none is given.

    Raises ``UsageError`` for ``apply`` without a name, or for a day that is none.
    """
    day = on or datetime.date.today().isoformat()  # noqa: DTZ011 the day where the command is given
    problems = []
    if apply and (not by.strip() or not by.isprintable() or len(by) > _LONGEST_NAME):
        problems.append(
            Problem("--by", f"{by[:40]!r}", "the name of who keeps it", "add --by NAME")
        )
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        problems.append(Problem("--on", f"{day[:40]!r}", "a day such as 2025-02-01", "correct it"))
    if problems:
        raise UsageError(problems)
    return Writer(apply, by.strip(), day)
