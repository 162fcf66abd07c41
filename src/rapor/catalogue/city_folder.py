"""The files of a city's folder by their names: what is misnamed would be overlooked in silence.

Most files of a city need not be there, so a wrong name looks like none. Papers of another kind,
such as the regulation itself, may be kept beside them.
"""

import re
from pathlib import Path

from rapor.catalogue.city import City
from rapor.catalogue.kept_surveys import kept_surveys
from rapor.ground.errors import Problems
from rapor.ground.language import LANGUAGES
from rapor.ground.paths import QUESTIONNAIRES, RESPONDENTS, Home
from rapor.ground.period import PERIODS, folder_of
from rapor.ground.project_files import stored
from rapor.ground.shape import nearest_name
from rapor.ground.tables.surveys import SURVEYS

FILES = (
    "city.yaml",
    "agencies.csv",
    "labels.csv",
    "indicators.yaml",
    "tables.yaml",
    "headers.yaml",
    "sources.yaml",
    "corrections.yaml",
    "realisation.csv",
    "activity-realisation.csv",
    "statements.csv",
    "topics.csv",
    "ingest.csv",
    "pages.csv",
    "doubts.csv",
    "realisation-history.csv",
    "review.csv",
    "brand.yaml",
    "progress.csv",
    "follow-up.csv",
    "spending.csv",
    "adopted.csv",
)
"""Files of ``data/raw/<city>`` that somebody reads; those that people edit, and two lists."""

TABLES, NOTES, PAGES = "tables", "notes", "pages"
_FOLDERS = (TABLES, NOTES, PAGES, QUESTIONNAIRES)
_TYPED = re.compile(r"\.(csv|ya?ml|md)", re.IGNORECASE)
_FREE = ("readme.md",)
_SURVEY = re.compile(r"[a-z][a-z0-9_]*-[0-9]{4}(-semester-[12])?\.yaml")


def check_names(home: Home, city: City, problems: Problems) -> None:
    """Note every file whose name nobody reads, and every folder or pipe in place of a file."""
    folder = home.raw(city.slug)
    shown = home.relative(folder)
    for path in stored(folder):
        where = f"{shown}/{path.name}"
        if path.name in FILES:
            if not path.is_file() and path.exists():
                problems.add(where, "no plain file", "a file", "put the file in its place")
        elif path.name in _FOLDERS:
            if not path.is_dir():
                problems.add(where, "no folder", "a folder", "put the folder in its place")
        elif path.name.casefold() not in _FREE:
            _tell_stranger(path, where, (*FILES, *_FOLDERS), problems)
    named = tuple(_note_names(city))
    for path in stored(folder / NOTES) if (folder / NOTES).is_dir() else ():
        where = f"{shown}/{NOTES}/{path.name}"
        if path.name not in named and path.name.casefold() not in _FREE:
            likely = nearest_name(path.name, named)
            step = f"rename it{f' to {likely!r}' if likely else ''}, or remove it"
            expected = f"<year>.md of {city.years[0]} to {city.years[-1]}, as {named[0]}"
            problems.add(where, "a name that no report looks for", expected, step)
        elif path.name in named and not path.is_file() and path.exists():
            problems.add(where, "no plain file", "a file", "put the file in its place")
    _check_surveys(folder / QUESTIONNAIRES, f"{shown}/{QUESTIONNAIRES}", problems)
    with problems.gathering():
        kept_surveys(home, city.slug)


def _check_surveys(folder: Path, shown: str, problems: Problems) -> None:
    """Note what is no file of a survey: above all an export, for that would get into git."""
    tables = tuple(f"{name}.csv" for name in SURVEYS)
    for path in stored(folder) if folder.is_dir() else ():
        if path.name in tables or _SURVEY.fullmatch(path.name) or path.name.casefold() in _FREE:
            continue
        expected = f"{', '.join(tables)}, and <questionnaire>-<year>.yaml"
        step = f"correct the name; answers of respondents belong in {RESPONDENTS}/"
        problems.add(f"{shown}/{path.name}", "a name that no survey looks for", expected, step)


def _note_names(city: City) -> list[str]:
    """Names of the notes that reports look for: a year or half year, Indonesian without an end."""
    ends = ["" if code == LANGUAGES[0] else f".{code}" for code in LANGUAGES]
    return [
        f"{folder_of(year, period)}{end}.md"
        for year in city.years
        for period in PERIODS
        for end in ends
    ]


def _tell_stranger(path: Path, where: str, known: tuple[str, ...], problems: Problems) -> None:
    """Another name is told where the file is of a kind that people type, or is like a known one."""
    likely = nearest_name(path.name, known)
    if likely or (_TYPED.fullmatch(path.suffix) and not path.is_dir()):
        step = f"rename it to {likely!r}" if likely else "correct the name"
        problems.add(where, "a name that nobody reads", ", ".join(known), f"{step}, or remove it")
