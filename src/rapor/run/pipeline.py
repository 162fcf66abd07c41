"""The stages of the pipeline: what each reads, writes and rests on. ``dvc.yaml`` is made from it.

``python -m rapor.run.pipeline`` writes ``dvc.yaml`` of the project that it is called in; a test
holds the two equal. The notebooks' folders and the fingerprints of what was made come from the
same records.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapor.ground import paths
from rapor.ground.digests import code_digest
from rapor.ground.files import write_text
from rapor.ground.paths import find_home

SHARED = ("catalogue", "ground", "run")
"""Folders of the package that every stage rests on. ``run`` is one of them as a whole: a list of
its modules would have to follow every import, and a stage that is made once too often costs
seconds, one that is not made costs a wrong report."""

LISTS = {"city": "cities", "year": "years", "language": "languages"}
"""Parameters that a notebook can be run with every value of, and their lists in params.yaml."""

START, NEW_CITY, SURVEY = "00_start", "06_new_city", "07_survey"
"""Where a person begins in JupyterLab, where a city is added, and a survey is computed."""
OPENED = (START, NEW_CITY, SURVEY)
"""Notebooks that people open: they run no stage of their own, so they are only stored."""


@dataclass(frozen=True)
class Stage:
    """One step of the pipeline.

    ``notebook`` runs it; without one it is a command of its own name. ``rooms`` are folders of
    the package that it rests on, beside ``SHARED``. ``reads`` and ``writes`` are places below
    the home, of one city where they name ``{city}``; what a notebook shows goes to the first
    place that it writes. ``each`` are the parameters that it is run with every value of,
    ``metrics`` files of figures that it writes too, which git keeps.
    """

    name: str
    what: str
    notebook: str
    rooms: tuple[str, ...]
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    each: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()

    @property
    def of_city(self) -> bool:
        """Whether there is one for each city."""
        return "{city}" in self.writes[0]

    @property
    def code(self) -> tuple[str, ...]:
        """Folders of the package that decide what comes out."""
        return tuple(sorted((*SHARED, *self.rooms)))

    @property
    def lists(self) -> tuple[str, ...]:
        """Lists of params.yaml that decide what comes out; the one of cities is its ``foreach``."""
        parameters = self.each if self.of_city else (*self.each, "city")
        return tuple(sorted(LISTS[parameter] for parameter in parameters))


CLEAN = Stage(
    "clean",
    "tidy tables from the printed ones",
    "01_clean",
    rooms=("clean",),
    reads=(paths.RAW, paths.REFERENCE),
    writes=(paths.TIDY,),
)
VALIDATE = Stage(
    "validate",
    "findings and the tables after the decisions",
    "02_validate",
    rooms=("locale", "validate"),
    reads=(paths.TIDY, paths.RAW, paths.REFERENCE),
    writes=(paths.ACCEPTED, paths.FINDINGS, paths.CHECKS, paths.VALIDATION),
)
EVALUATE = Stage(
    "evaluate",
    "targets against results of every year",
    "03_evaluate",
    rooms=("evaluate",),
    reads=(paths.ACCEPTED, paths.FINDINGS, paths.RAW, paths.REFERENCE),
    writes=(paths.EVALUATION,),
    each=("year",),
)
REPORT = Stage(
    "report",
    "the report of every year",
    "04_report",
    rooms=("locale", "report", "write"),
    reads=(
        *(paths.ACCEPTED, paths.CHECKS, paths.EVALUATION, paths.FINDINGS),
        *(paths.RAW, paths.REFERENCE),
    ),
    writes=(paths.REPORTS,),
    each=("year", "language"),
)
COMPARE = Stage(
    "compare",
    "cities side by side, the page of every year",
    "05_compare",
    rooms=("evaluate", "locale", "report", "write"),
    reads=("data/processed", "data/raw", paths.REFERENCE),
    writes=(paths.COMPARISONS,),
    each=("year", "language"),
)
SITE = Stage(
    "site",
    "the page from which all reports are found",
    "",
    rooms=("locale", "report", "write"),
    reads=("data/processed", "data/raw", paths.REFERENCE),
    writes=(paths.INDEX, paths.BY_YEAR),
    each=("year", "language"),
    metrics=(paths.METRICS,),
)
STAGES = (CLEAN, VALIDATE, EVALUATE, REPORT, COMPARE, SITE)
"""In the order in which they are run."""

BY_NOTEBOOK = {stage.notebook: stage for stage in STAGES if stage.notebook}
"""The stages that are notebooks, by the notebook's name."""

PLOTTED = {
    "realised": "Indicators with a realisation",
    "achieved": "Targets achieved",
    "index": "Index, official",
}
"""Columns of the metrics that are drawn, with the titles of their plots."""

