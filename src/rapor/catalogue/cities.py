"""The cities of a project, each in its own folder, so that none is read for another's report.

What is misnamed in a folder would be overlooked in silence: most files of a city need not be there,
so a wrong name looks like none. Papers of another kind, such as the regulation itself, may be kept
beside them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapor.catalogue.city import City
from rapor.catalogue.entries import REFERENCE, VERIFIED, whole
from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.files import read_yaml
from rapor.ground.language import LANGUAGES
from rapor.ground.paths import QUESTIONNAIRES, RAW, RESPONDENTS, Home, is_slug
from rapor.ground.period import PERIODS, folder_of
from rapor.ground.project_files import stored
from rapor.ground.shape import Fields, Number, Text, Words, nearest_name

FILE = "city.yaml"
"""Who a city is: the file that makes a folder of ``data/raw`` one."""

SHAPE = Fields(
    fields={
        "name": Words(meaning="as it calls itself, such as Kota Binjai"),
        "province": Words(meaning="without the word Provinsi"),
        "code": Text(
            pattern=r"[0-9]{2}\.[0-9]{2}",
            form="a code of the ministry, such as '12.75', in quotes",
            blank=True,
            meaning="Kemendagri code",
        ),
        "population": Number(whole=True, low=1, meaning="inhabitants, for groups of like size"),
        "population_reference": Words(meaning="where the population stands, with its year"),
        "reference": REFERENCE,
        "verified": VERIFIED,
    },
    needed=("name", "province", "reference", "verified"),
)
"""The shape of a city's city.yaml."""

FILES = (
    "city.yaml",
    "agencies.csv",
    "labels.csv",
    "indicators.yaml",
    "instrument.yaml",
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


@dataclass(frozen=True)
class CityFacts:
    """A city's name, province and Kemendagri code (text, not number; empty where not known).

    ``population`` is None where nobody has entered it.
    """

    slug: str
    name: str
    province: str
    code: str
    reference: str
    verified: bool
    population: int | None = None


class Cities(Mapping[str, CityFacts]):
    """The cities of a home by slug; each is read when it is asked for, and only then."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def __getitem__(self, slug: str) -> CityFacts:
        """Facts of a city; raises ``KeyError`` where there are none, else as ``read_city``."""
        path = self._path(slug)
        if not is_slug(slug) or not path.is_file():
            raise KeyError(slug)
        return read_city(path, self._home.relative(path), slug)

    def __iter__(self) -> Iterator[str]:
        """Slugs in alphabetical order; raises ``DataRejected`` for a folder that is no slug."""
        problems = Problems()
        slugs = []
        for folder in stored(self._path("").parent):
            if not (folder / FILE).is_file():
                continue
            if is_slug(folder.name):
                slugs.append(folder.name)
            else:
                where = self._home.relative(folder)
                expected = "small letters, digits and single hyphens, such as 'binjai'"
                problems.add(where, "not the name of a city's folder", expected, "rename it")
        problems.raise_if_any()
        return iter(sorted(slugs))

    def __len__(self) -> int:
        """How many cities there are."""
        return sum(1 for _ in self)

    def _path(self, slug: str) -> Path:
        return self._home.root / RAW.format(city=slug) / FILE


def read_city(path: Path, shown: str, slug: str) -> CityFacts:
    """Read a city's city.yaml; raises ``DataRejected`` with all problems of the file."""
    content, problems = read_yaml(path, shown), Problems()
    if not isinstance(content, dict):
        raise DataRejected(Problem(shown, "no fields", SHAPE.expected, "restore the file"))
    SHAPE.check(content, shown, problems)
    if ("population" in content) != ("population_reference" in content):
        found = "population and population_reference do not stand together"
        problems.add(shown, found, "both, or none", "add the other one")
    problems.raise_if_any()
    return CityFacts(
        slug=slug,
        name=content["name"],
        province=content["province"],
        code=content.get("code") or "",
        reference=content["reference"],
        verified=content["verified"],
        population=whole(content.get("population")),
    )


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
    _check_surveys(home, city, problems)


def _check_surveys(home: Home, city: City, problems: Problems) -> None:
    """Note what is no file of a survey: above all an export, for that would get into git."""
    folder = home.raw(city.slug) / QUESTIONNAIRES
    if not folder.is_dir():
        return
    # load pandas, for which a command that reads no tables should not wait
    from rapor.catalogue.kept_surveys import kept_surveys  # noqa: PLC0415
    from rapor.ground.tables.surveys import SURVEYS  # noqa: PLC0415

    shown = home.relative(folder)
    with problems.gathering():
        kept_surveys(home, city.slug)
    tables = tuple(f"{name}.csv" for name in SURVEYS)
    for path in stored(folder):
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
