"""Chapter 6: the way to the end target: what is still needed, and whether it was ever seen."""

from dataclasses import dataclass

from rapor.ground.figures import percent, planned
from rapor.ground.language import message
from rapor.report.dossier import Dossier
from rapor.report.rows import records
from rapor.report.sources import source
from rapor.write.content import (
    Block,
    Chapter,
    Column,
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
    "not_comparable": message("units or scales differ"),
    "series_break": message("the series broke in between"),
}


@dataclass(frozen=True)
class Way:
    """One line of the trajectory table."""

    indicator: str
    label: str
    area: str
    known: float | None
    known_text: str
    known_year: int | None
    known_ref: str
    end_target: float | None
    end_target_text: str
    end_target_ref: str
    step_needed: float | None
    step_seen: float | None
    step_from_year: int | None
    step_to_year: int | None
    path_pct: float | None
    verdict: str
    verdict_basis: str

    @property
    def has_data(self) -> bool:
        """Whether any realisation is known up to the report's year."""
        return self.known is not None or bool(self.known_text)


def chapter(dossier: Dossier) -> Chapter:
    """The trajectory to the end target."""
    language = dossier.language
    ways = records(Way, dossier.tables["trajectory"])
    known = [one for one in ways if one.has_data]
    blocks: list[Block] = [Paragraph(words(_said(dossier, ways, known)))]
    if known:
        blocks += [ListBlock(tuple(_counts(dossier, known))), _table(dossier, known)]
    blocks += _rule(dossier)
    return Chapter(CODE, language.text("The way to the end target"), tuple(blocks))


def _said(dossier: Dossier, ways: list[Way], known: list[Way]) -> str:
    language = dossier.language
    if not known:
        return language.text(
            "No indicator of the road map has a realisation up to {year}; nothing can be said of"
            " its way to the end target.",
            year=dossier.year,
        )
    return language.text(
        "Of {all} indicators of the road map, {known} have a realisation up to {year}; only of"
        " these is the way to the end target of {end} judged. Nothing is filled in between.",
        all=len(ways),
        known=len(known),
        year=dossier.year,
        end=dossier.city.last_year,
    )


def _counts(dossier: Dossier, known: list[Way]) -> list[Text]:
    language = dossier.language
    found = []
    for verdict, name in VERDICTS.items():
        labels = [one.label for one in known if one.verdict == verdict]
        if labels:
            shown = language.text(
                "{verdict}: {count} ({names})",
                verdict=language.text(name),
                count=len(labels),
                names=", ".join(labels),
            )
            found.append(words(shown))
    return found


def _table(dossier: Dossier, known: list[Way]) -> Table:
    language = dossier.language
    rows: list[Row] = []
    for area in [*dossier.catalogue.areas.names, ""]:
        inside = [one for one in known if one.area == area]
        if inside:
            name = dossier.area(area) or language.text("Area not named")
            rows.append(Row((cell(name),), group=True))
            rows += [_row(dossier, one) for one in inside]
    return Table(
        anchor=f"table-{CODE}",
        caption=language.text("What is still needed to reach the end target"),
        columns=(
            Column(language.text("Indicator")),
            Column(language.text("Last known"), "number"),
            Column(language.text("Year"), "short"),
            Column(language.text("End target {year}", year=dossier.city.last_year), "number"),
            Column(language.text("Needed per year"), "number"),
            Column(language.text("Largest seen"), "number"),
            Column(language.text("Path (%)"), "number"),
            Column(language.text("Verdict")),
            Column(language.text("Source"), "source"),
        ),
        rows=tuple(rows),
        source=words(language.text("Road map and published realisations; steps per year are ours")),
    ).without_empty_columns()


def _row(dossier: Dossier, one: Way) -> Row:
    language = dossier.language
    printed = dossier.printed(one.known_ref)
    end = dossier.planned_at(one.end_target_ref)
    shown_end = planned(
        language,
        one.end_target,
        one.end_target_text,
        dossier.printed(one.end_target_ref),
        comparator=end.comparator if end else "=",
        high=end.value_high if end else None,
    )
    return Row(
        (
            cell(one.label),
            cell(planned(language, one.known, one.known_text, printed), value=one.known),
            cell() if one.known_year is None else cell(str(one.known_year), value=one.known_year),
            cell(shown_end, value=one.end_target),
            cell(_step(dossier, one.step_needed), value=one.step_needed),
            cell(_seen(dossier, one), value=one.step_seen),
            cell(
                "" if one.path_pct is None else percent(language, one.path_pct), value=one.path_pct
            ),
            cell(_verdict(dossier, one)),
            cell(*_sources(dossier, one)),
        ),
        depth=1,
    )


def _step(dossier: Dossier, step: float | None) -> str:
    return "" if step is None else dossier.language.number(step, STEP_DECIMALS)


def _seen(dossier: Dossier, one: Way) -> str:
    if one.step_seen is None:
        return ""
    return f"{_step(dossier, one.step_seen)} ({one.step_from_year}–{one.step_to_year})"


def _verdict(dossier: Dossier, one: Way) -> str:
    language = dossier.language
    return language.text(
        "{verdict}: {basis}",
        verdict=language.text(VERDICTS[one.verdict]),
        basis=language.text(BASES[one.verdict_basis]),
    )


def _sources(dossier: Dossier, one: Way) -> list[Run | str]:
    found: list[Run | str] = []
    if one.end_target_ref:
        found.append(source(dossier.language, "target", one.end_target_ref))
    if one.known_ref:
        found += ["; "] if found else []
        found.append(source(dossier.language, "realised", one.known_ref))
    return found


def _rule(dossier: Dossier) -> list[Block]:
    """The rule in words, as the reference data states it: each verdict with what it means."""
    language, rules = dossier.language, dossier.catalogue.trajectory.rules
    items: list[Text] = []
    for code, rule in rules.items():
        said = rule.statement_en if language.code == "en" else rule.statement
        if said:
            verdict = VERDICTS.get(code)
            name = (Run(f"{language.text(verdict)}: ", style="strong"),) if verdict else ()
            items.append((*name, Run(said)))
    return [ListBlock(tuple(items))] if items else []
