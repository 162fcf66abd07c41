"""Surveys of respondents behind the results: how many were asked, how sure the index is."""

from collections.abc import Iterator, Mapping
from typing import Any

from rapor.catalogue.kept_surveys import AcceptedSurveys
from rapor.ground.period import HALVES, half_name
from rapor.ground.tables import records
from rapor.ground.tables.surveys import KeptSurvey, SurveyElement, SurveyIndex
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.write.content import Block, Cell, Column, Heading, Paragraph, Row, Table, cell, words

PLACES = 2
"""Decimals with which indices of surveys are published, and means of their elements."""

Group = tuple[str, str, str]


def surveys(dossier: Dossier, anchor: str) -> Iterator[Block]:
    """The accepted surveys up to the report's time, and the groups of those of its year.

    Nothing where the city has kept none.
    """
    accepted, known = dossier.surveys, known_surveys(dossier)
    if accepted is None or not known:
        return
    rules = accepted.by.rules.rules
    statements = (dossier.rule_words(rules[code]) for code in ("whole", "interval", "privacy"))
    yield Heading(dossier.text("Surveys of respondents"), anchor)
    yield Paragraph(words(" ".join(statements)))
    yield _overview(dossier, accepted, known)
    for kept in known:
        if kept.year == dossier.year:
            yield from _groups(dossier, accepted, kept)
            yield _elements(dossier, accepted, kept)


def known_surveys(dossier: Dossier) -> list[KeptSurvey]:
    """The accepted surveys that a report may know, by year."""
    if dossier.surveys is None:
        return []
    every = records(KeptSurvey, dossier.surveys.tables["surveys"])
    known = (kept for kept in every if _known(dossier, kept))
    return sorted(known, key=lambda kept: (kept.year, kept.survey))


def _known(edition: Edition, kept: KeptSurvey) -> bool:
    """Whether a report may know a survey: one of a half year knows none of what comes after."""
    if kept.year != edition.year or edition.is_annual:
        return kept.year <= edition.year
    return kept.period in HALVES[: HALVES.index(edition.period) + 1]


def survey_name(edition: Edition, accepted: AcceptedSurveys, kept: KeptSurvey) -> str:
    """A survey as its questionnaire is called, and its time."""
    known = accepted.by.questionnaires.get(kept.questionnaire)
    name = known.name[edition.language.code] if known else kept.questionnaire
    return " ".join(filter(None, (name, str(kept.year), half_name(kept.period))))


def _overview(edition: Edition, accepted: AcceptedSurveys, known: list[KeptSurvey]) -> Table:
    text = edition.text
    rows = []
    for kept in known:
        by_weighting = _by_group(accepted, kept)["city", "", ""]
        row = by_weighting[kept.weighting]
        rows.append(
            Row(
                (
                    cell(survey_name(edition, accepted, kept)),
                    _whole(edition, kept.respondents),
                    _whole(edition, kept.needed),
                    *_index(edition, row),
                    cell(_other_weightings(edition, accepted, kept, by_weighting)),
                    cell(kept.publisher),
                )
            )
        )
    return Table(
        anchor="table-surveys",
        caption=text("Surveys of respondents, their index and interval"),
        columns=(
            Column(text("Survey")),
            Column(text("Respondents"), "number"),
            Column(text("Sample needed"), "number"),
            *_index_columns(edition),
            Column(text("Other weighting")),
            Column(text("Publisher")),
        ),
        rows=tuple(rows),
        source=words(text("Computed from the respondents' answers, which are not kept")),
        wide=True,
    ).without_empty_columns()


def _index_columns(edition: Edition) -> tuple[Column, ...]:
    text = edition.text
    return (
        Column(text("Index"), "number"),
        Column(text("Interval"), "short"),
        Column(text("Letter"), "short"),
        Column(text("Change"), "number"),
    )


def _index(edition: Edition, row: SurveyIndex) -> tuple[Cell, ...]:
    ends = [edition.language.number(end, PLACES) for end in (row.low, row.high) if end is not None]
    return (
        _figure(edition, row.value),
        cell("–".join(ends)),
        cell(row.letter),
        _figure(edition, row.change),
    )


