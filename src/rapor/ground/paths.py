"""Where a project keeps its files.

A *home* is a folder with ``params.yaml``; every path of a stage is asked from it, so
that the same code works on the repository, on a consultant's own folder and on the
sample project of the tests.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NewType

from rapor.ground.digests import SHIPPED_FOLDER, is_other_code
from rapor.ground.errors import MissingInput, Problem, UsageError
from rapor.ground.period import ANNUAL, folder_of
from rapor.ground.project_files import stored

CitySlug = NewType("CitySlug", str)
"""A city's name in paths and commands, already known to be safe: ``a-z``, digits, ``-``."""

ENVIRONMENT = "RAPOR_HOME"
MARKER = "params.yaml"
RULES = "rules.yaml"
HEADERS = "headers.yaml"
DOUBT_WEIGHTS = "doubt_weights.yaml"
RANKING = "ranking.yaml"
BENCHMARKS = "benchmarks.yaml"
RESULT_YEARS = "result_years.yaml"
GROUPS = "groups.yaml"
ABBREVIATIONS = "abbreviations.yaml"
PUBLISHED = "published.csv"
MATCHING = "matching.yaml"
LEVELS = "levels.yaml"
OBSTACLES = "obstacles.yaml"
MONEY = "money.yaml"
DOCUMENTS = "documents.yaml"
SURVEYS = "surveys.yaml"
QUESTIONNAIRES = "surveys"
"""Folder of the questionnaires, below the reference files and below a city's own data."""
RESPONDENTS = "respondents"
"""Folder of the answers of persons: never in git, and read by nothing but a survey."""
PACKAGE = "src/rapor"
SAMPLE = "tests/sample"
DOCUMENT_FOLDER = "documents"
"""Folder of the documents that new cities are read from."""
_PACKAGE = Path(__file__).resolve().parents[1]
EXAMPLE = _PACKAGE / "example"
"""An invented city, the settings that run it, and invented respondents of a survey."""
_IN_WHEEL = _PACKAGE / SHIPPED_FOLDER
SHIPPED = _IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parents[1]
"""Where notebooks and national catalogue are that come with the package: inside an installed one,
beside the source in its repository."""

RAW = "data/raw/{city}"
READ_PAGES = "data/.read-pages"
REFERENCE = "data/reference"
TIDY = "data/processed/{city}/tidy"
ACCEPTED = "data/processed/{city}/accepted"
FINDINGS = "data/processed/{city}/findings.csv"
CHECKS = "data/processed/{city}/checks.csv"
VALIDATION = "data/processed/{city}/validation.json"
EVALUATION = "data/processed/{city}/evaluation"
REPORTS = "reports/{city}"
COMPARISON = "compare"
"""Folder of the pages between cities, beside the cities' own."""
COMPARISONS = f"reports/{COMPARISON}"
INDEX = "reports/index.html"
METRICS = "metrics/figures.json"
BY_YEAR = "metrics/by_year.csv"
"""Figures of every city and year, for what compares and draws them."""
OWN = "own"
"""Folder of the consultant's own notebooks, and below ``reports`` of what they give."""

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST_SLUG = 40
_TAKEN = {
    COMPARISON: "the folder of the comparisons between cities",
    OWN: "the folder of the consultant's own notebooks",
}
"""What no city can be called."""


def is_slug(text: str) -> bool:
    """Whether ``text`` can be a folder name and a DVC stage name of a city."""
    return bool(_SLUG.fullmatch(text)) and len(text) <= _LONGEST_SLUG and text not in _TAKEN


def slug(text: str) -> CitySlug:
    """Check that ``text`` can be a folder name and a DVC stage name.

    Raises ``UsageError`` for anything else, so that no path or markup gets further.
    """
    if text in _TAKEN:
        raise UsageError(
            Problem(
                "city",
                f"{text!r} is {_TAKEN[text]}",
                f"another name, such as 'kota-{text}'",
                "choose another slug, and rename the city's folders",
            )
        )
    if not is_slug(text):
        raise UsageError(
            Problem(
                "city",
                f"{text[:60]!r} is not a slug",
                "lower-case letters, digits and single hyphens, such as 'binjai'",
                "run 'rapor list' to see the cities",
            )
        )
    return CitySlug(text)


