"""Recommendations on indicators: those that miss, those asked about, those without a figure."""

from collections.abc import Iterator
from itertools import groupby

from rapor.ground.tables.evaluation import ComponentGain
from rapor.report.advice import Advice, Plan, activities_text
from rapor.report.dossier import Dossier
from rapor.report.findings import FindingView
from rapor.report.lines import LineView
from rapor.report.marked import MarkedFigure, marks_of, with_marks
from rapor.report.sources import listed
from rapor.write.content import Text, words


def on_lines(dossier: Dossier, plan: Plan) -> Iterator[Advice]:
    """For each line that misses its target, or has none and stands before its end target."""
    for line in dossier.with_status("not_achieved"):
        yield _on_line(line, plan)
    for line in dossier.with_status("no_target"):
        if (line.missing_share or 0.0) > 0:
            yield _on_line(line, plan)


def _on_line(line: LineView, plan: Plan) -> Advice:
    row, language = line.row, line.language
    aim, year = _aim(line)
    activity, gain = plan.serving(row.indicator), plan.gains.get(row.indicator)
    doubts = caveats(line)
    near = _nearness(line)
    left = (gain.weight or 0.0) - (gain.recomputed or 0.0) if gain else 0.0
    kind = "disputed" if doubts else "points" if gain else "result"
    what = with_marks(
        language,
        "reach {aim} for {name}, now {realised}",
        name=line.official_name,
        realised=line.with_unit(line.realised),
        aim=line.with_unit(aim),
    )
    return Advice(
        kind=kind,
        who=plan.lead(row.agencies),
        what=what,
        why=words(_why(line), activities_text(line.edition, [activity] if activity else [])),
        due=language.text("by the end of {year}", year=year),
        until=year,
        area=row.area,
        areas=(row.area,) if row.area else (),
        indicator=row.indicator,
        adds=_points(line, gain),
        proof=_proof(line, aim, year),
        caveat=words(" ".join(doubts)) if doubts else (),
        points=left * near * plan.factor(row.indicator, row.area, activity),
        near=near,
    )


def _proof(line: LineView, aim: MarkedFigure, year: int) -> Text:
    """Who has to publish what, so that one sees it."""
    known = line.edition.catalogue.indicators.get(line.row.indicator)
    told: dict[str, object] = {"year": year, "aim": line.with_unit(aim)}
    if known is None or not known.owner:
        return with_marks(line.language, "a published value for {year}: {aim}", **told)
    told["owner"] = known.owner
    return with_marks(line.language, "{owner} publishes for {year}: {aim}", **told)


def _aim(line: LineView) -> tuple[MarkedFigure, int]:
    """The next printed target that is not reached yet, and its year; else the end target."""
    year, last = line.edition.year, line.edition.last_year
    for of_year in sorted(line.targets):
        target = line.targets[of_year]
        if of_year > year and _is_beyond(line, target.value):
            return line.edition.course_figure(target), of_year
    return line.end_target or line.target, max(year + 1, last)


def _is_beyond(line: LineView, target: float | None) -> bool:
    """Whether a target asks for more than was reached; one in words is always asked for."""
    realised = line.row.realised
    if target is None or realised is None:
        return True
    return target < realised if line.row.polarity == "lower" else target > realised


def _nearness(line: LineView) -> float:
    """How near a line is to what it is held against, from 0 to 1."""
    row = line.row
    if row.achievement_pct is not None:
        return min(max(row.achievement_pct / 100, 0.0), 1.0)
    return min(max(1 - (line.missing_share if line.missing_share is not None else 1.0), 0.0), 1.0)


def caveats(line: LineView) -> list[str]:
    """What keeps the figures of a line from being certain, a sentence each; mostly nothing."""
    text, row = line.language.text, line.row
    refs = (row.realised_ref, row.target_ref if row.has_target else row.end_target_ref)
    doubting = [finding for finding in line.edition.findings_at(*refs) if finding.leaves_doubt]
    sentences = []
    if doubting:
        marks = line.language.join([mark.text for mark in marks_of(doubting)])
        sentences.append(text("Its figures are in question ({marks}).", marks=marks))
    if line.is_from_press:
        sentences.append(text("The realisation is known from the press only."))
    return sentences


def _points(line: LineView, gain: ComponentGain | None) -> str:
    if gain is None or gain.gain is None:
        return ""
    points = line.language.number(gain.gain, 2)
    return line.language.text(
        "+{points} points of the index at the end target, all else being equal", points=points
    )


def _why(line: LineView) -> Text:
    """The figures that it follows from, with their sources."""
    language, year = line.language, line.edition.when
    sources = listed(line.sources)
    if line.row.has_target:
        sentence = with_marks(
            language,
            "Realisation of {year}; target {target}",
            year=year,
            target=line.with_unit(line.target),
        )
    else:
        sentence = with_marks(
            language,
            "Realisation of {year}; end target {end}",
            year=year,
            end=line.with_unit(line.end_target),
        )
    return words(sentence, " (", sources, ").")


def on_questions(dossier: Dossier, plan: Plan) -> Iterator[Advice]:
    """Questions on figures of the evaluation; the more lines hang on one, the sooner."""
    asked: dict[str, list[tuple[LineView, FindingView]]] = {}
    for line in dossier.planned:
        for finding in line.findings:
            if finding.row.decision == "ask":
                asked.setdefault(finding.row.decision_id, []).append((line, finding))
    for touched in asked.values():
        line, finding = min(touched, key=lambda pair: not pair[0].row.has_data)
        lines = {line.row.indicator for line, _ in touched}
        in_use = sum(line.row.has_data for line, _ in touched)
        yield Advice(
            kind="question",
            who=plan.lead(line.row.agencies),
            what=with_marks(
                dossier.language,
                "answer question {decision} on {name}",
                decision=words(finding.name),
                name=line.name,
            ),
            why=words(finding.row.message),
            due=dossier.text("before this report is final"),
            proof=words(dossier.text("the local government's written answer")),
            subject=words(finding.name, f" ({line.row.label})"),
            points=float(in_use),
            near=float(len(lines)),
        )


def on_requests(dossier: Dossier, plan: Plan) -> Iterator[Advice]:
    """The figures that are missing, by the agency that owes them."""
    for agency, lines in requested(dossier):
        if not agency:
            continue
        names = [line.printed_name for line in lines[:2]]
        yield Advice(
            kind="request",
            who=plan.lead(agency),
            what=words(
                dossier.language.plural(
                    "send the realisation of {year} of {count} indicator: {names}",
                    "send the realisations of {year} of {count} indicators, among them {names}",
                    len(lines),
                    year=dossier.when,
                    names=dossier.language.join(names),
                )
            ),
            why=words(dossier.text("No source gives them; see the chapter on requests.")),
            due=dossier.text("before this report is final"),
            proof=words(dossier.text("the values stand in the next edition of this report")),
            near=float(len(lines)),
        )


def requested(dossier: Dossier) -> list[tuple[str, list[LineView]]]:
    """Lines without data by the agency named first, the one that owes most first."""

    def first_agency(line: LineView) -> str:
        return line.row.agencies.split(";")[0]

    lines = {line.row.indicator: line for line in dossier.with_status("no_data")}
    by_agency = [
        (agency, list(group))
        for agency, group in groupby(sorted(lines.values(), key=first_agency), key=first_agency)
    ]
    return sorted(by_agency, key=lambda owed: (not owed[0], -len(owed[1]), owed[0]))
