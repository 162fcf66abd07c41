"""Which reference data of a report nobody has read at their source.

Only what the year's figures use is listed: a scale that no line needs is not a caveat.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rapor.catalogue.names import fold
from rapor.catalogue.scales import Scale
from rapor.report.dossier import Dossier
from rapor.report.rows import Line


@dataclass(frozen=True)
class Unverified:
    """One entry: what it is, which figures it enters, what reference it carries."""

    what: str
    used_for: str
    reference: str


def unverified(dossier: Dossier) -> list[Unverified]:
    """The unverified reference data in use, each once."""
    found = [
        *_indicators(dossier),
        *_rules(dossier),
        *_scales(dossier),
        *_index(dossier),
    ]
    return list(dict.fromkeys(found))


def _indicators(dossier: Dossier) -> Iterator[Unverified]:
    for line in dossier.lines:
        indicator = dossier.catalogue.indicators.get(line.indicator)
        if indicator and not indicator.verified:
            said = dossier.language.text("Definition, unit and scale")
            yield Unverified(said, indicator.name, indicator.reference)


def _rules(dossier: Dossier) -> Iterator[Unverified]:
    language, achievement = dossier.language, dossier.catalogue.achievement
    if not achievement.categories.verified and any(line.category for line in dossier.lines):
        said = language.text("Bounds of the categories of achievement")
        used = language.text("category of every achievement")
        yield Unverified(said, used, achievement.categories.reference)
    for rule in achievement.rules.values():
        if not rule.verified and rule.code != "categories":
            said = language.text("Rule of achievement")
            statement = rule.statement_en if language.code == "en" else rule.statement
            yield Unverified(said, statement, rule.reference)


def _scales(dossier: Dossier) -> Iterator[Unverified]:
    """Orders of words that a judgement rests on."""
    for line in dossier.realised:
        scale = _order(dossier, line)
        if scale and not scale.verified and line.status in ("achieved", "not_achieved"):
            said = dossier.language.text(
                "Order of the words {words}", words=" < ".join(scale.ranks)
            )
            yield Unverified(said, dossier.name(line), scale.reference)


def _order(dossier: Dossier, line: Line) -> Scale | None:
    """The order that a target in words is judged by: the indicator's own, or its grades."""
    indicator = dossier.catalogue.indicators.get(line.indicator)
    if indicator is None or not line.target_text:
        return None
    family = indicator.order or indicator.bands
    return dossier.catalogue.scale(family, dossier.year) if family else None


def _index(dossier: Dossier) -> Iterator[Unverified]:
    language, instrument = dossier.language, dossier.catalogue.instrument(dossier.year)
    if instrument is None or not dossier.index:
        return
    if not instrument.verified:
        said = language.text("Instrument of the index")
        yield Unverified(said, instrument.code, instrument.reference)
    if not instrument.grades_verified and dossier.total and dossier.total.grade:
        said = language.text("Bounds of the grades")
        yield Unverified(said, instrument.code, instrument.grades_reference)
    words = {line.indicator: line.realised_text for line in dossier.lines}
    for line in dossier.index:
        component = instrument.components.get(line.component)
        if component is None:
            continue
        if not component.verified and (line.official is not None or line.self_ is not None):
            said = language.text("Weight of the component")
            yield Unverified(said, component.label, component.reference)
        conversion = component.conversion
        if conversion and fold(words.get(conversion.indicator, "")) in {
            fold(word) for word in conversion.unverified
        }:
            said = language.text("Conversion to points")
            yield Unverified(said, component.label, conversion.reference)
