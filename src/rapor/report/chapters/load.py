"""What hangs on each agency, and what of it was missed."""

from rapor.report.charts import loads
from rapor.report.dossier import Dossier
from rapor.report.drawings import Load as Drawn
from rapor.report.rows import records
from rapor.report.yearly_rows import Load
from rapor.write.content import (
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Paragraph,
    Row,
    Table,
    cell,
    words,
)

MOST_DRAWN = 12
"""As many agencies have a bar; the table has all."""


def load(dossier: Dossier) -> list[Block]:
    """The section of the action plan's chapter; nothing where no agency carries anything."""
    language = dossier.language
    found = sorted(
        records(Load, dossier.tables["agencies"]),
        key=lambda one: (not one.agency, -_total(one), one.label),
    )
    if not found:
        return []
    return [
        Heading(language.text("Load of the agencies"), "plan-load"),
        Paragraph(words(_said(dossier, found))),
        *_figure(dossier, [one for one in found if one.agency and _total(one)]),
        _table(dossier, found),
    ]


def _total(one: Load) -> int:
    return one.indicator_count + one.activity_count


def _said(dossier: Dossier, found: list[Load]) -> str:
    language = dossier.language
    shared = language.text("What several agencies share counts for each of them.")
    most = max(one.not_achieved_count for one in found)
    if not most:
        none = language.text("No agency has a missed target in {year}.", year=dossier.year)
        return f"{shared} {none}"
    names = [one.label for one in found if one.not_achieved_count == most]
    missed = language.plural(
        "Most misses, {count}, hang on {names}.",
        "Most misses, {count}, hang on {names}.",
        most,
        names=language.join(names),
    )
    return f"{shared} {missed}"


def _name(dossier: Dossier, one: Load) -> str:
    return one.label if one.agency else dossier.language.text("Agency not named in the document")


def _figure(dossier: Dossier, found: list[Load]) -> list[Block]:
    if not found:
        return []
    language, drawn = dossier.language, found[:MOST_DRAWN]
    first = drawn[0]
    return [
        Figure(
            anchor="figure-load",
            title=language.text(
                "{name} carries most: {indicators} indicators and {activities} activities",
                name=first.label,
                indicators=first.indicator_count,
                activities=first.activity_count,
            ),
            caption=language.text(
                "Dark bar: indicators; lighter bar: activities with a target of the year; ▲ and a"
                " number: missed targets."
            ),
            source=words(language.text("Road map: targets and action plan")),
            alternative=language.text(
                "Load of the agencies. {parts}.",
                parts="; ".join(
                    f"{one.label}: {one.indicator_count} + {one.activity_count}" for one in drawn
                ),
            ),
            svg=loads(
                [
                    Drawn(
                        one.label, one.indicator_count, one.activity_count, one.not_achieved_count
                    )
                    for one in drawn
                ],
                language.text("indicators and activities"),
            ),
            data=_data(dossier, drawn),
        )
    ]


def _data(dossier: Dossier, drawn: list[Load]) -> Table:
    language = dossier.language
    return Table(
        anchor="data-load",
        caption=language.text("Numbers of the figure"),
        columns=(
            Column(language.text("Agency")),
            Column(language.text("Indicators"), "number"),
            Column(language.text("Activities"), "number"),
        ),
        rows=tuple(
            Row((cell(one.label), _count(one.indicator_count), _count(one.activity_count)))
            for one in drawn
        ),
    )


def _count(number: int) -> Cell:
    return cell(str(number), value=float(number))


def _table(dossier: Dossier, found: list[Load]) -> Table:
    language = dossier.language
    titles = (
        language.text("Indicators"),
        language.text("Activities of the year"),
        language.text("Activities without year"),
        language.text("● achieved"),
        language.text("▲ not achieved"),
        language.text("○ no data yet"),
    )
    return Table(
        anchor="table-load",
        caption=language.text("Indicators and activities by agency, {year}", year=dossier.year),
        columns=(
            Column(language.text("Agency")),
            *(Column(title, "number") for title in titles),
        ),
        rows=tuple(
            Row(
                (
                    cell(_name(dossier, one)),
                    _count(one.indicator_count),
                    _count(one.activity_count),
                    _count(one.undated_count),
                    _count(one.achieved_count),
                    _count(one.not_achieved_count),
                    _count(one.no_data_count),
                )
            )
            for one in found
        ),
        source=words(language.text("Road map: targets and action plan")),
    )