LOCK = "requirements.lock"
CODE = "code.yaml"
"""In a project without code of its own: the fingerprints of the package's rooms."""

WRITTEN = "# Written by 'make docs' from src/rapor/run/pipeline.py; change it there.\n"
"""The first line of a ``dvc.yaml`` of ours."""
_PREFACE = f"""\
{WRITTEN}#
# A stage per city and step. Stages of one city never depend on another city's data;
# 'compare' and 'site' depend on those of all cities, for they read the folder that they write
# into. 'site' also lists reports made on request, in a file that is nobody's output, and keeps the
# figures of all cities in metrics/, which git tracks: 'dvc metrics diff' tells what an edit moved.
# Outputs are small and made again by 'make reports', so DVC keeps no second copy of them;
# 'persist' leaves the previous report standing when a stage fails.
stages:
"""


MOST_CITIES = 10
"""Up to so many, each has stages of its own: DVC writes its lock file anew after every stage, so
that its cost grows with the square of their number."""


def dvc_yaml(cities: Sequence[str] = (), *, installed: bool = False) -> str:
    """The content of ``dvc.yaml``; beyond ``MOST_CITIES`` a stage makes its step of all cities.

    Where the package is ``installed`` there is no folder of code for a stage to depend on: it
    depends on the fingerprints of its rooms, which ``code_fingerprints`` gives.
    """
    many = cities if len(cities) > MOST_CITIES else ()
    stages = ("\n".join(_stage(stage, many, installed=installed)) + "\n" for stage in STAGES)
    return _PREFACE + "\n".join(stages) + _plots()


def code_fingerprints() -> str:
    """The content of ``code.yaml``: SHA-256 of each room of the package that is running."""
    rooms = sorted({room for stage in STAGES for room in stage.code})
    head = "# Written by 'rapor reports': the state of the program, by the rooms of its code.\n"
    return head + "".join(f"{room}: {code_digest((room,))}\n" for room in rooms)


def _plots() -> str:
    """What "dvc plots" draws: a line a city over the years, of each of these figures."""
    lines = ["", "plots:"]
    for name, title in PLOTTED.items():
        lines += [
            f"  - {name}:",
            f"      x: {{{paths.BY_YEAR}: year}}",
            f"      y: {{{paths.BY_YEAR}: {name}}}",
            f"      title: {title}",
            "      template: by_city",
        ]
    return "\n".join(lines) + "\n"


def _stage(stage: Stage, many: Sequence[str], *, installed: bool) -> Iterator[str]:
    yield f"  {stage.name}:"
    if many or not stage.of_city:
        yield from (f"    {line}" for line in _body(stage, many, installed=installed))
        return
    yield "    foreach: ${cities}"
    yield "    do:"
    for line in _body(stage, many, installed=installed):
        yield f"      {line}".replace("{city}", "${item}")


def _body(stage: Stage, many: Sequence[str], *, installed: bool) -> Iterator[str]:
    command = f"rapor run {stage.notebook}" if stage.notebook else f"rapor {stage.name}"
    given = " -p city {city}" if stage.of_city else ""
    every = "".join(f" --each {parameter}" for parameter in stage.each) if stage.notebook else ""
    if many and stage.of_city:
        command, given, every = f"rapor batch --stage {stage.name} --resume", "", ""
    notebook = [f"notebooks/{stage.notebook}.ipynb"] if stage.notebook else []
    yield f"desc: {'{city}, ' if stage.of_city and not many else ''}{stage.what}"
    yield f"cmd: {command}{given}{every}"
    yield "deps:"
    code = [] if installed else [*(f"src/rapor/{folder}" for folder in stage.code), LOCK]
    yield from (
        f"  - {place}" for place in sorted([*_of_each(stage.reads, many), *notebook, *code])
    )
    lists = sorted({*stage.lists, "cities"}) if many else stage.lists
    if lists or installed:
        yield "params:"
        yield from (f"  - {name}" for name in lists)
    if installed:
        yield f"  - {CODE}:"
        yield from (f"      - {room}" for room in stage.code)
    yield "outs:"
    outs = _of_each(stage.writes, many)
    yield from (f"  - {place}: {{cache: false, persist: true}}" for place in outs)
    if stage.metrics:
        yield "metrics:"
        yield from (f"  - {place}: {{cache: false, persist: true}}" for place in stage.metrics)


def _of_each(places: Sequence[str], many: Sequence[str]) -> list[str]:
    """Places, those of a city once for each of many cities."""
    every = [[place.replace("{city}", city) for city in many] or [place] for place in places]
    return list(dict.fromkeys(place for group in every for place in group))


if __name__ == "__main__":
    write_text(find_home().root / "dvc.yaml", dvc_yaml())
