"""The command ``rapor survey``: what an export says, and what keeping it would change."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rapor.ground.paths import Home, find_home
from rapor.run.options import ApplyOption, ByOption, CityArgument, HomeOption, OnOption

if TYPE_CHECKING:
    from rapor.run.surveying import Asked, Examined
    from rapor.run.writer import Writer


_UNNAMED = "(--publisher)"
"""Stands for who made the survey where it is only looked at."""

_WHY_HIDDEN = {
    "few": "too few to show",
    "alike": "not shown: all answered alike",
    "protected": "hidden: it would give another away",
}


def survey(
    city: CityArgument,
    year: Annotated[int, typer.Argument(help="Year that the survey is of.")],
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Exports of the answers, .csv or .xlsx.")
    ],
    instrument: Annotated[str, typer.Option(help="A file of data/reference/surveys.")] = "skm",
    period: Annotated[str, typer.Option(help="annual, semester_1 or semester_2.")] = "annual",
    population: Annotated[
        int | None, typer.Option(min=1, help="Users of the services in that time.")
    ] = None,
    weighting: Annotated[str, typer.Option(help="Of the result; else the instrument's own.")] = "",
    indicator: Annotated[str, typer.Option(help="Of the result; else the instrument's own.")] = "",
    publisher: Annotated[str, typer.Option(help="Who made the survey, to keep it.")] = "",
    draft: Annotated[
        bool, typer.Option("--draft", help="Write the file that says what each column is.")
    ] = False,
    apply: ApplyOption = False,
    by: ByOption = "",
    on: OnOption = None,
    home: HomeOption = None,
) -> None:
    """Compute a survey's index from respondents' answers; --apply keeps it as a result.

    The answers are read where they lie and never kept: only figures, counts and the files' digests.
    """
    from rapor.run import surveying
    from rapor.run.writer import writer

    project, keeper = find_home(home), writer(apply=apply, by=by, on=on)
    asked = surveying.Asked(
        city, year, tuple(files), instrument, period, population, weighting, indicator
    )
    if draft:
        typer.echo(project.relative(surveying.write_draft(project, asked)))
    else:
        _tell_and_keep(project, asked, publisher, keeper)


def _tell_and_keep(project: Home, asked: "Asked", publisher: str, keeper: "Writer") -> None:
    """Show the survey and what keeping it changes; keep it where somebody says so."""
    from rapor.run import survey_keeping, surveying

    _refuse_nameless(publisher, writes=keeper.writes)
    examined = surveying.examine(project, asked, lambda line: typer.echo(line, err=True))
    typer.echo(told(examined))
    change, names = survey_keeping.keep(project, examined, publisher or _UNNAMED, keeper)
    typer.echo(f"\n{change}\n")
    if keeper.writes:
        for name in names:
            typer.echo(project.relative(project.raw(asked.city) / name))
    else:
        typer.echo(keeper.nothing_written("--publisher NAME keeps it as a result of the city"))


def _refuse_nameless(publisher: str, *, writes: bool) -> None:
    from rapor.ground.errors import Problem, UsageError

    if writes and not publisher.strip():
        expected = "who made the survey, such as 'Bagian Organisasi'"
        raise UsageError(Problem("--publisher", "is empty", expected, "add --publisher NAME"))


def told(examined: "Examined") -> str:
    """A survey as text: how it was read, its figures by group and element, what to look at."""
    asked, received = examined.asked, examined.received
    head = f"{examined.questionnaire.name['en']}: {asked.name}"
    counts = f"{received.rows} rows, {len(received.answers.frame)} respondents"
    left = {"repeated": received.repeated, "without an answer": received.unanswered}
    counts += "".join(f", {number} {what}" for what, number in left.items() if number)
    parts = [head, counts, *(f"To be known: {note}" for note in examined.notes)]
    parts += ["", _index(examined), *_hidden(examined), "", _elements(examined), "", "Columns:"]
    parts += [f"  {meaning}: {name}" for name, meaning in examined.columns.columns.items()]
    if examined.findings:
        parts += ["", "To look at:", *(f"  {line}" for line in _findings(examined))]
    return "\n".join(parts)


def _index(examined: "Examined") -> str:
    """A line a group: its index by every way of weighting, or why it is not shown."""
    from rapor.run.textable import table

    others = [code for code in examined.questionnaire.weightings if code != examined.weighting]
    names = f"group respondents needed {examined.weighting} low high {' '.join(others)} letter"
    rows = examined.tables["survey_index"].to_dict("records")
    by_group: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in rows:
        group = row["level"], row["within"], row["member"]
        by_group.setdefault(group, {})[row["weighting"]] = row
    lines = [
        _index_line(by_group[group], examined.weighting, others)
        for group in sorted(by_group, key=_place)
    ]
    return table([*names.split(), "change"], lines, right=f"{names.replace('group', '')} change")


def _hidden(examined: "Examined") -> list[str]:
    """How many services and groups of respondents are not shown; their names are not either."""
    answers, index = examined.received.answers, examined.tables["survey_index"]
    lines = []
    for column in ("service", *answers.groups):
        if column not in answers.frame:
            continue
        within = ["unit", column] if column == "service" and answers.has("unit") else [column]
        level = index["level"] == ("service" if column == "service" else "group")
        same = level & ((column == "service") | (index["within"] == column))
        shown = len(index[same & (index["weighting"] == examined.weighting)])
        every = len(answers.frame[within].drop_duplicates())
        if every > shown:
            lines.append(
                f"{column}: {every - shown} of {every} are too small to be shown, or hidden"
            )
    return lines


def _place(group: tuple[str, ...]) -> tuple[object, ...]:
    """The city, then each unit with its services, then the groups."""
    level, within, member = group
    unit = within if level == "service" else member
    order = ("city", "units", "unit", "group")
    kind = order.index("unit" if level == "service" else level)
    return kind, within if level == "group" else unit, level == "service", member


def _index_line(by_weighting: dict[str, Any], chosen: str, others: list[str]) -> list[str]:
    row = by_weighting[chosen]
    names = {
        "city": "city",
        "units": "mean of the units",
        "unit": row["member"],
        "service": f"  {row['member']}",
    }
    name = names.get(row["level"]) or f"{row['within']}: {row['member']}"
    if row["shown"] != "yes":
        name = f"{name or '(no unit given)'} ({_WHY_HIDDEN[row['shown']]})"
    people = [_whole(row[column]) for column in ("respondents", "needed")]
    numbers = [_number(row[column]) for column in ("value", "low", "high")]
    numbers += [_number(by_weighting[code]["value"]) for code in others]
    return [name or "(no unit given)", *people, *numbers, row["letter"], _number(row["change"])]


def _elements(examined: "Examined") -> str:
    """The city's elements, best first."""
    from rapor.run.textable import table

    frame = examined.tables["survey_elements"]
    of_city = frame[frame["level"] == "city"].sort_values(["rank", "element"])
    lines = [
        [str(row["rank"]), f"{row['element']} {row['label']}", _whole(row["answers"]),
         _number(row["mean"]), _number(row["change"])]
        for row in of_city.to_dict("records")
    ]  # fmt: skip
    names = "rank element answers mean change".split()
    return table(names, lines, right="rank answers mean change")


def _findings(examined: "Examined") -> list[str]:
    """What is not as expected: a line an expectation, with how often and where first."""
    by_sentence: dict[str, list[str]] = {}
    for finding in examined.findings:
        check, more = finding.check, " ..." if finding.failing > len(finding.places) else ""
        about = f"{check.element}: " if check.element else ""
        counts = (
            f"{about}{finding.failing} of {finding.looked_at} ({', '.join(finding.places)}{more})"
        )
        by_sentence.setdefault(check.expects, []).append(counts)
    return [f"{sentence} Not so: {'; '.join(counts)}" for sentence, counts in by_sentence.items()]


def _number(value: Any) -> str:
    from pandas import isna

    from rapor.ground.rounding import rounded

    return "" if isna(value) else str(rounded(value, 2))


def _whole(value: Any) -> str:
    from pandas import isna

    return "" if isna(value) else str(value)
