"""The course of an indicator: the figures of each year that the evaluation goes by.

Where several tables or publishers give a figure, the city's precedence decides, as in the
evaluation of each year.
"""

from rapor.ground.period import half_name, newest_first
from rapor.report.dossier import Dossier
from rapor.report.rows import Realisation, Target


def targets_of(dossier: Dossier, indicator: str) -> dict[int, Target]:
    """The target of each year, from the first table in precedence that has one."""
    order = dossier.city.precedence.get("targets", ())
    found: dict[int, Target] = {}
    for one in sorted(dossier.targets, key=lambda one: _rank(order, one.table)):
        known = one.value is not None or one.text
        if one.indicator == indicator and one.kind == "target" and one.year and known:
            found.setdefault(one.year, one)
    return dict(sorted(found.items()))


def realisations_of(dossier: Dossier, indicator: str) -> dict[int, Realisation]:
    """The realisation of each year up to the report's, from the first kind of publication."""
    order = dossier.city.precedence.get("realisations", ())
    found: dict[int, Realisation] = {}

    def place(one: Realisation) -> tuple[int, int]:
        return newest_first(one.period), _rank(order, one.publication)

    for one in sorted(dossier.realisations, key=place):
        known = one.value is not None or one.text
        if one.indicator == indicator and one.year and known:
            found.setdefault(one.year, one)
    return dict(sorted(found.items()))


def year_of(one: Realisation) -> str:
    """The year of a value, with the half of it that the value is of: ``2022, semester I``."""
    return ", ".join(part for part in (str(one.year or ""), half_name(one.period)) if part)


def _rank(order: tuple[str, ...], name: str) -> int:
    return order.index(name) if name in order else len(order)
