"""Everything that a report recommends, in its order, beside what was asked before and is open.

On the index: where its points are lost, and in which areas. A component of which an indicator's own
recommendation says all is left to that; what is lost in an enabler is looked for in the areas that
reach the least of their weight.

A recommendation says which score to raise; what its reviewers, the ministry and the Inspektorat,
have asked in the same area says by which work. Each is told once, with the first recommendation
that it serves.
"""

from collections.abc import Iterator
from dataclasses import replace

from rapor.ground.language import message
from rapor.ground.ref import Ref
from rapor.ground.tables import records
from rapor.ground.tables.evaluation import ComponentLoss
from rapor.ground.tables.tidy import Recommendation
from rapor.report.advice import Advice, Plan, activities_text, ranked
from rapor.report.advice_on_lines import on_lines, on_questions, on_requests
from rapor.report.components import DECIMALS, ComponentView
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.marked import with_marks
from rapor.report.sources import source, unlinked
from rapor.write.content import Run, Text, words

_OPEN_OF_AREA = 2
"""As many open ones are told in each area: those asked of the addressee first."""
_LEAST = {
    True: message("By the self-assessment the least is reached in {areas}."),
    False: message("The least is reached in {areas}."),
}
_AREAS = 2
"""As many areas are named as those to begin with."""


def recommended(dossier: Dossier) -> list[Advice]:
    """The recommendations of a report, those of the first page first."""
    plan = Plan(dossier)
    kinds = (on_components, on_lines, on_questions, on_requests)
    order = ranked(advice for kind in kinds for advice in kind(dossier, plan))
    return list(_with_open(dossier, plan, order))


def _with_open(edition: Edition, plan: Plan, ranked: list[Advice]) -> Iterator[Advice]:
    """The advice in its order, each with the open recommendations that it is the first to serve."""
    told: set[Ref] = set()
    for advice in ranked:
        rows = [row for area in advice.areas for row in _of_area(edition, plan, advice, area, told)]
        told |= {row.ref for row in rows}
        if not rows:
            yield advice
            continue
        step = _step(edition, rows[0]) if _is_asked(edition, advice, rows[0]) else ()
        yield replace(advice, asked=_told(edition, rows), step=step)


def _of_area(
    edition: Edition, plan: Plan, advice: Advice, area: str, told: set[Ref]
) -> list[Recommendation]:
    """Open recommendations on an area that nothing has told yet, not even in other words."""
    rows = [
        row
        for row in plan.open
        if row.area == area and row.ref not in told and told.isdisjoint(row.repeats)
    ]
    asked = sorted(rows, key=lambda row: (not _is_asked(edition, advice, row), not row.agencies))
    chosen: list[Recommendation] = []
    for row in asked:
        if not {other.ref for other in chosen} & set(row.repeats):
            chosen.append(row)
    return chosen[:_OPEN_OF_AREA]


def _is_asked(edition: Edition, advice: Advice, row: Recommendation) -> bool:
    return advice.who.name in edition.agencies(row.agencies)


def _told(edition: Edition, rows: list[Recommendation]) -> Text:
    """What was asked, each with its source."""
    parts: list[str | Run | Text] = []
    for row in rows:
        parts += ["; " if parts else "", edition.cited(row.topic), " ("]
        parts += [unlinked(edition, row.ref), ")"]
    return words(edition.text("Recommended before and still open: "), *parts, ".")


def _step(edition: Edition, row: Recommendation) -> Text:
    """What the addressee is asked for, as the work to begin with."""
    topic = edition.cited(row.topic)
    is_word = topic[1:2].islower()
    small = f"{topic[0].lower()}{topic[1:]}" if is_word else topic
    return words(edition.text("First step, as recommended before: {topic}.", topic=small))


def on_components(dossier: Dossier, plan: Plan) -> Iterator[Advice]:
    """For each component that loses points which no indicator's recommendation covers."""
    parts = {part.row.component: part for part in dossier.index}
    lost_in_all = sum(row.lost or 0.0 for row in records(ComponentLoss, dossier.tables["losses"]))
    for row in records(ComponentLoss, dossier.tables["losses"]):
        part = parts.get(row.component)
        left = _left(row, plan)
        if part is not None and row.weight and left > 0:
            yield _on_component(dossier, plan, part, row, left, lost_in_all)


