"""What is known of the official index in the year, in sentences."""

from rapor.ground.figures import apart, figure
from rapor.report.dossier import Dossier
from rapor.report.rows import IndexLine, Score
from rapor.report.sources import source
from rapor.report.statements import target
from rapor.write.content import Text, words

INDEX = "index"
"""Component of the whole index, and the indicator that a road map sets its target for."""
INDEX_INDICATOR = "rb_index"


def score(dossier: Dossier, value: float, ref: str = "") -> str:
    """A score with the decimals of its printed cell."""
    return figure(dossier.language, value, dossier.printed(ref))


def official_index(dossier: Dossier) -> Text:
    """The official index beside the self-assessment, or the sentence that none is known."""
    total = dossier.total
    if total is None or total.official is None:
        return _unknown(dossier)
    language = dossier.language
    named = {"year": dossier.year, "score": score(dossier, total.official, total.official_ref)}
    said = (
        language.text(
            "The official index of {year} is {score}, grade {grade}.", grade=total.grade, **named
        )
        if total.grade
        else language.text("The official index of {year} is {score}.", **named)
    )
    links = (" (", source(language, "score", total.official_ref), ")") if total.official_ref else ()
    return words(said, *links, " ", _self(dossier, total), " ", widest(dossier))


def _self(dossier: Dossier, total: IndexLine) -> str:
    language = dossier.language
    if total.self_ is None or total.official is None or total.self_basis == "partial":
        return language.text(
            "The self-assessment has no total, because some of its components are not filled in."
        )
    gap = apart(
        language,
        total.self_ - total.official,
        (dossier.printed(total.official_ref), total.official),
        (dossier.printed(total.self_ref), total.self_),
    )
    return language.text(
        "The self-assessment gives {score}; the distance is {gap}.",
        score=score(dossier, total.self_, total.self_ref),
        gap=gap,
    )


def difference(dossier: Dossier, line: IndexLine) -> str:
    """Size of the distance between self-assessed and official score."""
    sides = (
        (dossier.printed(line.self_ref), line.self_),
        (dossier.printed(line.official_ref), line.official),
    )
    return apart(dossier.language, line.self_difference or 0.0, *sides)


def compared(dossier: Dossier) -> list[IndexLine]:
    """Components with both scores whole, the widest distance first."""
    found = [
        line
        for line in dossier.index
        if line.depth > 1 and line.self_difference is not None and line.self_basis != "partial"
    ]
    return sorted(found, key=lambda line: -abs(line.self_difference or 0.0))


def widest(dossier: Dossier) -> str:
    """The component whose two scores are furthest apart; empty when none has both."""
    found = compared(dossier)
    if not found:
        return ""
    line = found[0]
    return dossier.language.text(
        "The self-assessed score of the component {component} is {own}, the official one"
        " {official}: the distance of {gap} is the largest among the components.",
        component=line.label,
        own=score(dossier, line.self_ or 0.0, line.self_ref),
        official=score(dossier, line.official or 0.0, line.official_ref),
        gap=difference(dossier, line),
    )


def last_known(dossier: Dossier) -> Score | None:
    """The latest official index of an earlier year."""
    found = [
        one
        for one in dossier.scores
        if one.component == INDEX
        and one.assessor == "official"
        and one.value is not None
        and one.year is not None
        and one.year < dossier.year
    ]
    return max(found, key=lambda one: one.year or 0, default=None)


def _unknown(dossier: Dossier) -> Text:
    language = dossier.language
    said: Text = words(
        language.text("No official result is known for {year}.", year=dossier.year)
        if dossier.is_annual
        else language.text(
            "The index is assessed for whole years; that of {year} is not known in a half-year"
            " report.",
            year=dossier.year,
        )
    )
    line = next((one for one in dossier.planned if one.indicator == INDEX_INDICATOR), None)
    if line and line.has_target:
        aim = language.text("The road map aims at {target}.", target=target(dossier, line))
        said = words(said, " ", aim, " (", source(language, "target", line.target_ref), ")")
    before = last_known(dossier)
    if before and before.value is not None:
        latest = language.text(
            "The latest known one is {score} of {year}.",
            score=score(dossier, before.value, before.ref),
            year=before.year,
        )
        said = words(said, " ", latest, " (", source(language, "score", before.ref), ")")
    return said
