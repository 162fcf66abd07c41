"""The front page: where the city stands, why, and what to do first; all of it derived."""

from collections.abc import Mapping
from dataclasses import replace

from rapor.ground.language import message
from rapor.ground.period import half_name
from rapor.report.advice import first
from rapor.report.card import area_strip, components, index_card, judgement
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.recommendations import recommended
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.status import STATUSES
from rapor.write.content import (
    Block,
    Count,
    FrontPage,
    ListBlock,
    Paragraph,
    Section,
    Tally,
    Text,
    words,
)

COUNTED = ("achieved", "not_achieved", "no_data")
"""The statuses that the first page counts; the others are said in a sentence where they occur."""


def front_page(dossier: Dossier) -> FrontPage:
    """The first page of a report: where the city stands, why, and what to do first."""
    text = dossier.text
    grouped = text("Change areas") if dossier.is_by_area else text("Goals and themes")
    sections = [
        Section(text("Half-year report"), half_year(dossier)),
        Section(text("Bureaucratic reform index"), index_card(dossier), "index"),
        Section(text("Judgement"), (Paragraph(judgement(dossier)),), "judgement"),
        Section(grouped, area_strip(dossier), "areas"),
        Section(text("Targets of {year}", year=dossier.year), _results(dossier), "targets"),
        Section(text("Index by component"), tuple(components(dossier)), "components"),
        Section(text("Needed first"), (ListBlock(_advice(dossier), ordered=True),), "actions"),
        Section(text("State of the data"), (Paragraph(words(state(dossier))),), "state"),
    ]
    return FrontPage(
        title=text("Evaluation of the bureaucratic reform road map")
        if dossier.is_annual
        else text("Half-year evaluation of the bureaucratic reform road map"),
        city=dossier.facts.name,
        year=dossier.year,
        facts=facts(dossier),
        sections=tuple(section for section in sections if _says_something(section)),
        half=half_name(dossier.period),
    )


def _advice(dossier: Dossier) -> tuple[Text, ...]:
    """The first actions; the step to begin with is told of the first one, for there is one page."""
    actions = first(recommended(dossier))
    return tuple((item if item is actions[0] else replace(item, step=())).text for item in actions)


def _says_something(section: Section) -> bool:
    empty = (ListBlock(()), ListBlock((), ordered=True), Tally(()), Paragraph(()))
    return any(block not in empty for block in section.blocks)


def half_year(edition: Edition) -> tuple[Block, ...]:
    """What a half-year report holds against what, and what it cannot say; of a year nothing."""
    if edition.is_annual:
        return ()
    sentences = edition.text(
        "This report holds the targets of {year} as a whole against what is known by the end of"
        " {half}. A target that is not met yet is not missed, and one that is met so far may not"
        " stay so; only the annual report says whether the targets of {year} were reached.",
        year=edition.year,
        half=half_name(edition.period),
    )
    return (Paragraph(words(sentences)),)


_MONTHS = {
    "annual": message("January–December {year}"),
    "semester_1": message("Semester I: January–June {year}"),
    "semester_2": message("Semester II: July–December {year}"),
}


