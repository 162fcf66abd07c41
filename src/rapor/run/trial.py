"""A change to a city's data is tried before it is made: what it says, what it stops, what it finds.

The change is written to a copy of what a check reads, and the city is checked there. So a figure, a
decision or a note that is typed in a command is held to all that a file is held to, and nothing of
the project is touched before a person has seen what would follow.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory

from rapor.ground.errors import DataRejected, Problem, RaporError
from rapor.ground.language import language
from rapor.ground.paths import QUESTIONNAIRES, Home
from rapor.ground.project_files import files_below
from rapor.request.keeping import HISTORY
from rapor.run import stages
from rapor.validate import Validated
from rapor.validate.evidence import records
from rapor.validate.wording import wording


@dataclass(frozen=True)
class Checked:
    """A city as it is: what was validated, or nothing, and the problems that stop it."""

    validated: Validated | None
    problems: tuple[Problem, ...]

    def sentences(self) -> dict[str, str]:
        """What each open finding says, by its id."""
        if self.validated is None:
            return {}
        words, of = language("en"), self.validated
        return {
            row["finding"]: f"{row['severity']} {row['finding']}:"
            f" {wording(row, words, of.rules, of.counted)}"
            for row in records(self.validated.findings)
            if row["decision"] in ("none", "ask")
        }


@dataclass(frozen=True)
class Trial:
    """What a change would do: the lines that change, and what a check says before and after."""

    diff: tuple[str, ...]
    before: Checked
    after: Checked

    @property
    def stopped_by(self) -> list[Problem]:
        """What stops the city after the change and did not before."""
        known = set(self.before.problems)
        return [problem for problem in self.after.problems if problem not in known]

    def require(self) -> None:
        """Raise ``DataRejected`` when the change would stop the city."""
        if self.stopped_by:
            raise DataRejected(self.stopped_by)

    def __str__(self) -> str:
        """The lines that change, then the open findings that come and go."""
        then, now = self.before.sentences(), self.after.sentences()
        come = [sentence for finding, sentence in now.items() if finding not in then]
        go = [sentence for finding, sentence in then.items() if finding not in now]
        parts = [*self.diff]
        parts += ["", "Open findings that come with it:", *indented(come)] if come else []
        parts += ["", "Open findings that go with it:", *indented(go)] if go else []
        return "\n".join(parts)


def indented(lines: Sequence[str]) -> list[str]:
    """Lines below a line that names them."""
    return [f"  {line}" for line in lines]


def try_change(home: Home, city: str, texts: Mapping[str, str]) -> Trial:
    """Check a city with some files of its folder changed; ``texts`` are their new contents.

    Raises ``MissingInput`` where the city has no data, ``DataRejected`` where the changed files
    cannot be read at all.
    """
    before = checked(home, city)
    with TemporaryDirectory(prefix="rapor-") as folder:
        read = (home.params, *files_below(home.reference), *files_below(home.raw(city)))
        copy = copied(home, read, Path(folder))
        for name, text in texts.items():
            path = copy.raw(city) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        after = checked(copy, city)
    return Trial(tuple(_diff(home, city, texts)), before, after)


def checked(home: Home, city: str) -> Checked:
    """Check a city in memory, whatever it says."""
    try:
        validated = stages.inspect(home, city)
    except RaporError as refused:
        return Checked(None, tuple(refused.problems))
    try:
        validated.require_decided()
    except DataRejected as rejected:
        return Checked(validated, tuple(rejected.problems))
    return Checked(validated, ())


def copied(home: Home, paths: Iterable[Path], folder: Path) -> Home:
    """Files of a project in a folder of their own, as a project to try something on."""
    copy = Home(folder)
    for path in paths:
        target = copy.root / path.relative_to(home.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return copy


def _diff(home: Home, city: str, texts: Mapping[str, str]) -> Iterator[str]:
    """The lines that go and come, file by file, without those around them."""
    for name, text in texts.items():
        if name == HISTORY or name.startswith(f"{QUESTIONNAIRES}/"):
            continue  # it says the same, and who and when; or figures that the command tells
        path = home.raw(city) / name
        old = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        lines = list(unified_diff(old, text.splitlines(), lineterm="", n=0))[2:]
        if lines:
            yield home.relative(path)
            yield from indented([line for line in lines if not line.startswith("@@")])
