"""What a notebook, or a script of one's own, works with: cities, their tables, their years.

``rapor.open("binjai")`` gives a city; its tables are data frames under their own names, which
``docs/data-dictionary.md`` describes::

    binjai = rapor.open("binjai")
    binjai.findings  # what is wrong with the documents, and what was decided
    year = binjai.evaluation(2023)
    year.indicators  # targets against results of the year
    year.write_report()

What is missing, or older than the data or the code, is made first. Every frame is a copy, to
filter and to change at will: nothing that is done to it reaches a report.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from rapor.catalogue import load_catalogue, load_city
from rapor.ground.paths import Home, find_home
from rapor.ground.period import ANNUAL
from rapor.ground.project_files import stored
from rapor.ground.tables import Tables
from rapor.run import all_cities, stages, taking_over
from rapor.run.display import show, show_charts_alike
from rapor.run.forms import FOLDER
from rapor.run.job_forms import JobForms
from rapor.run.new_city import (
    NewCity,
    Subject,
    decided_before,
    draft,
    review_name,
    write_review,
)
from rapor.run.parameters import check_injected as check_parameters
from rapor.run.start import Chooser, states
from rapor.run.survey_keeping import keep
from rapor.run.surveying import Asked, Examined, examine
from rapor.run.writer import writer

if TYPE_CHECKING:
    from rapor.report.dossier import Dossier

__all__ = [
    "CityData",
    "Comparison",
    "Evaluation",
    "check_parameters",
    "choose",
    "compare",
    "jobs",
    "new_city",
    "open_city",
    "overview",
    "show",
    "survey",
    "take_over",
]

show_charts_alike()


class Frames:
    """Tables of a stage, each a data frame under its own name, such as ``frames.targets``."""

    def __init__(self, read: Callable[[], Tables]) -> None:
        self._read = read

    @cached_property
    def _tables(self) -> Tables:
        """The tables, read when the first is asked for."""
        return self._read()

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in self._tables:
            known = "" if name.startswith("_") else f"; there are {', '.join(self._tables)}"
            raise AttributeError(f"no table {name!r}{known}")
        return self._tables[name].copy()

    def __iter__(self) -> Iterator[tuple[str, pd.DataFrame]]:
        return ((name, frame.copy()) for name, frame in self._tables.items())

    def __dir__(self) -> list[str]:
        return [*object.__dir__(self), *self._tables]

    def __repr__(self) -> str:
        sizes = (f"{name} ({len(frame)} rows)" for name, frame in self._tables.items())
        return f"{type(self).__name__}: {', '.join(sizes)}"

    @property
    def sizes(self) -> pd.DataFrame:
        """A row a table that has rows: how many, from how many printed tables, and what they hold.

        ``numbers`` and ``words`` are cells that were read, ``neither`` are blanks, dashes and
        cells that cannot be read, all of them kept; a table without figures has none of these.
        """
        return pd.DataFrame([_size(name, frame) for name, frame in self if len(frame)])


def _size(name: str, frame: pd.DataFrame) -> dict[str, object]:
    size = {"table": name, "printed_tables": frame["table"].nunique(), "rows": len(frame)}
    if "value" not in frame:
        return size
    numbers = frame["value"].notna()
    words = ~numbers & (frame["text"] != "") if "text" in frame else ~numbers & False
    counts = {"numbers": numbers, "words": words, "neither": ~numbers & ~words}
    return size | {kind: int(cells.sum()) for kind, cells in counts.items()}


class CityData(Frames):
    """A city: its accepted tables and ``findings`` as frames, its stages, its years.

    ``targets``, ``realisations``, ``scores``, ``action_plan`` and the others are those after
    the decisions of ``corrections.yaml``; ``tidy`` has them as printed.
    """

    def __init__(self, home: Home, slug: str) -> None:
        super().__init__(lambda: stages.accepted(home, slug))
        self.home = home
        self.slug = slug
        self.catalogue = load_catalogue(home, slug)
        self.name = self.catalogue.city(slug).name
        self.years = load_city(home, slug).years
        self.areas = list(self.catalogue.areas.names)

    @cached_property
    def tidy(self) -> Frames:
        """The tables as printed, before any decision."""
        return Frames(lambda: stages.tidy(self.home, self.slug))

    def clean(self) -> Frames:
        """Clean the raw tables and write the tidy ones; raises as ``stages.clean``."""
        tables = stages.clean(self.home, self.slug)
        return Frames(lambda: tables)

    def validate(self) -> "CityData":
        """Hold the tidy tables to the rules, apply the decisions, write what is accepted.

        Raises as ``stages.validate``: an error without a decision stops here.
        """
        stages.validate(self.home, self.slug)
        return CityData(self.home, self.slug)

    def evaluate(self, year: int, period: str = ANNUAL) -> "Evaluation":
        """Evaluate a year anew and write its tables; raises as ``stages.evaluate``."""
        stages.evaluate(self.home, self.slug, year, period)
        return Evaluation(self, year, period)

    def evaluation(self, year: int, period: str = ANNUAL) -> "Evaluation":
        """The evaluation of a year as it stands; made first where it is missing or old."""
        return Evaluation(self, year, period)


class Evaluation(Frames):
    """A city's year: ``indicators``, ``index``, ``plan``, ``trajectory`` and more as frames."""

    def __init__(self, city: CityData, year: int, period: str = ANNUAL) -> None:
        tables = stages.evaluation(city.home, city.slug, year, period)
        super().__init__(lambda: tables)
        self.city = city
        self.year = year
        self.period = period

    def dossier(self, language: str = "id") -> "Dossier":
        """What the report is made from, for the charts of ``rapor.report.charts``.

        ``frame(dossier)`` of a chart gives the frame that its ``draw`` takes: filter it between
        the two. ``language`` is that of the words in it.
        """
        from rapor.report import dossier_of

        home, slug, catalogue = self.city.home, self.city.slug, self.city.catalogue
        tables = stages.in_words(home, slug, self.year, language, self.period, catalogue)
        return dossier_of(home, slug, self.year, language, tables, catalogue, self.period)

    def write_report(self, language: str = "id") -> pd.DataFrame:
        """Write the report in every format; a row a file. Raises as ``stages.report``."""
        page = stages.report(self.city.home, self.city.slug, self.year, language, self.period)
        return _files(self.city.home, page)


