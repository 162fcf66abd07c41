"""The steps of many cities, from clean to report: the project's own notebooks, many at a time.

A city goes its way by itself: what is wrong with one is told at the end and stops no other. What
the steps of a city were made from is kept below ``data/processed``, so that a run that was ended
goes on where it was.
"""

import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from rapor.catalogue import load_catalogue, load_city
from rapor.ground.errors import DataRejected, Problem, RaporError, UsageError
from rapor.ground.paths import Home, slug
from rapor.run.batch import drop_other_years
from rapor.run.freshness import CityRecord, Shared, alone
from rapor.run.notebook import NotebookRun
from rapor.run.parameters import Value
from rapor.run.pipeline import STAGES, Stage
from rapor.run.progress import Progress, progress, tell
from rapor.run.settings import Params, read_params
from rapor.run.step import CITY_STAGES, Means, Step, workers
from rapor.run.workers import Outcome, Workers

_MINUTES_FROM = 120
_ROUNDS = 5
"""So often somebody saves a file during a run; who goes on is asked to stop."""


@dataclass
class CityWay:
    """The way of one city through the stages that are left, each with its steps of all years.

    With ``resume``, stages that are up to date are not made. With ``drops``, folders of years
    that are not among those of ``params`` go. With ``together``, the years of a stage are one
    step, which costs less; else each is a step of its own, and more are made at a time.
    """

    home: Home
    city: str
    params: Params
    stages: deque[Stage]
    shared: Shared
    resume: bool
    drops: bool
    together: bool
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
        parts: list[tuple[int, ...]] = [()]
        if "year" in stage.each and stage.notebook:
            parts = [(year,) for year in self.years]
            if self.together and parts:
                parts = [tuple(self.years)]
        for years in parts:
            yield Step(self.home, self.city, stage, years, tuple(languages))

    def note(self, step: Step, outcome: Outcome) -> bool:
        """Note how a step ended; whether it was the last one of its stage."""
        self._open.discard(step)
        self.problems += outcome.problems
        self.made += 0 if outcome.problems else step.notebooks
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
    means: Means | None = None,
    resume: bool = False,
) -> int:
    """Make the stages of the cities of ``params``; return how many steps were made.

    With ``resume`` what is up to date stays. Raises ``UsageError`` for a city that there is not,
    ``MissingInput`` where another batch is at work, as ``workers`` does, and at the end
    ``DataRejected`` with what was wrong, city by city.
    """
    catalogue = load_catalogue(home)
    for city in params.cities:
        catalogue.city(city)
    drops = params.years == read_params(home).years
    shared, means = Shared(home, params), means or Means()
    of_cities = all(stage.of_city for stage in stages)
    together = of_cities and not means.cluster and len(params.cities) >= means.jobs
    with alone(home):
        ways = [
            CityWay(home, city, params, deque(stages), shared, resume, drops, together)
            for city in (params.cities if of_cities else [""])
        ]
        begun = [(way, steps) for way in ways if (steps := way.steps())]
        if begun:
            left = sum(len(way.stages) for way, _ in begun)
            with (
                workers(home, stages, means) as (running, jobs),
                progress(left) as shown,
            ):
                _go(begun, running, jobs, shown)
    problems = [problem for way in ways for problem in way.problems]
    if problems:
        raise DataRejected(problems)
    return sum(way.made for way in ways)


def make_all(home: Home, jobs: int) -> int:
    """Make all that is not up to date: the cities of ``params.yaml``, and what is over them.

    Again until nothing is left, for somebody may save a file meanwhile. Returns how many steps
    were made. Raises as ``make_cities``, and ``DataRejected`` when somebody saves all the time.
    """
    made, here = 0, Means(jobs)
    for _ in range(_ROUNDS):
        params = read_params(home)
        stages = (CITY_STAGES, STAGES[len(CITY_STAGES) :])
        now = sum(make_cities(home, params, stages=of, means=here, resume=True) for of in stages)
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


def _go(
    begun: Sequence[tuple[CityWay, list[Step]]],
    running: Workers[Step],
    jobs: Callable[[], int],
    shown: Progress,
) -> None:
    """Run the steps, those of a city that has been begun before those of the next."""
    ways = {way.city: way for way, _ in begun}
    ready = deque(step for _, steps in begun for step in steps)
    start, ended = time.monotonic(), 0
    if any(ways):
        cities = "1 city" if len(ways) == 1 else f"{len(ways)} cities"
        tell(f"{cities} to be made, {jobs()} notebooks at a time")
    while ready or running.busy:
        while ready and running.busy < jobs():
            shown.begin(str(ready[0]))
            running.start(ready.popleft())
        for step, outcome in running.ended():
            way = ways[step.city]
            if not way.note(step, outcome):
                continue
            stages = len(way.stages)
            way.close_stage()
            following = way.steps()
            shown.end(stages - (len(way.stages) if following else 0))
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
