"""One step of a city, and what runs steps: forks of this process, kernels, workers of a cluster."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from threading import local

from rapor.catalogue import load_catalogue
from rapor.ground.digests import code_digest
from rapor.ground.errors import DataRejected, Problem, RaporError
from rapor.ground.paths import MARKER, Home
from rapor.ground.tables import ACCEPTED, EVALUATION, TIDY, Check, Finding, empty
from rapor.ground.tables.model import TableModel
from rapor.run.all_cities import site
from rapor.run.cluster import OnCluster, connected
from rapor.run.kernel import Kernel, Runner, kernel, surroundings
from rapor.run.notebook import execute, prepare, read_notebook
from rapor.run.pipeline import CLEAN, EVALUATE, REPORT, VALIDATE, Stage
from rapor.run.workers import Forks, Outcome, Threads, Workers, can_fork, outcome_of

CITY_STAGES = (CLEAN, VALIDATE, EVALUATE, REPORT)
"""In the order in which they are run."""

LIMIT = 300
"""Seconds that one notebook may take; the slowest takes three."""

_LASTING = ExitStack()
"""What a cluster's worker opens for as long as it lives."""


@dataclass(frozen=True)
class Means:
    """Where steps are run: ``jobs`` at a time, here or, with an address, on a ``cluster``.

    ``limit`` are the seconds that one may take.
    """

    jobs: int = 2
    limit: float = LIMIT
    cluster: str = ""


@dataclass(frozen=True)
class Step:
    """One stage of a city, of some years where the stage has years; in every language.

    Without a city it is one over all of them. Years of one step are made one after another by
    one process, which reads and measures once what they share.
    """

    home: Home
    city: str
    stage: Stage
    years: tuple[int, ...]
    languages: tuple[str, ...]

    def __str__(self) -> str:
        years = " ".join(map(str, self.years))
        return " ".join(filter(None, [self.city, self.stage.notebook or self.stage.name, years]))

    @property
    def notebooks(self) -> int:
        """How many times its notebook is run, in every language."""
        return max(1, len(self.years))

    def make(self, used: Runner) -> None:
        """Run its notebook of every year in every language.

        A year that is refused stops no other. Raises ``DataRejected`` with what is wrong.
        """
        if not self.stage.notebook:
            site(self.home)
            return
        of_city = [("city", self.city)] if self.city else []
        problems: list[Problem] = []
        for of_year in [[("year", str(year))] for year in self.years] or [[]]:
            try:
                for code in [[("language", code)] for code in self.languages] or [[]]:
                    given = [*of_city, *of_year, *code]
                    execute(prepare(self.home, self.stage.notebook, given), used)
            except RaporError as refused:
                problems += refused.problems
        if problems:
            raise DataRejected(problems)


Running = tuple[Workers[Step], Callable[[], int]]
"""What runs steps, and how many at a time."""


@contextmanager
def workers(home: Home, stages: Sequence[Stage], means: Means) -> Iterator[Running]:
    """What runs the steps of a project's stages; raises as ``connected`` and ``surroundings``."""
    with ExitStack() as stack:
        running: Workers[Step]
        if means.cluster:
            client = stack.enter_context(connected(means.cluster))
            work = partial(make_on_worker, code=code_digest())
            running = on_cluster = OnCluster(client, work, means.limit)
            stack.callback(running.stop)
            yield running, on_cluster.jobs
            return
        stack.enter_context(surroundings(home, reach=not can_fork()))
        if can_fork():
            from rapor.run.shell import own_process

            _load(stages)
            _warm_up(home, stages)
            used = stack.enter_context(own_process())
            running = Forks(lambda step: step.make(used), means.limit, lambda step: step.notebooks)
        else:
            kernels = stack.enter_context(_kernels(means.limit))
            running = Threads(lambda step: step.make(kernels(step.stage)), means.jobs)
        stack.callback(running.stop)
        yield running, lambda: means.jobs


def make_on_worker(step: Step, code: str) -> Outcome:
    """Make a step in this process, a cluster's worker; ``code`` is that of who sends it."""
    if code != code_digest():
        return _refused(step, "the worker has another version of the program")
    if not (step.home.root / MARKER).is_file():
        return _refused(step, f"the worker does not see {step.home.root}")
    with surroundings(step.home, reach=False):
        return outcome_of(lambda own: own.make(_of_worker()), step)


def _refused(step: Step, found: str) -> Outcome:
    expected = "the same program, and the project in a folder of the same name"
    return Outcome((Problem(f"{step} on the cluster", found, expected, "see docs/cluster.md"),))


@cache
def _of_worker() -> Runner:
    """A worker's process as one that runs notebooks, as long as it lives."""
    from rapor.run.shell import own_process

    _load(CITY_STAGES)
    return _LASTING.enter_context(own_process())


def _load(stages: Sequence[Stage]) -> None:
    """Load all modules of the rooms that stages rest on, and what these need."""
    rooms = {room for stage in stages for room in stage.code} - {"locale"}
    for room in sorted(rooms):
        package = importlib.import_module(f"rapor.{room}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


def _warm_up(home: Home, stages: Sequence[Stage]) -> None:
    """Have ready what every city's steps need, so that forks begin with it.

    What cannot be read is told of by the step that needs it.
    """
    with suppress(RaporError):
        for stage in stages:
            if stage.notebook:
                read_notebook(home, stage.notebook)
        if VALIDATE in stages:
            from rapor.validate.examine import warm_up as warm_up_rules

            warm_up_rules(load_catalogue(home))
    tables: list[type[TableModel]] = [*TIDY.values(), *ACCEPTED.values(), *EVALUATION.values()]
    tables += [Check, Finding]
    for model in tables:
        empty(model)
    if REPORT in stages:
        from rapor.report.writing import warm_up as warm_up_writers

        warm_up_writers()


@contextmanager
def _kernels(limit: float) -> Iterator[Callable[[Stage], Kernel]]:
    """A kernel for each thread and stage: one that has run another notebook draws otherwise."""
    in_worker = local()
    with ExitStack() as stack:

        def of_stage(stage: Stage) -> Kernel:
            kernels: dict[str, Kernel] = vars(in_worker).setdefault("kernels", {})
            if stage.name not in kernels:
                kernels[stage.name] = stack.enter_context(kernel(limit))
            return kernels[stage.name]

        yield of_stage