class Comparison(Frames):
    """The cities of ``params.yaml`` in one year: ``comparison``, ``indices``, ``statuses``."""

    def __init__(self, home: Home, year: int) -> None:
        tables = all_cities.comparison(home, year)
        super().__init__(lambda: tables)
        self.home = home
        self.year = year

    def write_page(self, language: str = "id") -> pd.DataFrame:
        """Write the page between cities; a row a file. Raises as ``all_cities.compare``."""
        return _files(self.home, all_cities.compare(self.home, self.year, language))


def open_city(city: str, home: str | Path | None = None) -> CityData:
    """Open a city by its slug; ``rapor.open`` is this.

    ``home`` is the project's folder; without, ``RAPOR_HOME`` or the folder that one stands in.
    Raises ``UsageError`` for a city that the catalogue does not have, ``MissingInput`` for one
    without data.
    """
    return CityData(find_home(home), city)


def compare(year: int, home: str | Path | None = None) -> Comparison:
    """The cities of the project side by side in one year; raises as ``Comparison``."""
    return Comparison(find_home(home), year)


class CityReview(NewCity):
    """A new city in a notebook: its questions as frames, and the review to be filled."""

    def __init__(self, home: Home, subject: Subject) -> None:
        super().__init__(draft(home, subject, decided_before(home, subject)).draft)
        self._home, self._subject = home, subject

    def write_review(self) -> str:
        """Write the workbook of the review; return where it stands below the project's folder.

        Decisions that stand in it already are kept.
        """
        path = review_path(self._home, self._subject.slug)
        return self._home.relative(write_review(self._home, self._subject, path).path)


def new_city(
    slug: str,
    documents: str,
    language: str = "id",
    province: str = "",
    home: str | Path | None = None,
) -> CityReview:
    """Read a new city's documents and put the questions on them; nothing is written.

    ``documents`` are names of files, parted by ``;``. They stand in the project's folder or in its
    ``documents``, or are those of the sample. Raises as ``run.new_city.draft``.
    """
    project = find_home(home)
    names = [name.strip() for name in documents.split(";") if name.strip()]
    paths = [project.document(name) for name in names]
    return CityReview(project, Subject(slug, paths, language, province=province))


def take_over(slug: str, by: str, home: str | Path | None = None) -> pd.DataFrame:
    """Make a city's data of its filled review; the files that were written, or all that is open.

    Raises as ``run.taking_over.take_over``.
    """
    project = find_home(home)
    path = review_path(project, slug)
    applied = taking_over.take_over(project, path, writer(apply=True, by=by, on=None))
    applied.undecided.raise_if_any()
    return pd.DataFrame({"file": [project.relative(path) for path in applied.written]})


