"""The steps of many cities, from clean to report: the project's own notebooks, many at a time.

A city goes its way by itself: what is wrong with one is told at the end and stops no other. What
the steps of a city were made from is kept below ``data/processed``, so that a run that was ended
goes on where it was.
"""

import importlib
import pkgutil
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import local

from rapor.catalogue import load_catalogue, load_city
from rapor.ground.errors import DataRejected, Problem, RaporError, UsageError
from rapor.ground.paths import Home, slug
from rapor.run.all_cities import site
from rapor.run.batch import drop_other_years, tell
from rapor.run.kept import CityRecord, Shared, alone
from rapor.run.kernel import Kernel, Runner, kernel, surroundings
from rapor.run.notebook import NotebookRun, execute, prepare
from rapor.run.parameters import Value
from rapor.run.pipeline import CLEAN, EVALUATE, REPORT, STAGES, VALIDATE, Stage
from rapor.run.settings import Params, read_params
from rapor.run.workers import Forks, Outcome, Threads, Workers, can_fork

CITY_STAGES = (CLEAN, VALIDATE, EVALUATE, REPORT)
"""In the order in which they are run."""

_MINUTES_FROM = 120
_ROUNDS = 5
"""So often somebody saves a file during a run; who goes on is asked to stop."""

LIMIT = 300
"""Seconds that one notebook may take; the slowest takes three."""


@dataclass(frozen=True)
class Step:
    """One stage of a city, of one year where the stage has years; in every language.

    Without a city it is one over all of them.
    """

    home: Home
    city: str
    stage: Stage
    year: int | None
    languages: tuple[str, ...]

    def __str__(self) -> str:
        year = str(self.year) if self.year is not None else ""
        return " ".join(filter(None, [self.city, self.stage.notebook or self.stage.name, year]))

    def make(self, used: Runner) -> None:
        """Run its notebook in every language; raises as ``prepare`` and ``execute``."""
        if not self.stage.notebook:
            site(self.home)
            return
        named = {"city": self.city, "year": str(self.year or "")}
        given = [(name, value) for name, value in named.items() if value]
        spoken = [[("language", code)] for code in self.languages] or [[]]
        for code in spoken:
            execute(prepare(self.home, self.stage.notebook, [*given, *code]), used)


@dataclass
class CityWay:
    """The way of one city through the stages that are left, each with its steps of all years.

    With ``resume``, stages that are up to date are not made. With
    ``drops``, folders of years that are not among those of ``params`` go.
    """

    home: Home
    city: str
    params: Params
    stages: deque[Stage]
    shared: Shared
    resume: bool
    drops: bool
    problems: list[Problem] = field(default_factory=list)
    made: int = 0
    _open: set[Step] = field(default_factory=set)
    _read_from: str = ""

    @cached_property
    def years(self) -> list[int]:
        """Years of ``params`` within the city's road map, or any city's."""
        cities = [self.city] if self.city else self.params.cities
        reached = {year for city in cities for year in load_city(self.home, city).years}
        return [year for year in self.params.years if year in reached]

    def steps(self) -> list[Step]:
        """The steps of the next stage to be made; none at the end, or when something failed.

        To be asked when the last ones have ended.
        """
        record = CityRecord(self.shared, self.city)
        while self.stages and not self.problems:
            stage = self.stages[0]
            try:
                if not (self.resume and record.is_fresh(stage)):
                    self._read_from = record.what_is_read(stage)
                    self._open = set(self._steps(stage))
                    if self._open:
                        return sorted(self._open, key=str)
            except RaporError as refused:
                self.problems += refused.problems
            self.stages.popleft()
        return []

    def _steps(self, stage: Stage) -> Iterator[Step]:
        languages = self.params.languages if "language" in stage.each else ()
        each_year = "year" in stage.each and stage.notebook
        for year in self.years if each_year else [None]:
            yield Step(self.home, self.city, stage, year, tuple(languages))

    def note(self, step: Step, outcome: Outcome) -> bool:
        """Note how a step ended; whether it was the last one of its stage."""
        self._open.discard(step)
        self.problems += outcome.problems
        self.made += not outcome.problems
        return not self._open

    def close_stage(self) -> None:
        """Keep what the stage that has ended was made from, unless something of it failed."""
        stage = self.stages.popleft()
        if self.problems:
            return
        if self.drops and "year" in stage.each and stage.notebook:
            given: list[dict[str, Value]]
            given = [{"city": self.city, "year": year} for year in self.years]
            drop_other_years([NotebookRun(self.home, stage.notebook, of) for of in given])
        CityRecord(self.shared, self.city).keep(stage, self._read_from)


def chosen(home: Home, cities: str, years: str) -> Params:
    """What ``params.yaml`` says, or the cities and years that are named, with commas between.

    Raises ``UsageError`` for a year that is none, and as ``read_params``.
    """
    params, wrong = read_params(home), [year for year in _listed(years) if not year.isdecimal()]
    if wrong:
        raise UsageError(Problem("--years", wrong[0], "years, such as 2022,2023", "correct it"))
    return replace(
        params,
        cities=tuple(map(slug, _listed(cities))) or params.cities,
        years=tuple(map(int, _listed(years))) or params.years,
    )


def _listed(text: str) -> list[str]:
    return list(dict.fromkeys(text.replace(",", " ").split()))


