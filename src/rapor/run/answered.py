"""A folder of filled forms: each received on its own, then who has answered and who has not.

A form that is refused keeps the others from nothing. Two forms in which one agency says two
things of the same are refused both: nothing tells which of them it means.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rapor.ground.errors import MissingInput, Problem, Problems, RaporError
from rapor.ground.paths import Home
from rapor.ground.project_files import stored
from rapor.run.forms import Received, receive
from rapor.run.writer import Writer

FORMS = "*.xlsx"


@dataclass
class Answered:
    """What the forms of a folder say, what of them is refused, and the files that were written."""

    told: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    written: list[Path] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n\n".join(self.told)


def receive_folder(home: Home, folder: Path, writer: Writer) -> Answered:
    """Read every form of a folder, in the order of their names; keep those that are sound.

    Raises ``MissingInput`` for a folder without a form.
    """
    files = stored(folder, FORMS)
    if not files:
        raise MissingInput(
            Problem(folder.name, "no form in it", f"filled forms, {FORMS}", "check the folder")
        )
    answered = Answered()
    first = dict(_read(home, files, answered, writer.on))
    disputed = _contradictions(first, answered.problems)
    kept = [path for path, form in first.items() if path not in disputed and not form.problems]
    for path, form in first.items():
        takes = writer.writes and path in kept
        now = receive(home, path, apply=True, by=writer.by, on=writer.on) if takes else form
        answered.told.append(f"{path.name}\n{now.summary}")
        answered.written += now.written
        _note(answered.problems, path, now.problems)
    answered.told.append(_who(first))
    return answered


def _read(
    home: Home, files: list[Path], answered: Answered, on: str
) -> Iterator[tuple[Path, Received]]:
    """The forms that can be read; of the others every reason is noted."""
    for path in files:
        try:
            yield path, receive(home, path, on=on)
        except RaporError as refused:
            _note(answered.problems, path, refused.problems)


def _note(problems: Problems, path: Path, of_form: Iterable[Problem]) -> None:
    """Add what is wrong with a form, each under the form's name."""
    for problem in of_form:
        where = problem.where
        named = where if path.name in where else f"{path.name} {where}"
        problems.add(named, problem.found, problem.expected, problem.next_step)


def _contradictions(forms: dict[Path, Received], problems: Problems) -> set[Path]:
    """Forms in which one agency gives two values of the same thing."""
    disputed: set[Path] = set()
    given: dict[tuple[str, ...], tuple[Path, str]] = {}
    for path, form in forms.items():
        for about, value in form.values.items():
            other, before = given.setdefault(about, (path, value))
            if before != value:
                disputed |= {path, other}
                publisher, code = about[3], about[-1]
                problems.add(
                    path.name,
                    f"{value!r} of {publisher} for {code}",
                    f"{before!r}, as in {other.name}",
                    "ask the agency which holds, and take the other form away",
                )
    return disputed


def _who(forms: dict[Path, Received]) -> str:
    """Which agencies have answered all that was asked, a part, or nothing."""
    asked: dict[str, int] = {}
    filled: dict[str, int] = {}
    for form in forms.values():
        for agency, (wanted, given) in form.asked.items():
            asked[agency] = max(asked.get(agency, 0), wanted)
            filled[agency] = max(filled.get(agency, 0), given)
    silent = [agency for agency, wanted in asked.items() if wanted and not filled[agency]]
    partly = [
        f"{agency} ({filled[agency]} of {wanted})"
        for agency, wanted in asked.items()
        if 0 < filled[agency] < wanted
    ]
    whole = [agency for agency, wanted in asked.items() if wanted and filled[agency] >= wanted]
    return "\n".join(
        f"{head} ({len(names)}): {', '.join(names) or '-'}"
        for head, names in (
            ("Answered", whole),
            ("Answered in part", partly),
            ("To be reminded", silent),
        )
    )
