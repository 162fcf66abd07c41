"""Many steps at a time: a notebook for every year or language, or the chain of one report."""

import gc
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product
from pathlib import Path
from threading import Event

from rapor.catalogue import load_catalogue, load_city
from rapor.ground.errors import Problem, UsageError
from rapor.ground.paths import Home, slug
from rapor.ground.period import ANNUAL, folder_of
from rapor.run import stages
from rapor.run.kernel import Kernel, kernel, surroundings
from rapor.run.notebook import NotebookRun, execute, prepare, values_for
from rapor.run.parameters import Value
from rapor.run.pipeline import LISTS
from rapor.run.progress import Progress, progress, tell
from rapor.run.settings import Params, reached, read_params

Pair = tuple[str, str]


def plan(home: Home, name: str, given: Sequence[Pair], each: Sequence[str]) -> list[NotebookRun]:
    """Check every run before the first one starts.

    Years that the city's road map does not reach are left out when they come from
    ``params.yaml``; a year that a person names is an error. Raises as ``prepare``.
    """
    unknown = [parameter for parameter in each if parameter not in LISTS]
    twice = sorted({parameter for parameter, _ in given} & set(each))
    if unknown or twice:
        offered = f"one of {' '.join(LISTS)}, without -p"
        raise UsageError(Problem("--each", ", ".join([*unknown, *twice]), offered))
    if not each:
        return [prepare(home, name, given)]
    values = values_for(home, name, given)
    absent = [parameter for parameter in each if parameter not in values]
    if absent:
        raise UsageError(
            Problem("--each", absent[0], f"a parameter of {name}", "leave the option away")
        )
    params = read_params(home)
    runs = []
    for cities in _cities(home, params, values, each):
        lists = [_values(home, params, parameter, cities) for parameter in each]
        runs += [
            prepare(home, name, [*given, *zip(each, combination, strict=True)])
            for combination in product(*lists)
        ]
    return runs


def _cities(
    home: Home, params: Params, values: Mapping[str, Value], each: Sequence[str]
) -> list[list[str]]:
    """Cities that decide together which years are run: each by itself, or all of them.

    With every city, those whose road map does not reach the one year that is run are left out.
    Raises ``UsageError`` for a city that is not in the catalogue.
    """
    if "city" not in values:
        return [list(params.cities)]
    cities = list(params.cities) if "city" in each else [str(values["city"])]
    catalogue = load_catalogue(home)
    for city in cities:
        catalogue.city(slug(city))
    if "city" in each and "year" in values and "year" not in each:
        left_out = [city for city in cities if values["year"] not in load_city(home, city).years]
        if left_out:
            tell(f"not in the road map of {', '.join(left_out)}: {values['year']}")
        cities = [city for city in cities if city not in left_out]
        if not cities:
            reached(home, int(values["year"]))
    return [[city] for city in cities]


def _values(home: Home, params: Params, parameter: str, cities: Sequence[str]) -> list[str]:
    if parameter == "language":
        return list(params.languages)
    if parameter == "city":
        return list(cities)
    years = sorted({year for city in cities for year in load_city(home, city).years})
    named = " or ".join(cities)
    left_out = [str(year) for year in params.years if year not in years]
    if left_out:
        tell(f"not in the road map of {named}: {', '.join(left_out)}")
    kept = [str(year) for year in params.years if year in years]
    if not kept:
        raise UsageError(
            Problem(
                "params.yaml years",
                f"none is in the road map of {named}",
                f"years from {years[0]} to {years[-1]}",
                "add one of them",
            )
        )
    return kept


def execute_all(runs: Sequence[NotebookRun], jobs: int) -> list[Path]:
    """Execute prepared runs in ``jobs`` kernels at a time; the first failure ends the rest.

    Each kernel has its fixed share of the runs, so that the same runs always follow one
    another in one kernel.
    """
    failed = Event()

    def share(own: Sequence[tuple[int, NotebookRun]], shown: Progress) -> None:
        with kernel() as used:
            for number, run in own:
                if failed.is_set():
                    return
                try:
                    _tell_of(run, used, shown, f"{number} of {len(runs)}")
                except BaseException:
                    failed.set()
                    raise

    with (
        progress(len(runs)) as shown,
        surroundings(runs[0].home),
        ThreadPoolExecutor(jobs) as pool,
    ):
        numbered = list(enumerate(runs, 1))
        futures = [pool.submit(share, numbered[first::jobs], shown) for first in range(jobs)]
    for future in futures:
        future.result()
    return [run.output for run in runs]


def _tell_of(run: NotebookRun, kernel: Kernel, shown: Progress, which: str) -> None:
    start = time.perf_counter()
    tell(f"{which}: {run} ...")
    shown.begin(str(run))
    execute(run, kernel)
    shown.end()
    tell(f"{run}: {time.perf_counter() - start:.1f} s")


def drop_other_years(runs: Sequence[NotebookRun]) -> None:
    """Remove the year folders of earlier runs for years that are no longer run.

    Folders of another period stay: a run over the years is of one period.
    """
    kept = {run.folder for run in runs}
    period = str(runs[0].values.get("period", ANNUAL))
    for above in {folder.parent for folder in kept}:
        for folder in above.iterdir():
            year = folder.name[:4]
            of_a_year = year.isdigit() and folder.name == folder_of(int(year), period)
            if of_a_year and folder not in kept:
                shutil.rmtree(folder)
                tell(f"removed {runs[0].home.relative(folder)}: not among the years of params.yaml")


def report(
    home: Home,
    city: str,
    year: int,
    language: str,
    period: str = ANNUAL,
    base: Path | None = None,
) -> Path:
    """Make every stage anew and write the report; return the report's folder.

    The report is written by its notebook, so that page and notebook always belong together;
    with ``base``, a firm's own Word document, its .docx is then written again on that.
    Everything is checked before the first stage starts. Raises as ``stages.report``, and
    ``MissingInput`` or ``DataRejected`` for a ``base`` that cannot be used.
    """
    if base is not None:
        from rapor.write.word import check_base

        check_base(base)
    given = [("city", city), ("year", str(year)), ("language", language), ("period", period)]
    run = prepare(home, "04_report", given)
    steps: dict[str, Callable[[], object]] = {
        f"clean {city}": partial(stages.clean, home, city),
        f"validate {city}": partial(stages.validate, home, city),
        f"evaluate {city} {folder_of(year, period)}": partial(
            stages.evaluate, home, city, year, period
        ),
        str(run): partial(_execute_here, run),
    }
    if base is not None:
        steps[f"write on {base.name}"] = partial(
            _write_on, base, home, city, year, language, period
        )
    with progress(len(steps)) as shown:
        for number, (name, make) in enumerate(steps.items(), 1):
            tell(f"{number} of {len(steps)}: {name} ...")
            shown.begin(name)
            make()
            shown.end()
    return run.folder


def _execute_here(run: NotebookRun) -> None:
    """Execute a notebook in this process."""
    from rapor.run.shell import own_process

    gc.freeze()  # what validation has loaded lasts, and would be looked through again and again
    with surroundings(run.home, reach=False), own_process() as used:
        execute(run, used)


def _write_on(base: Path, home: Home, city: str, year: int, language: str, period: str) -> None:
    """Write the Word document again, on a firm's own; the other formats stay as they are."""
    from rapor.report import write_report
    from rapor.write.word import docx

    writers = {"docx": lambda content: docx(content, base)}
    catalogue = load_catalogue(home, city)
    tables = stages.in_words(home, city, year, language, period, catalogue)
    write_report(home, city, year, language, tables, catalogue, period, writers)