def facts(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Period, state, date of the data and road map."""
    text = dossier.text
    date = dossier.day(dossier.data_date) or text("not printed in any source")
    return (
        (text("Period"), text(_MONTHS[dossier.period], year=dossier.year)),
        (text("State"), _state_of_report(dossier)),
        (text("Date of the data"), date),
        (text("Road map"), _road_map(dossier)),
    )


def _state_of_report(dossier: Dossier) -> str:
    """Draft or final; a final one for which figures are still missing says so."""
    if not dossier.is_final:
        return dossier.text("Draft")
    if dossier.is_complete:
        return dossier.text("Final")
    return dossier.text("Final, with data still requested")


def _road_map(edition: SourcedEdition) -> str:
    """Years of the road map, and the regulations that hold it."""
    keys = sorted({target.source for target in edition.targets})
    years = f"{edition.city.first_year}–{edition.last_year}"
    return f"{years}, {edition.language.join([edition.document(key) for key in keys])}"


def state(dossier: Dossier) -> str:
    """How many indicators have a result, how many official, what waits for the city: in a line."""
    known = len(dossier.realised), {"total": len(dossier.planned), "year": dossier.when}
    parts = (_counted(dossier, *known), _decided(dossier), _from_agencies(dossier), _open(dossier))
    return " ".join(filter(None, parts))


def _counted(dossier: Dossier, realised: int, named: Mapping[str, object]) -> str:
    """How many indicators have a result, and how many of these an official one."""
    if not realised:
        return dossier.text(
            "None of the {total} indicators has a realisation of {year} yet.", **named
        )
    language, official = dossier.language, len(dossier.official)
    counted = language.plural(
        "{count} of {total} indicators has a realisation of {year}",
        "{count} of {total} indicators have a realisation of {year}",
        realised,
        **named,
    )
    part = "some" if 0 < official < realised else "all" if official else "none"
    return f"{counted}; {language.text(_OFFICIAL[part, realised == 1], official=official)}"


_OFFICIAL = {
    ("all", True): message("its source is official."),
    ("all", False): message("all of them from an official source."),
    ("some", False): message("{official} of them from an official source."),
    ("none", True): message("its source is not official."),
    ("none", False): message("none of them from an official source."),
}
"""By how many of the realisations are official, and whether there is one only."""


def _decided(edition: SourcedEdition) -> str:
    """That every error of the documents is decided; empty of none, and while one waits."""
    errors = edition.of_severity("error")
    if not errors or edition.undecided_count:
        return ""
    return edition.language.plural(
        "The {count} error of the documents is decided.",
        "All {count} errors of the documents are decided.",
        len(errors),
    )


def coverage(dossier: Dossier) -> str:
    """How far the conclusions reach, in one plain sentence."""
    language, total, realised = dossier.language, len(dossier.planned), len(dossier.realised)
    named = {"total": total, "year": dossier.when}
    if not realised:
        return language.text(
            "None of the {total} indicators has a realisation of {year} yet: nothing can be"
            " concluded about the targets, and this report is first of all a request for data.",
            **named,
        )
    if realised == total:
        return language.text("All {total} indicators have a realisation of {year}.", **named)
    return language.plural(
        "Of {total} indicators, {count} has a realisation of {year}; the conclusions below hold"
        " for that indicator only.",
        "Of {total} indicators, {count} have a realisation of {year}; the conclusions below hold"
        " for these only.",
        realised,
        **named,
    )


def _from_agencies(dossier: Dossier) -> str:
    """How many realisations are the agencies' own; empty when none is."""
    if not dossier.by_agencies:
        return ""
    return dossier.language.plural(
        "{count} realisation is reported by the agency itself.",
        "{count} realisations are reported by the agencies themselves.",
        len(dossier.by_agencies),
    )


def _open(edition: SourcedEdition) -> str:
    """What still waits for a decision or an answer; empty when nothing does."""
    language, sentences = edition.language, []
    if edition.undecided_count:
        sentences.append(
            language.plural(
                "{count} error of the documents is not decided yet.",
                "{count} errors of the documents are not decided yet.",
                edition.undecided_count,
            )
        )
    if edition.question_count:
        sentences.append(
            language.plural(
                "{count} question waits for the local government's answer.",
                "{count} questions wait for the local government's answer.",
                edition.question_count,
            )
        )
    return " ".join(sentences)


def _results(dossier: Dossier) -> tuple[Block, ...]:
    """Counts of met and missed targets; of a year that can judge none there is nothing to count."""
    if not dossier.counts["achieved"] + dossier.counts["not_achieved"]:
        return ()
    counts = tuple(
        Count(
            dossier.language.number(dossier.counts[status]),
            dossier.status_word(status),
            STATUSES[status].symbol,
            status,
        )
        for status in COUNTED
    )
    return (Tally(counts),)


def beyond_counts(dossier: Dossier) -> str:
    """Lines with a realisation that no count of met and missed targets can hold."""
    language, counts, sentences = dossier.language, dossier.counts, []
    if counts["no_target"]:
        sentences.append(
            language.plural(
                "{count} indicator has a realisation but no printed target for {year} ({symbol});"
                " it is set against baseline and end target.",
                "{count} indicators have a realisation but no printed target for {year} ({symbol});"
                " they are set against baseline and end target.",
                counts["no_target"],
                year=dossier.year,
                symbol=STATUSES["no_target"].symbol,
            )
        )
    if counts["not_comparable"]:
        sentences.append(
            language.plural(
                "{count} indicator has a realisation that cannot be compared with its target"
                " ({symbol}).",
                "{count} indicators have a realisation that cannot be compared with its target"
                " ({symbol}).",
                counts["not_comparable"],
                symbol=STATUSES["not_comparable"].symbol,
            )
        )
    return " ".join(sentences)


def running_head(dossier: Dossier) -> str:
    """What heads every printed page: subject, city, year and state."""
    named = {"city": dossier.facts.name, "year": dossier.when}
    if dossier.is_final:
        return dossier.text("RB road map evaluation, {city} {year} (final)", **named)
    return dossier.text("RB road map evaluation, {city} {year} (draft)", **named)
