"""Chapter 6: the way to the end target: what is still needed, and whether it was ever seen."""

from dataclasses import dataclass

from rapor.catalogue.series import SeriesBreak
from rapor.ground.figures import percent
from rapor.ground.language import message
from rapor.ground.ref import Ref
from rapor.ground.tables.evaluation import TrajectoryLine
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.length import in_appendix
from rapor.report.marked import MarkedFigure, with_marks
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import Register, listed, source
from rapor.write.content import (
    Block,
    Chapter,
    Column,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    cell,
    words,
)

CODE = "trajectory"
OTHERS_ANCHOR = f"{CODE}-others"
RULE_ANCHOR = f"{CODE}-rule"
"""Where the appendix lists the ways of which nothing can be said, and says the rule."""
VERDICTS = {
    "on_track": message("on track"),
    "at_risk": message("at risk"),
    "out_of_reach": message("out of reach"),
    "cannot_be_said": message("cannot be said"),
}
"""In the order in which they are counted and listed; the rule is trajectory.yaml's."""
STEP_DECIMALS = 2
"""Steps per year are quotients of ours; two decimals are enough to compare them."""
BASES = {
    "end_reached": message("the end target is reached"),
    "within_largest_step": message("the step needed was seen before"),
    "above_largest_step": message("the step needed is above the largest seen"),
    "few_steps": message("the only step known is too small"),
    "far_above_largest_step": message("the step needed is more than twice the largest seen"),
    "no_year_left": message("the last year is measured and the end target was missed"),
    "no_end_target": message("there is no end target"),
    "no_realisation": message("there is no realisation"),
    "few_values": message("fewer than two realisations are known"),
    "no_step": message("no step towards the end target was ever seen"),
    "not_a_number": message("it is measured in words"),
    "only_bounds": message("the last result is only a range or a bound"),
    "not_comparable": message("units or scales differ"),
    "series_break": message("the series broke in between"),
}


@dataclass(frozen=True)
class PathView:
    """What a report says of an indicator's path to its end target."""

    row: TrajectoryLine
    edition: SourcedEdition

    @property
    def known(self) -> MarkedFigure:
        """The last known realisation."""
        row = self.row
        return self.edition.planned_figure(row.known_ref, row.known, row.known_text)

    @property
    def end_target(self) -> MarkedFigure:
        """The end target, as printed."""
        row, edition = self.row, self.edition
        return edition.planned_figure(row.end_target_ref, row.end_target, row.end_target_text)

    @property
    def step_needed(self) -> str:
        """What is needed a year to reach the end target; empty where nothing can be said."""
        return self._step(self.row.step_needed)

    @property
    def step_seen(self) -> str:
        """The largest step of a year that was seen, and when."""
        row = self.row
        if row.step_seen is None:
            return ""
        return f"{self._step(row.step_seen)} ({row.step_from_year}–{row.step_to_year})"

    @property
    def stepped(self) -> list[Ref]:
        """The cells between which the largest step was seen."""
        years = self.row.step_from_year, self.row.step_to_year
        course = self.edition.course.get(self.row.indicator, ())
        realised = (row for row in course if row.series == "realised" and row.of_year in years)
        return [row.ref for row in realised if row.ref]

    def _step(self, step: float | None) -> str:
        return "" if step is None else self.edition.language.number(step, STEP_DECIMALS)

    @property
    def verdict(self) -> str:
        """The verdict, and what it rests on."""
        text = self.edition.text
        return text(
            "{verdict}: {basis}",
            verdict=text(VERDICTS[self.row.verdict]),
            basis=text(BASES[self.row.verdict_basis]),
        )

    @property
    def sources(self) -> Text:
        """Short sources of end target and realisation, as links."""
        refs: tuple[tuple[Register, Ref | None], ...] = (
            ("target", self.row.end_target_ref),
            ("realised", self.row.known_ref),
        )
        return listed(source(self.edition, register, ref) for register, ref in refs if ref)


def _paths(edition: SourcedEdition) -> list[PathView]:
    return [PathView(row, edition) for row in edition.paths.values()]


def known_paths(edition: SourcedEdition) -> list[PathView]:
    """The paths of indicators of which any realisation is known up to the report's year."""
    return [path for path in _paths(edition) if path.row.has_data]


def chapter(dossier: Dossier) -> Chapter:
    """The trajectory to the end target."""
    known = known_paths(dossier)
    judged, others = _judged(known)
    blocks: list[Block] = [Paragraph(words(_coverage(dossier, known)))]
    if known:
        blocks.append(ListBlock(_counts(dossier, known)))
    if len(judged) == 1:
        blocks.append(Paragraph(_lone(judged[0])))
    elif judged:
        blocks.append(_table(dossier, judged, f"table-{CODE}"))
    if others:
        blocks.append(Paragraph(in_appendix(dossier, _others_title(dossier), OTHERS_ANCHOR)))
    return Chapter(CODE, dossier.text("The way to the end target"), tuple(blocks))


def lists(dossier: Dossier) -> list[Block]:
    """Of the appendix: the ways of which nothing can be said yet, and the rule of the verdicts."""
    _, others = _judged(known_paths(dossier))
    blocks: list[Block] = []
    if others:
        table = _table(dossier, others, f"table-{CODE}-others")
        blocks += [Heading(_others_title(dossier), OTHERS_ANCHOR), table]
    if rule := _rule(dossier):
        title = dossier.text("How the way to the end target is judged")
        blocks += [Heading(title, RULE_ANCHOR), *rule]
    return blocks


