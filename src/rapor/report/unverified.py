"""Reference data in use that nobody has read at their source: one place collects them.

Every entry of ``data/reference`` says of itself whether it is verified. What a report says
about that is derived here from the entries that its figures, names and verdicts rest on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapor.catalogue.instruments import Component, Instrument
from rapor.catalogue.names import fold
from rapor.catalogue.scales import Scale
from rapor.ground.tables import records
from rapor.ground.tables.evaluation import IndexLine, Reproduction
from rapor.report.chapters.trajectory import breaks
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.lines import LineView
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.surveys import known_surveys

SHARE = "share_of_scale"
"""How the basis of a part begins that was recomputed as a share of its scale."""


@dataclass(frozen=True)
class Unverified:
    """Reference data that nobody has read at their source.

    What it is, which figures it enters, and the reference that it carries.
    """

    what: str
    used_for: str
    reference: str


def unverified(dossier: Dossier) -> list[Unverified]:
    """The unverified reference data that the report uses, each once.

    What it does not use is not listed: a scale that no line needs is not a caveat.
    """
    entries = [
        *_indicators(dossier.lines),
        *_names(dossier),
        *_rules(dossier),
        *_orders(dossier.lines),
        *_breaks(dossier),
        *_index(dossier),
        *_surveys(dossier),
    ]
    return list(dict.fromkeys(entries))


def _indicators(lines: list[LineView]) -> Iterator[Unverified]:
    for line in lines:
        indicator = line.edition.catalogue.indicators.get(line.row.indicator)
        if indicator and not indicator.verified:
            what = line.language.text("Definition, unit and scale")
            yield Unverified(what, indicator.name, indicator.reference)


def _names(dossier: Dossier) -> Iterator[Unverified]:
    """Names of the goals, areas and themes that the report is ordered by."""
    catalogue = dossier.catalogue
    for register, codes in (
        (catalogue.goals, {line.row.goal for line in dossier.lines}),
        (catalogue.areas, {line.row.area for line in dossier.lines}),
        (catalogue.themes, {line.group for line in dossier.lines}),
    ):
        for code, reference in register.unread.items():
            if code in codes:
                yield Unverified(dossier.text("Name"), register.names[code], reference)


def _rules(dossier: Dossier) -> Iterator[Unverified]:
    """Rules that the report states, and the categories where one is given."""
    text, achievement = dossier.text, dossier.catalogue.achievement
    categories = achievement.categories
    if not categories.verified and any(line.row.category for line in dossier.lines):
        what = text("Bounds of the categories of achievement")
        yield Unverified(what, text("category of every achievement"), categories.reference)
    for rule in achievement.rules.values():
        if not rule.verified and rule.code != "categories":
            yield Unverified(text("Rule of achievement"), dossier.rule_words(rule), rule.reference)
    for rule in dossier.catalogue.trajectory.rules.values():
        if not rule.verified:
            what = text("Rule of the way to the end target")
            yield Unverified(what, dossier.rule_words(rule), rule.reference)


def _orders(lines: list[LineView]) -> Iterator[Unverified]:
    """Orders of words that a judgement rests on."""
    for line in lines:
        scale = _order(line)
        if scale is None or not line.row.has_data:
            continue
        words = (line.row.target_text, line.row.end_target_text, line.row.realised_text)
        if not scale.is_read(words):
            what = line.language.text("Order of the words {words}", words=" < ".join(scale.ranks))
            yield Unverified(what, line.name, scale.reference)


def _order(line: LineView) -> Scale | None:
    """The order that a target in words is judged by: the indicator's own, or its grades."""
    catalogue = line.edition.catalogue
    indicator = catalogue.indicators.get(line.row.indicator)
    if indicator is None or not (line.row.target_text or line.row.end_target_text):
        return None
    family = indicator.order or indicator.bands
    return catalogue.scale(family, line.edition.year) if family else None


def _breaks(edition: SourcedEdition) -> Iterator[Unverified]:
    for new in breaks(edition):
        if not new.verified:
            what = edition.text("Break of a series of values")
            yield Unverified(what, edition.rule_words(new), new.reference)


def _index(dossier: Dossier) -> Iterator[Unverified]:
    text, instrument = dossier.text, dossier.catalogue.instrument(dossier.year)
    if instrument is None:
        return
    if not instrument.verified:
        named = dossier.cited(instrument.code)
        yield Unverified(text("Instrument of the index"), named, instrument.reference)
    if not instrument.grades_verified and dossier.total and dossier.total.row.grade:
        what = text("Bounds of the grades")
        named = dossier.cited(instrument.code)
        yield Unverified(what, named, instrument.grades_reference)
    if not dossier.tables["thematic"].empty:
        for told in instrument.thematic:
            if not told.verified:
                weight = dossier.language.number(told.highest)
                what = text("Highest score of RB Tematik")
                yield Unverified(what, weight, told.reference)
    realised = {line.row.indicator: fold(line.row.realised_text) for line in dossier.lines}
    for row in (part.row for part in dossier.index):
        component = instrument.components.get(row.component)
        if component:
            yield from _component(dossier, component, row, realised)
    yield from _shares(dossier, instrument)


def _component(
    edition: Edition, component: Component, row: IndexLine, realised: dict[str, str]
) -> Iterator[Unverified]:
    """A weight that a score is held against, and the points that a word was given."""
    if not component.verified and (row.official is not None or row.self_ is not None):
        what = edition.text("Weight of the component")
        yield Unverified(what, component.label, component.reference)
    conversion = component.conversion
    if conversion and realised.get(conversion.indicator, fold("")) in {
        fold(word) for word in conversion.unverified
    }:
        what = edition.text("Conversion to points")
        yield Unverified(what, component.label, conversion.reference)


def _surveys(dossier: Dossier) -> Iterator[Unverified]:
    """Questionnaires and weights of the surveys that the report shows."""
    for kept in known_surveys(dossier):
        by = dossier.surveys.by if dossier.surveys else None
        known = by.questionnaires.get(kept.questionnaire) if by else None
        if known is None:
            continue
        name, weighting = known.name[dossier.language.code], known.weightings.get(kept.weighting)
        if not known.verified:
            yield Unverified(dossier.text("Questions of a survey"), name, known.reference)
        if weighting and not weighting.verified:
            yield Unverified(dossier.text("Weights of a survey"), name, weighting.reference)


def _shares(dossier: Dossier, instrument: Instrument) -> Iterator[Unverified]:
    """The conversion of parts that are recomputed as shares of their scales."""
    if instrument.share_verified:
        return
    shared = [part.row for part in dossier.index if part.row.recomputed_basis.startswith(SHARE)]
    wholes = {row.component.rpartition("/")[0] for row in shared if row.recomputed is not None}
    used = [*_labels(shared), *_labels(_totals(dossier, wholes))]
    if used:
        what = dossier.text("Recomputation as a share of the scale")
        names = dossier.language.join(list(dict.fromkeys(used)))
        yield Unverified(what, names, instrument.share_reference)


def _totals(edition: SourcedEdition, paths: set[str]) -> list[Reproduction]:
    totals = records(Reproduction, edition.tables["reproduction"])
    return [total for total in totals if total.component in paths]


def _labels(rows: Iterable[IndexLine | Reproduction]) -> Iterator[str]:
    return (row.label for row in rows if row.recomputed is not None)
