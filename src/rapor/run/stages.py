"""The stages of a city, each on its folders: clean, validate, evaluate, report.

Each stage makes the earlier ones first when their tables are missing, incomplete or older
than the data or the code, reads the tables that they wrote, calls its room and writes its own
folder. Tables always pass through their files, so that a chain in one process gives the same
bytes as four notebooks a day apart.

The rooms are imported where they are called: Great Expectations and the charts take
seconds to load, and not every command needs them.
"""

import gc
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rapor.catalogue import Catalogue, City, load_catalogue, load_city
from rapor.ground.digests import code_digest, combined, data_digest
from rapor.ground.files import write_text
from rapor.ground.paths import RAW, REFERENCE, Home
from rapor.ground.period import ANNUAL, check_period, folder_of
from rapor.ground.tables import (
    ACCEPTED,
    EVALUATION,
    TIDY,
    Check,
    Finding,
    Tables,
    read_table,
    write_table,
)
from rapor.ground.tables.model import TableModel
from rapor.run.freshness import Fingerprints, is_fresh, renewed
from rapor.run.pipeline import CLEAN, EVALUATE, VALIDATE, Stage
from rapor.run.settings import check_language

if TYPE_CHECKING:
    from rapor.validate import Validated


def clean(home: Home, slug: str) -> Tables:
    """Tidy tables of a city from its raw ones, written to ``tidy/``.

    Raises ``DataRejected`` with everything that cannot be read, ``MissingInput`` for a
    missing file, ``UsageError`` for a city that is not in the catalogue.
    """
    work = _Work(home, slug)
    _clean(work)
    return work.tidy()


def validate(home: Home, slug: str) -> "Validated":
    """Findings of a city and its tables after the decisions, written to ``accepted/``.

    Raises as ``clean``, and ``DataRejected`` when an error is not decided; nothing is
    written then.
    """
    return _validate(_Work(home, slug))


def tidy(home: Home, slug: str) -> Tables:
    """The tidy tables of a city as they stand; made first when missing or older than the data.

    Raises as ``clean``.
    """
    work = _Work(home, slug)
    _clean_if_needed(work)
    return work.tidy()


def accepted(home: Home, slug: str) -> Tables:
    """The tables of a city after the decisions, and ``findings``, as they stand.

    Made first when missing or older than the data. Raises as ``validate``.
    """
    work = _Work(home, slug)
    _validate_if_needed(work)
    return work.accepted()


def evaluate(home: Home, slug: str, year: int, period: str = ANNUAL) -> Tables:
    """Evaluation of one year: every table of ``EVALUATION``, written to ``evaluation/<year>/``.

    ``period`` other than the whole year: the year's targets against what is known by the end
    of that half, written to a folder of its own, such as ``2022-semester-1``.

    Raises as ``validate``, ``DataRejected`` for a year that the road map does not reach, and
    ``UsageError`` for a period that does not exist.
    """
    work = _work(home, slug, year, period)
    _evaluate(work, year, period)
    return work.evaluation(year, period)


def evaluation(home: Home, slug: str, year: int, period: str = ANNUAL) -> Tables:
    """Evaluation of one year as it stands; made first when missing or older than the data.

    Raises as ``evaluate``.
    """
    work = _work(home, slug, year, period)
    _bring_up_to_date(work, year, period)
    return work.evaluation(year, period)


def report(home: Home, slug: str, year: int, language: str = "id", period: str = ANNUAL) -> Path:
    """The report of one year in one language, written to ``reports/<city>/<year>/``.

    That of a half year goes to a folder of its own, as its evaluation does.

    Raises as ``evaluate``, and ``UsageError`` for a language that does not exist.
    """
    catalogue = load_catalogue(home, slug)
    tables = in_words(home, slug, year, language, period, catalogue)
    from rapor.report import write_report

    return write_report(home, slug, year, language, tables, catalogue, period)


def in_words(
    home: Home, slug: str, year: int, language: str, period: str, catalogue: Catalogue
) -> Tables:
    """``everything``, with findings and checks in the report's language.

    Raises as ``evaluate``, and ``UsageError`` for a language that does not exist, before anything
    is made.
    """
    check_language(language)
    tables = everything(home, slug, year, period)
    from rapor.validate import reworded, reworded_checks

    rows = load_city(home, slug).rows
    return tables | {
        "findings": reworded(tables["findings"], language, catalogue.rules, rows),
        "checks": reworded_checks(tables["checks"], language, catalogue.rules),
    }


def everything(home: Home, slug: str, year: int, period: str = ANNUAL) -> Tables:
    """All that a city's report is made from: accepted tables, ``findings``, ``checks``, evaluation.

    Made first when missing or older than the data. Raises as ``evaluate``.
    """
    work = _work(home, slug, year, period)
    _bring_up_to_date(work, year, period)
    return {**work.accepted(), **work.checks(), **work.evaluation(year, period)}


def inspect(home: Home, slug: str) -> "Validated":
    """Clean and validate in memory: nothing is read from earlier runs and nothing written.

    Raises as ``clean``; errors that are not decided are in the result.
    """
    from rapor.clean import clean_city

    work = _Work(home, slug)
    return _validated(work, clean_city(home, slug, work.catalogue))