def _left(row: ComponentLoss, plan: Plan) -> float:
    """Points lost that stand with no indicator of the component."""
    under = [gain for gain in plan.gains.values() if gain.component.startswith(f"{row.component}/")]
    known = sum((gain.weight or 0.0) - (gain.recomputed or 0.0) for gain in under)
    covered = sum(gain.weight or 0.0 for gain in under)
    return 0.0 if under and covered >= (row.weight or 0.0) else max((row.lost or 0.0) - known, 0.0)


def _on_component(
    dossier: Dossier,
    plan: Plan,
    part: ComponentView,
    row: ComponentLoss,
    left: float,
    lost_in_all: float,
) -> Advice:
    weakest = _weakest(dossier, row.component)
    near = (row.official or 0.0) / (row.weight or 1.0)
    areas = tuple(area for part in weakest if (area := _area_of(dossier, part)))
    activities = [activity for area in areas if (activity := plan.in_area(area))]
    area, activity = next(iter(areas), ""), next(iter(activities), None)
    points = dossier.language.number(left, DECIMALS)
    return Advice(
        kind="points",
        who=plan.lead_of_area(area),
        what=_instruction(dossier, part, weakest),
        why=words(
            _loss(dossier, part, lost_in_all),
            _lowest(dossier, weakest),
            activities_text(dossier, activities),
        ),
        due=dossier.text("by the evaluation of {year}", year=dossier.year + 1),
        until=dossier.year + 1,
        component=row.component,
        areas=areas,
        adds=dossier.text("at most +{points} points", points=points),
        proof=with_marks(
            dossier.language,
            "official score of {component} above {official}",
            component=row.label,
            official=part.official,
        ),
        points=left * near * plan.factor("", area, activity),
        near=near,
    )


def _instruction(edition: Edition, part: ComponentView, weakest: list[ComponentView]) -> Text:
    """Which score to raise, and in which areas or parts to begin."""
    figures: dict[str, object] = {"component": part.row.label, "official": part.official}
    figures |= {"weight": edition.language.number(part.row.weight or 0.0, DECIMALS)}
    if not weakest:
        return with_marks(
            edition.language,
            "raise the score of {component} from {official} (weight {weight})",
            **figures,
        )
    figures["areas"] = edition.language.join([_name_of(edition, part) for part in weakest])
    return with_marks(
        edition.language,
        "raise the score of {component} from {official} (weight {weight}), beginning with {areas}",
        **figures,
    )


def _loss(edition: Edition, part: ComponentView, lost_in_all: float) -> Text:
    """How many of all lost points are lost in a component, with the source of its score."""
    sentence = with_marks(
        edition.language,
        "{lost} of {all} lost points are lost here",
        lost=part.lost,
        all=edition.language.number(lost_in_all, DECIMALS),
    )
    ref = part.row.official_ref
    return words(sentence, " (", source(edition, "score", ref), ").") if ref else sentence


def _weakest(dossier: Dossier, component: str) -> list[ComponentView]:
    """Areas or parts of a component that reach the least of their weight, by undisputed scores."""
    scored = []
    for part in dossier.index:
        above, _, code = part.row.component.rpartition("/")
        value = part.row.official if part.row.official is not None else part.row.self_
        if above == component and value is not None and part.row.weight:
            figure = part.official if part.row.official is not None else part.self_assessed
            if not figure.is_moved and not part.weight.is_moved:
                scored.append((value / part.row.weight, code, part))
    return [part for *_, part in sorted(scored, key=lambda share: share[:2])[:_AREAS]]


def _area_of(edition: Edition, part: ComponentView) -> str:
    """Code of the change area that a part of a component is about; empty for another part."""
    code = part.row.component.rpartition("/")[2]
    return code if edition.area(code) else ""


def _name_of(edition: Edition, part: ComponentView) -> str:
    return edition.area(_area_of(edition, part)) or part.row.label


def _lowest(edition: Edition, weakest: list[ComponentView]) -> Text:
    """What the areas or parts that are named first reach, by whose score."""
    if not weakest:
        return ()
    language = edition.language
    is_own = all(part.row.official is None for part in weakest)
    reached = [
        with_marks(
            language,
            "{area} {score} of {weight}",
            area=_name_of(edition, part),
            score=part.self_assessed if is_own else part.official,
            weight=part.weight,
        )
        for part in weakest
    ]
    parts = words(*(part for text in reached for part in (text, "; ")))[:-1]
    return words(" ", with_marks(language, _LEAST[is_own], areas=parts))