def _other_weightings(
    edition: Edition,
    accepted: AcceptedSurveys,
    kept: KeptSurvey,
    by_weighting: Mapping[str, SurveyIndex],
) -> str:
    """The index by every other way of weighting in use."""
    known = accepted.by.questionnaires.get(kept.questionnaire)
    indices = []
    for code, row in by_weighting.items():
        if code != kept.weighting and row.value is not None:
            weighting = known.weightings.get(code) if known else None
            name = weighting.name[edition.language.code] if weighting else code
            indices.append(f"{name}: {edition.language.number(row.value, PLACES)}")
    return "; ".join(indices)


def _groups(edition: Edition, accepted: AcceptedSurveys, kept: KeptSurvey) -> Iterator[Block]:
    """Units with their services, and groups of respondents; nothing where there are none."""
    text = edition.text
    rows = []
    for (level, within, member), by_weighting in sorted(
        _by_group(accepted, kept).items(), key=_place
    ):
        row = by_weighting[kept.weighting]
        if level == "city":
            continue
        name = f"{within}: {member}" if within else member or text("not given")
        name = text("Mean of the units' indices") if level == "units" else name
        shown = "" if row.shown == "yes" else text("not shown, to protect the respondents")
        people = cell(shown) if shown else _whole(edition, row.respondents)
        rows.append(Row((cell(name), people, *_index(edition, row))))
    if rows:
        yield Table(
            anchor=f"table-survey-{kept.survey}",
            caption=text("{survey} by unit and group", survey=survey_name(edition, accepted, kept)),
            columns=(
                Column(text("Group")),
                Column(text("Respondents"), "number"),
                *_index_columns(edition),
            ),
            rows=tuple(rows),
            source=words(text("Computed from the respondents' answers, which are not kept")),
        ).without_empty_columns()


def _elements(edition: Edition, accepted: AcceptedSurveys, kept: KeptSurvey) -> Table:
    """The city's elements, best first."""
    text, frame = edition.text, accepted.tables["survey_elements"]
    of_city = frame[(frame["survey"] == kept.survey) & (frame["level"] == "city")]
    elements = sorted(records(SurveyElement, of_city), key=lambda row: (row.rank, row.element))
    return Table(
        anchor=f"table-elements-{kept.survey}",
        caption=text(
            "Elements of {survey}, best first", survey=survey_name(edition, accepted, kept)
        ),
        columns=(
            Column(text("Rank"), "number"),
            Column(text("Element")),
            Column(text("Answers"), "number"),
            Column(text("Mean"), "number"),
            Column(text("Change"), "number"),
        ),
        rows=tuple(
            Row(
                (
                    _whole(edition, row.rank),
                    cell(row.label),
                    _whole(edition, row.answers),
                    _figure(edition, row.mean),
                    _figure(edition, row.change),
                )
            )
            for row in elements
        ),
        source=words(text("Computed from the respondents' answers, which are not kept")),
    ).without_empty_columns()


def _by_group(accepted: AcceptedSurveys, kept: KeptSurvey) -> dict[Group, dict[str, SurveyIndex]]:
    """The rows of a survey's index by group, and within by way of weighting."""
    frame = accepted.tables["survey_index"]
    by_group: dict[Group, dict[str, SurveyIndex]] = {}
    for row in records(SurveyIndex, frame[frame["survey"] == kept.survey]):
        by_group.setdefault((row.level, row.within, row.member), {})[row.weighting] = row
    return by_group


def _place(group_and_rows: tuple[Group, Any]) -> tuple[object, ...]:
    """The mean of the units, each unit with its services, then the groups of respondents."""
    (level, within, member), _ = group_and_rows
    unit = within if level == "service" else member
    return (
        level != "units",
        level == "group",
        within if level == "group" else unit,
        level == "service",
        member,
    )


def _whole(edition: Edition, number: int | None) -> Cell:
    return cell("" if number is None else edition.language.number(number, 0), value=number)


def _figure(edition: Edition, value: float | None) -> Cell:
    return cell("" if value is None else edition.language.number(value, PLACES), value=value)