def named(names: Collection[str]) -> list[Stage]:
    """Stages of cities by their names, in their order; all without any.

    Raises ``UsageError`` for a name of none.
    """
    known = [stage.name for stage in CITY_STAGES]
    for name in names:
        if name not in known:
            problem = Problem(
                "--stage", f"{name[:60]!r}", f"one of {', '.join(known)}", "correct it"
            )
            raise UsageError(problem)
    return [stage for stage in CITY_STAGES if not names or stage.name in names]


def make_cities(
    home: Home,
    params: Params,
    *,
    stages: Sequence[Stage] = CITY_STAGES,
    jobs: int = 2,
    resume: bool = False,
    limit: float = LIMIT,
) -> int:
    """Make the stages of the cities of ``params``; return how many steps were made.

    With ``resume`` what is up to date stays. Raises ``UsageError`` for a city that there is not,
    ``MissingInput`` where another batch is at work, and at the end ``DataRejected`` with what was
    wrong, city by city.
    """
    catalogue = load_catalogue(home)
    for city in params.cities:
        catalogue.city(city)
    drops = params.years == read_params(home).years
    shared = Shared(home, params)
    of_cities = all(stage.of_city for stage in stages)
    with alone(home):
        ways = [
            CityWay(home, city, params, deque(stages), shared, resume, drops)
            for city in (params.cities if of_cities else [""])
        ]
        begun = [(way, steps) for way in ways if (steps := way.steps())]
        if begun:
            with surroundings(home, reach=not can_fork()), _workers(stages, jobs, limit) as workers:
                _go(begun, workers, jobs)
    problems = [problem for way in ways for problem in way.problems]
    if problems:
        raise DataRejected(problems)
    return sum(way.made for way in ways)


def make_all(home: Home, jobs: int) -> int:
    """Make all that is not up to date: the cities of ``params.yaml``, and what is over them.

    Again until nothing is left, for somebody may save a file meanwhile. Returns how many steps
    were made. Raises as ``make_cities``, and ``DataRejected`` when somebody saves all the time.
    """
    made = 0
    for _ in range(_ROUNDS):
        params = read_params(home)
        stages = (CITY_STAGES, STAGES[len(CITY_STAGES) :])
        now = sum(make_cities(home, params, stages=of, jobs=jobs, resume=True) for of in stages)
        if not now:
            return made
        made += now
    raise DataRejected(
        Problem(
            "data",
            f"saved during each of {_ROUNDS} runs",
            "files that stay as they are for a minute",
            "close what saves them, then run this again",
        )
    )


def _go(begun: Sequence[tuple[CityWay, list[Step]]], workers: Workers[Step], jobs: int) -> None:
    """Run the steps, those of a city that has been begun before those of the next."""
    ways = {way.city: way for way, _ in begun}
    ready = deque(step for _, steps in begun for step in steps)
    start, ended = time.monotonic(), 0
    if any(ways):
        tell(f"{len(ways)} cities to be made, {jobs} notebooks at a time")
    while ready or workers.busy:
        while ready and workers.busy < jobs:
            workers.start(ready.popleft())
        for step, outcome in workers.ended():
            way = ways[step.city]
            if not way.note(step, outcome):
                continue
            way.close_stage()
            following = way.steps()
            ready.extendleft(reversed(following))
            if not following:
                ended += 1
                seconds = time.monotonic() - start
                left = seconds / ended * (len(ways) - ended)
                name = way.city or "all cities"
                how = "FAILED" if way.problems else f"{way.made} notebooks"
                tell(f"{name}: {how}; {ended} of {len(ways)}, {_lasts(left)} left")


def _lasts(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < _MINUTES_FROM else f"{seconds / 60:.0f} min"


@contextmanager
def _workers(stages: Sequence[Stage], jobs: int, limit: float) -> Iterator[Workers[Step]]:
    """What runs steps: forks of this process, which first loads what they need, or kernels."""
    with ExitStack() as stack:
        workers: Workers[Step]
        if can_fork():
            from rapor.run.shell import own_process

            _load(stages)
            used = stack.enter_context(own_process())
            workers = Forks(lambda step: step.make(used), limit)
        else:
            kernels = stack.enter_context(_kernels(limit))
            workers = Threads(lambda step: step.make(kernels(step.stage)), jobs)
        stack.callback(workers.stop)
        yield workers


def _load(stages: Sequence[Stage]) -> None:
    """Load all modules of the rooms that stages rest on, and what these need."""
    rooms = {room for stage in stages for room in stage.code} - {"locale"}
    for room in sorted(rooms):
        package = importlib.import_module(f"rapor.{room}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    if REPORT in stages:
        from rapor.report.writing import warm_up

        warm_up()


@contextmanager
def _kernels(limit: float) -> Iterator[Callable[[Stage], Kernel]]:
    """A kernel for each thread and stage: one that has run another notebook draws otherwise."""
    own = local()
    with ExitStack() as stack:

        def of_stage(stage: Stage) -> Kernel:
            kernels: dict[str, Kernel] = vars(own).setdefault("kernels", {})
            if stage.name not in kernels:
                kernels[stage.name] = stack.enter_context(kernel(limit))
            return kernels[stage.name]

        yield of_stage