@dataclass(frozen=True)
class _Work:
    """One city of one project: what its stages read, each read once."""

    home: Home
    slug: str

    @cached_property
    def catalogue(self) -> Catalogue:
        for place in (REFERENCE, RAW):
            self.fingerprints.take(place)
        return load_catalogue(self.home, self.slug)

    @cached_property
    def city(self) -> City:
        self.fingerprints.take(RAW)
        return load_city(self.home, self.slug)

    @cached_property
    def fingerprints(self) -> Fingerprints:
        return Fingerprints(self.home, self.slug)

    def check_year(self, year: int) -> None:
        name = self.catalogue.city(self.slug).name
        self.city.check_year(year, name)

    def tidy(self) -> Tables:
        return self._tables(TIDY, self.home.tidy(self.slug), CLEAN)

    def accepted(self) -> Tables:
        """The accepted tables, and ``findings``."""
        folder = self.home.accepted(self.slug)
        tables = self._tables(ACCEPTED, folder, VALIDATE)
        return tables | self._tables({"findings": Finding}, folder.parent, VALIDATE)

    def checks(self) -> Tables:
        """What was checked: the table ``checks``."""
        return self._tables({"checks": Check}, self.home.processed(self.slug), VALIDATE)

    def evaluation(self, year: int, period: str) -> Tables:
        return self._tables(EVALUATION, self.home.evaluation(self.slug, year, period), EVALUATE)

    def _tables(
        self, models: Mapping[str, type[TableModel]], folder: Path, made_by: Stage
    ) -> Tables:
        shown = self.home.relative(folder)
        return {
            name: read_table(model, folder, shown, made_by.notebook)
            for name, model in models.items()
        }


def _work(home: Home, slug: str, year: int, period: str) -> _Work:
    """The work on a city, once it is sure that the year and the period exist."""
    check_period(period)
    work = _Work(home, slug)
    work.check_year(year)
    return work


def _clean(work: _Work) -> None:
    from rapor.clean import clean_city

    made_from = work.fingerprints.of(CLEAN)  # before the data is read, in case it changes meanwhile
    made = clean_city(work.home, work.slug, work.catalogue)
    with renewed(work.home.tidy(work.slug), made_from, TIDY) as folder:
        for name, model in TIDY.items():
            write_table(model, made[name], folder)


def _clean_if_needed(work: _Work) -> None:
    if not is_fresh(work.home.tidy(work.slug), work.fingerprints.of(CLEAN), TIDY):
        _clean(work)


def _validate(work: _Work) -> "Validated":
    _clean_if_needed(work)
    made_from = work.fingerprints.of(VALIDATE)
    validated = _validated(work, work.tidy())
    validated.require_decided()
    with renewed(work.home.accepted(work.slug), made_from, TIDY) as folder:
        write_table(Finding, validated.findings, folder.parent)
        write_table(Check, validated.checks, folder.parent)
        write_text(work.home.validation(work.slug), validated.validation)
        for name, model in ACCEPTED.items():
            write_table(model, validated.accepted[name], folder)
    return validated


def _validate_if_needed(work: _Work) -> None:
    _clean_if_needed(work)
    if not is_fresh(work.home.accepted(work.slug), work.fingerprints.of(VALIDATE), TIDY):
        _validate(work)


_MOST = 32
"""Validations that are remembered: of a city as it is, and with each change that is tried."""

_validations: dict[str, tuple[Tables, "Validated"]] = {}
"""What came of the data with a digest, and the tidy tables that were made of it."""


def _validated(work: _Work, tidy: Tables) -> "Validated":
    """Validate, or take what came of the same data before.

    A command that changes data tries the change, and what it wrote is checked again afterwards.
    The collector rests while Great Expectations loads a million lasting objects.
    """
    made_from = _data_of(work)
    before, validated = _validations.get(made_from, ({}, None))
    if validated is not None and all(tidy[name].equals(before[name]) for name in tidy):
        return validated.copy()
    gc.disable()
    try:
        from rapor.validate import validate_city

        validated = validate_city(work.home, work.slug, tidy, work.catalogue)
    finally:
        gc.enable()
    if _data_of(work) == made_from:  # or else somebody saved a file meanwhile
        kept = {name: table.copy() for name, table in tidy.items()}
        _validations[made_from] = (kept, validated.copy())
        if len(_validations) > _MOST:
            del _validations[next(iter(_validations))]
    return validated


def _data_of(work: _Work) -> str:
    """A digest of a city's data and of the catalogue as they are now."""
    places = (work.home.of_city(place, work.slug) for place in (RAW, REFERENCE))
    read = [data_digest(place) for place in (*places, *work.home.of_program)]
    return combined([work.slug, code_digest(VALIDATE.code), *read])


def _bring_up_to_date(work: _Work, year: int, period: str) -> None:
    _validate_if_needed(work)
    folder = work.home.evaluation(work.slug, year, period)
    made_from = work.fingerprints.of(EVALUATE, folder_of(year, period))
    if not is_fresh(folder, made_from, EVALUATION):
        _evaluate(work, year, period)


def _evaluate(work: _Work, year: int, period: str) -> None:
    _validate_if_needed(work)
    from rapor.evaluate import evaluate_year

    made_from = work.fingerprints.of(EVALUATE, folder_of(year, period))
    accepted = work.accepted()
    findings = accepted.pop("findings")
    made = evaluate_year(work.city, year, accepted, findings, work.catalogue, period=period)
    with renewed(work.home.evaluation(work.slug, year, period), made_from, EVALUATION) as folder:
        for name, model in EVALUATION.items():
            write_table(model, made[name], folder)