def _judged(known: list[PathView]) -> tuple[list[PathView], list[PathView]]:
    """The paths with a verdict, and those of which none can be said."""
    judged = [path for path in known if path.row.verdict != "cannot_be_said"]
    return judged, [path for path in known if path.row.verdict == "cannot_be_said"]


def _others_title(edition: Edition) -> str:
    return edition.text("Ways to the end target of which nothing can be said yet")


def _coverage(edition: SourcedEdition, known: list[PathView]) -> str:
    if not known:
        return edition.text(
            "No indicator of the road map has a realisation up to {year}; nothing can be said of"
            " its way to the end target.",
            year=edition.year,
        )
    return edition.text(
        "Of {all} indicators of the road map, {known} have a realisation up to {year}; only of"
        " these is the way to the end target of {end} judged. Nothing is filled in between.",
        all=len(_paths(edition)),
        known=len(known),
        year=edition.year,
        end=edition.last_year,
    )


def _counts(edition: Edition, known: list[PathView]) -> tuple[Text, ...]:
    """How many indicators have each verdict, and which."""
    by_verdict = {
        verdict: [path.row.label for path in known if path.row.verdict == verdict]
        for verdict in VERDICTS
    }
    return tuple(
        words(
            edition.text(
                "{verdict}: {count} ({names})",
                verdict=edition.text(VERDICTS[verdict]),
                count=len(labels),
                names=", ".join(labels),
            )
        )
        for verdict, labels in by_verdict.items()
        if labels
    )


def _table(dossier: Dossier, known: list[PathView], anchor: str) -> Table:
    text = dossier.text
    group_of = {line.row.indicator: line.group for line in dossier.lines}
    rows: list[Row] = []
    for group, name in dossier.groups.items():
        paths = [path for path in known if group_of.get(path.row.indicator, "") == group]
        if paths:
            rows.append(Row((cell(name if group else text("Area not named")),), group=True))
            rows += [_row(path) for path in paths]
    return Table(
        anchor=anchor,
        caption=text("What is still needed to reach the end target"),
        columns=(
            Column(text("Indicator")),
            Column(text("Last known"), "number"),
            Column(text("Year"), "short"),
            Column(text("End target {year}", year=dossier.last_year), "number"),
            Column(text("Needed per year"), "number"),
            Column(text("Largest seen"), "number"),
            Column(text("Path (%)"), "number"),
            Column(text("Verdict")),
            Column(text("Source"), "source"),
        ),
        rows=tuple(rows),
        source=words(text("Road map and published realisations; steps per year are ours")),
    ).without_empty_columns()


def _lone(path: PathView) -> Text:
    """The only path with a verdict, in a sentence: a table of one row says no more."""
    row, language = path.row, path.edition.language
    sentence = with_marks(
        language,
        "{name}: last known {known} ({year}), end target {end}; {basis}.",
        name=row.label,
        known=path.known,
        year=row.known_year,
        end=path.end_target,
        basis=language.text(BASES[row.verdict_basis]),
    )
    steps = (
        language.text("Needed per year: {step}.", step=path.step_needed)
        if path.step_needed
        else "",
        language.text("Largest seen: {step}.", step=path.step_seen) if path.step_seen else "",
    )
    told = (part for step in steps if step for part in (" ", step))
    return words(sentence, *told, " (", path.sources, ")")


def _row(path: PathView) -> Row:
    row, edition, ends = path.row, path.edition, (path.row.known_ref, path.row.end_target_ref)
    starts = row.baseline_ref, *row.baseline_in_place_of
    share = "" if row.path_pct is None else percent(edition.language, row.path_pct)
    return Row(
        (
            cell(row.label),
            path.known.cell,
            cell() if row.known_year is None else cell(str(row.known_year), value=row.known_year),
            path.end_target.cell,
            edition.marked(path.step_needed, row.step_needed, *ends).derived_cell,
            edition.marked(path.step_seen, row.step_seen, *path.stepped).derived_cell,
            edition.marked(share, row.path_pct, *starts, *ends).derived_cell,
            cell(path.verdict),
            cell(path.sources),
        ),
        depth=1,
    )


def _rule(edition: Edition) -> list[Block]:
    """The rule in words, as the reference data states it: each verdict with what it means."""
    items: list[Text] = []
    for code, rule in edition.catalogue.trajectory.rules.items():
        if statement := edition.rule_words(rule):
            name = f"{edition.text(VERDICTS[code])}: " if code in VERDICTS else ""
            items.append(words(*([Run(name, "strong")] if name else []), statement))
    return [ListBlock(tuple(items))] if items else []


def breaks(edition: SourcedEdition) -> list[SeriesBreak]:
    """The breaks of series that part values of this report from each other or from their end."""
    parted: list[SeriesBreak] = []
    for path in known_paths(edition):
        code = path.row.indicator
        years = [value.year for value in edition.realisations if value.indicator == code]
        first = min((year for year in years if year), default=edition.year)
        parted += edition.catalogue.series.between(code, first, edition.last_year)
    return parted