class SurveyData:
    """A survey of respondents as frames: figures of groups, and of no person.

    ``index`` and ``elements`` are the tables that would be kept, ``columns`` what each column of
    the exports was taken for, ``findings`` what to look at, ``counts`` how many rows were read.
    """

    def __init__(self, home: Home, examined: Examined) -> None:
        self._home, self._examined = home, examined
        self.index = examined.tables["survey_index"].copy()
        self.elements = examined.tables["survey_elements"].copy()
        columns = examined.columns.columns
        self.columns = pd.DataFrame({"column": list(columns), "taken_as": list(columns.values())})
        self.findings = pd.DataFrame(
            [
                {
                    "severity": finding.check.severity,
                    "element": finding.check.element,
                    "expects": finding.check.expects,
                    "not_so": finding.failing,
                    "looked_at": finding.looked_at,
                }
                for finding in examined.findings
            ],
            columns=["severity", "element", "expects", "not_so", "looked_at"],
        )
        received = examined.received
        self.counts = pd.Series(
            {
                "rows": received.rows,
                "respondents": len(received.answers.frame),
                "repeated": received.repeated,
                "unanswered": received.unanswered,
            }
        )

    @property
    def of_city(self) -> pd.Series:
        """The city's row of the index, by the way of weighting that a result is computed with."""
        return pd.Series(self._examined.of_city())

    def keep(self, by: str, publisher: str) -> pd.DataFrame:
        """Keep the index as a result of the city; the files that were written.

        Raises as ``survey_keeping.keep``.
        """
        keeper = writer(apply=True, by=by, on=None)
        return pd.DataFrame({"file": keep(self._home, self._examined, publisher, keeper)[1]})


def survey(
    slug: str,
    year: int,
    files: str,
    questionnaire: str = "skm",
    population: int = 0,
    home: str | Path | None = None,
) -> SurveyData:
    """Compute a survey from exports of its respondents' answers; nothing is written.

    ``files`` are names of exports in the project's folder ``respondents``, or of the invented one
    that comes with the program, parted by ``;``; ``population`` is 0 where it is not known. Raises
    as ``surveying.examine``.
    """
    project = find_home(home)
    names = [name.strip() for name in files.split(";") if name.strip()]
    paths = tuple(project.export_of_respondents(name) for name in names)
    asked = Asked(slug, year, paths, questionnaire, population=population or None)
    return SurveyData(project, examine(project, asked))


def review_path(home: Home, slug: str) -> Path:
    """Where the review of a city stands that a notebook writes."""
    return home.root / FOLDER / slug / review_name(slug)


def overview(home: str | Path | None = None) -> pd.DataFrame:
    """A row a city and year of ``params.yaml``: indicators, results, what a full report lacks.

    What has not been made yet is made first. Raises as ``stages.everything``.
    """
    return pd.DataFrame(
        {
            "city": state.city,
            "year": state.year,
            "indicators": state.indicators,
            "with_a_result": state.realised,
            "lacks": "; ".join(state.lacks) or "nothing",
        }
        for state in states(find_home(home)).values()
    )


def choose(
    city: str, year: int, language: str, period: str, home: str | Path | None = None
) -> Chooser:
    """Boxes to choose a report in JupyterLab, with these chosen first; raises as ``Chooser``."""
    return Chooser(find_home(home), city, year, language, period)


def jobs(city: str, year: int, home: str | Path | None = None) -> JobForms:
    """A form for each daily job in JupyterLab; raises as ``JobForms``."""
    return JobForms(find_home(home), city, year)


_CONTENTS = {
    ".html": "the page: one file, no network needed",
    ".pdf": "to print and to sign",
    ".docx": "to go on writing in Word",
    ".xlsx": "every table as numbers",
    ".json": "what all of it was made from",
}


def _files(home: Home, page: Path) -> pd.DataFrame:
    """The files that were written with a page, below the project's folder."""
    beside = stored(page.parent, f"{page.stem}.*")
    written = [path for path in beside if path.suffix in _CONTENTS]
    made = [*written, page.parent / "manifest.json"]
    return pd.DataFrame(
        {
            "file": [home.relative(path) for path in made],
            "contents": [_CONTENTS[path.suffix] for path in made],
        }
    )