@dataclass(frozen=True)
class Home:
    """The folders of one project."""

    root: Path

    @property
    def params(self) -> Path:
        """Which cities, years and languages are run."""
        return self.root / MARKER

    @property
    def reference(self) -> Path:
        """The catalogue: indicators, agencies, instruments, scales."""
        return self.root / REFERENCE

    def of_city(self, place: str, city: str) -> Path:
        """A place such as ``TIDY`` of one city; one that names no city is the same for all."""
        return self.root / (place.format(city=slug(city)) if "{city}" in place else place)

    @property
    def rules(self) -> Path:
        """The rules of evidence: this project's, or else those that come with the package.

        They are a matter of the program and not of a city: each needs its view.
        """
        return self._of_program(RULES)

    @property
    def headers(self) -> Path:
        """The words of table heads: this project's, or else those of the package."""
        return self._of_program(HEADERS)

    @property
    def doubt_weights(self) -> Path:
        """How much hangs on doubts of a reading: this project's, or else those of the package."""
        return self._of_program(DOUBT_WEIGHTS)

    @property
    def ranking(self) -> Path:
        """The order of recommendations: this project's, or else that of the package's source."""
        return self._of_program(RANKING)

    @property
    def benchmarks(self) -> Path:
        """Published means: this project's, or else those of the package."""
        return self._of_program(BENCHMARKS)

    @property
    def result_years(self) -> Path:
        """Years that a result can be of: this project's, or else those of the package."""
        return self._of_program(RESULT_YEARS)

    @property
    def abbreviations(self) -> Path:
        """Short forms and what they stand for: this project's, or else those of the package."""
        return self._of_program(ABBREVIATIONS)

    @property
    def groups(self) -> Path:
        """Groups of like cities: this project's, or else those of the package."""
        return self._of_program(GROUPS)

    @property
    def published(self) -> Path:
        """Published results of any municipality: this project's, or else those of the package."""
        return self._of_program(PUBLISHED)

    @property
    def matching(self) -> Path:
        """How printed names are compared: this project's, or else that of the package's source."""
        return self._of_program(MATCHING)

    @property
    def reporting_round(self) -> tuple[Path, Path, Path]:
        """Levels, kinds of obstacles, units of money: this project's, or those of the package."""
        return self._of_program(LEVELS), self._of_program(OBSTACLES), self._of_program(MONEY)

    @property
    def of_program(self) -> tuple[Path, ...]:
        """What reports rest on and may stand beside no other file of the project."""
        files = self.rules, self.ranking, self.benchmarks, self.result_years, self.matching
        return (*files, self.groups, self.published, *self.reporting_round)

    @property
    def rests_on(self) -> tuple[Path, ...]:
        """The catalogue, and what may stand beside it: all that is not of one city."""
        return (self.reference, *self.of_program)

    @property
    def documents(self) -> Path:
        """What a document of a city can be: this project's words, or the program's."""
        return self._of_program(DOCUMENTS)

    @property
    def surveys(self) -> Path:
        """What holds for every survey: this project's rules, or else those of the package."""
        return self._of_program(SURVEYS)

    @property
    def questionnaires(self) -> Path:
        """The questionnaires: this project's folder, or else that of the package."""
        folder = self.reference / QUESTIONNAIRES
        return folder if folder.is_dir() else SHIPPED / REFERENCE / QUESTIONNAIRES

    @property
    def respondents(self) -> Path:
        """Where exports of respondents lie, which no other file of the project names."""
        return self.root / RESPONDENTS

    def export_of_respondents(self, name: str) -> Path:
        """An export of respondents by its file's name: of this project, or else the invented one.

        The name may lack its ending. Where it is nowhere, the path is that of the project, so that
        whoever reads it says what is missing.
        """
        folders, ends = (self.respondents, EXAMPLE / RESPONDENTS), ("", ".csv", ".xlsx")
        places = [folder / f"{name}{end}" for folder in folders for end in ends]
        return next((place for place in places if place.is_file()), places[0])

    def _of_program(self, name: str) -> Path:
        path = self.reference / name
        return path if path.is_file() else SHIPPED / REFERENCE / name

    @property
    def read_pages(self) -> Path:
        """What was read of pages that are pictures; never in git, may be deleted at any time."""
        return self.root / READ_PAGES

    def document(self, name: str) -> Path:
        """A document of a city by its file's name: of this project, or else of the sample.

        It stands in the project's folder or in its ``documents``; where it is nowhere, that is
        the path, so that whoever reads it says what is missing.
        """
        kept = (self.root / DOCUMENT_FOLDER / name, self.root / name)
        places = (*kept, SHIPPED / SAMPLE / DOCUMENT_FOLDER / name)
        return next((place for place in places if place.is_file()), kept[0])

    def raw(self, city: str) -> Path:
        """A city's tables as printed, its sources and the decisions on its findings."""
        return self.of_city(RAW, city)

    def processed(self, city: str) -> Path:
        """Everything that is derived for a city; may be deleted at any time."""
        return self.root / "data" / "processed" / slug(city)

    def tidy(self, city: str) -> Path:
        """Tidy tables, as cleaned."""
        return self.of_city(TIDY, city)

    def accepted(self, city: str) -> Path:
        """Tidy tables after the decisions."""
        return self.of_city(ACCEPTED, city)

    def findings(self, city: str) -> Path:
        """What is wrong with a city's data, and what was decided."""
        return self.of_city(FINDINGS, city)

    def validation(self, city: str) -> Path:
        """What was checked on a city's tables, for other programs."""
        return self.of_city(VALIDATION, city)

    def evaluation(self, city: str, year: int, period: str = ANNUAL) -> Path:
        """The evaluation of one year, or of what is known of it after a half."""
        return self.of_city(EVALUATION, city) / folder_of(year, period)

    @property
    def reports(self) -> Path:
        """Everything that people read, and the page from which all of it is found."""
        return self.root / "reports"

    def report(self, city: str, year: int, period: str = ANNUAL) -> Path:
        """The report of one year, or of what is known of it after a half."""
        return self.of_city(REPORTS, city) / folder_of(year, period)

    def comparison(self, year: int) -> Path:
        """The page between cities of one year, and its tables."""
        return self.root / COMPARISONS / str(year)

    @property
    def notebooks(self) -> Path:
        """The notebooks of this project, or else those that come with the package."""
        folder = self.root / "notebooks"
        return folder if stored(folder, "*.ipynb") else SHIPPED / "notebooks"

    @property
    def own_notebooks(self) -> Path:
        """The consultant's own notebooks."""
        return self.root / "notebooks" / OWN

    def relative(self, path: Path) -> str:
        """``path`` as it is shown to people and written to files: below the home, with ``/``."""
        below = Path(os.path.realpath(path))  # a link that leads to itself has a name too
        try:
            return below.relative_to(os.path.realpath(self.root)).as_posix()
        except ValueError:
            return path.name


