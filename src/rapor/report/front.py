"""The front page: the state of the data before any result, all of it derived."""

from rapor.ground.language import message
from rapor.ground.period import half_name
from rapor.report.actions import actions
from rapor.report.dossier import Dossier
from rapor.report.reported import by_agencies_said
from rapor.report.standing import official_index
from rapor.report.status import STATUSES, word
from rapor.write.content import (
    Block,
    Count,
    FrontPage,
    ListBlock,
    Paragraph,
    Section,
    Tally,
    words,
)

COUNTED = ("achieved", "not_achieved", "no_data")
"""The statuses that the first page counts; the others are said in a sentence where they occur."""


def front_page(dossier: Dossier) -> FrontPage:
    """The first page of a report."""
    language = dossier.language
    sections = [
        Section(language.text("Half-year report"), half_year(dossier)),
        Section(language.text("State of the data"), _state(dossier)),
        Section(language.text("Bureaucratic reform index"), (Paragraph(official_index(dossier)),)),
        Section(language.text("Targets of {year}", year=dossier.year), _results(dossier)),
        Section(language.text("Needed first"), (ListBlock(actions(dossier), ordered=True),)),
    ]
    return FrontPage(
        title=language.text("Evaluation of the bureaucratic reform road map")
        if dossier.is_annual
        else language.text("Half-year evaluation of the bureaucratic reform road map"),
        city=dossier.facts.name,
        year=dossier.year,
        facts=_facts(dossier),
        sections=tuple(section for section in sections if _says_something(section)),
        half=half_name(dossier.period),
    )


def _says_something(section: Section) -> bool:
    return any(not (isinstance(one, ListBlock) and not one.items) for one in section.blocks)


def half_year(dossier: Dossier) -> tuple[Block, ...]:
    """What a half-year report holds against what, and what it cannot say; of a year nothing."""
    if dossier.is_annual:
        return ()
    said = dossier.language.text(
        "This report holds the targets of {year} as a whole against what is known by the end of"
        " {half}. A target that is not met yet is not missed, and one that is met so far may not"
        " stay so; only the annual report says whether the targets of {year} were reached.",
        year=dossier.year,
        half=half_name(dossier.period),
    )
    return (Paragraph(words(said)),)


_MONTHS = {
    "annual": message("January–December {year}"),
    "semester_1": message("Semester I: January–June {year}"),
    "semester_2": message("Semester II: July–December {year}"),
}


def _facts(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    language = dossier.language
    state = language.text("Final") if dossier.is_final else language.text("Draft")
    date = dossier.day(dossier.data_date) or language.text("not printed in any source")
    return (
        (language.text("Period"), language.text(_MONTHS[dossier.period], year=dossier.year)),
        (language.text("State"), state),
        (language.text("Date of the data"), date),
        (language.text("Road map"), road_map(dossier)),
    )


def road_map(dossier: Dossier) -> str:
    """Years of the road map, and the regulations that hold it."""
    keys = sorted({target.source for target in dossier.targets})
    years = f"{dossier.city.first_year}–{dossier.city.last_year}"
    return f"{years}, {dossier.language.join([dossier.document(key) for key in keys])}"


def _state(dossier: Dossier) -> tuple[Block, ...]:
    language, total = dossier.language, len(dossier.planned)
    realised, official = len(dossier.realised), len(dossier.official)
    errors = dossier.of_severity("error")
    decided = [one for one in errors if one.decision != "none"]
    counts = (
        Count(language.number(total), language.text("indicators in the road map")),
        Count(
            language.number(realised),
            language.text("with a realisation of {year}", year=dossier.when),
        ),
        Count(language.number(official), language.text("of them from an official source")),
        Count(
            f"{language.number(len(decided))}/{language.number(len(errors))}",
            language.text("errors of the documents decided"),
        ),
    )
    said = [coverage(dossier), by_agencies_said(dossier), questions(dossier)]
    return Tally(counts), Paragraph(words(" ".join(one for one in said if one)))


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


def undecided(dossier: Dossier) -> int:
    """How many errors of the documents nobody has decided yet."""
    return sum(one.decision == "none" for one in dossier.of_severity("error"))


def asked(dossier: Dossier) -> int:
    """How many questions wait for the city's answer; one may concern several findings."""
    return len({one.decision_id for one in dossier.questions})


def questions(dossier: Dossier) -> str:
    """What still waits for a decision or an answer; empty when nothing does."""
    language = dossier.language
    open_errors, open_questions = undecided(dossier), asked(dossier)
    said = []
    if open_errors:
        said.append(
            language.plural(
                "{count} error of the documents is not decided yet.",
                "{count} errors of the documents are not decided yet.",
                open_errors,
            )
        )
    if open_questions:
        said.append(
            language.plural(
                "{count} question waits for the city's answer.",
                "{count} questions wait for the city's answer.",
                open_questions,
            )
        )
    return " ".join(said)


def _results(dossier: Dossier) -> tuple[Block, ...]:
    language = dossier.language
    counts = tuple(
        Count(
            language.number(dossier.counts[status]),
            word(language, status, dossier.period),
            STATUSES[status].symbol,
            status,
        )
        for status in COUNTED
    )
    others = beyond_counts(dossier)
    return (Tally(counts), Paragraph(words(others))) if others else (Tally(counts),)


def beyond_counts(dossier: Dossier) -> str:
    """Lines with a realisation that no count of met and missed targets can hold."""
    language = dossier.language
    said = []
    if dossier.counts["no_target"]:
        said.append(
            language.plural(
                "{count} indicator has a realisation but no printed target for {year} ({symbol});"
                " it is set against baseline and end target.",
                "{count} indicators have a realisation but no printed target for {year} ({symbol});"
                " they are set against baseline and end target.",
                dossier.counts["no_target"],
                year=dossier.year,
                symbol=STATUSES["no_target"].symbol,
            )
        )
    if dossier.counts["not_comparable"]:
        said.append(
            language.plural(
                "{count} indicator has a realisation that cannot be compared with its target"
                " ({symbol}).",
                "{count} indicators have a realisation that cannot be compared with its target"
                " ({symbol}).",
                dossier.counts["not_comparable"],
                symbol=STATUSES["not_comparable"].symbol,
            )
        )
    return " ".join(said)


def running_head(dossier: Dossier) -> str:
    """What heads every printed page: subject, city, year and state."""
    language = dossier.language
    named = {"city": dossier.facts.name, "year": dossier.when}
    if dossier.is_final:
        return language.text("RB road map evaluation, {city} {year} (final)", **named)
    return language.text("RB road map evaluation, {city} {year} (draft)", **named)