def find_home(given: str | Path | None = None) -> Home:
    """Find the project: ``given``, else ``RAPOR_HOME``, else upwards from here.

    Upwards, the first folder that holds ``params.yaml`` is the home; a notebook may
    therefore run in its own folder, as nbval does, or in the project's.

    Raises ``MissingInput`` when there is none, and ``UsageError`` where the one from here has
    code of its own and other code is running: what it makes would not be of this project.
    """
    named = given or os.environ.get(ENVIRONMENT)
    if named:
        root = Path(named).expanduser().resolve()
        if (root / MARKER).is_file():
            return Home(root)
        raise MissingInput(
            Problem(
                str(named),
                f"no {MARKER} in this folder",
                "a project folder",
                f"name another folder with --home or {ENVIRONMENT}",
            )
        )
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            _refuse_other_code(folder)
            return Home(folder)
    raise MissingInput(
        Problem(
            here.name,
            f"neither this folder nor one above it holds {MARKER}",
            "a project folder",
            f"go to the project, or name it with --home or {ENVIRONMENT}",
        )
    )


def _refuse_other_code(root: Path) -> None:
    """Refuse where a project was copied, and the commands still run the code of the first one."""
    if is_other_code(root / PACKAGE):
        raise UsageError(
            Problem(
                root.name,
                f"{PACKAGE} of this project is not the code that is running:"
                f" that is {_PACKAGE.parents[1]}'s",
                "the project's own commands",
                "run 'make reports' here, then '. .venv/bin/activate'; or name it with --home",
            )
        )
