"""Where each indicator stands against its target, on per cent of its scale."""

from rapor.ground.figures import percent
from rapor.report.charts import standings
from rapor.report.dossier import Dossier
from rapor.report.drawings import Standing
from rapor.report.rows import Line
from rapor.report.statements import end_target, realised, target
from rapor.report.status import status_cell, word
from rapor.write.content import Block, Cell, Column, Figure, Paragraph, Row, Table, cell, words


def against_targets(dossier: Dossier) -> list[Block]:
    """The figure for lines with a realisation and an aim on the same scale, or a sentence."""
    lines = _drawn(dossier)
    if not lines:
        return [Paragraph(words(_nothing(dossier)))]
    language = dossier.language
    head = (
        language.text("realisation / target")
        if any(line.has_target for line in lines)
        else language.text("realisation / end target")
    )
    svg = standings([_standing(dossier, one) for one in lines], language.text("% of scale"), head)
    return [
        Figure(
            anchor="figure-against-targets",
            title=_title(dossier, lines),
            caption=_caption(dossier, lines),
            source=words(
                language.text("Road map and publications, as in the tables of this chapter")
            ),
            alternative=_alternative(dossier, lines),
            svg=svg,
            data=_data(dossier, lines),
        )
    ]


def _aim(line: Line) -> float | None:
    return line.target if line.target is not None else line.end_target


def _on_scale(line: Line, value: float | None) -> float | None:
    if value is None or not line.scale_max or not 0 <= value <= line.scale_max:
        return None
    return value / line.scale_max * 100


def _drawn(dossier: Dossier) -> list[Line]:
    """Lines that can be drawn, the furthest below its aim first."""
    lines = [
        line
        for line in dossier.realised
        if line.status != "not_comparable"
        and line.scale_pct is not None
        and _on_scale(line, _aim(line)) is not None
    ]
    return sorted(lines, key=_distance)


def _distance(line: Line) -> float:
    """Signed distance to the aim in per cent of scale; negative on the wrong side of it."""
    away = (line.scale_pct or 0.0) - (_on_scale(line, _aim(line)) or 0.0)
    return -away if line.polarity == "lower" else away


def _said(dossier: Dossier, line: Line) -> str:
    aim = target(dossier, line) if line.has_target else end_target(dossier, line)
    return f"{realised(dossier, line)} / {aim}"


def _standing(dossier: Dossier, line: Line) -> Standing:
    return Standing(
        name=line.label,
        status=line.status,
        realised=line.scale_pct or 0.0,
        target=_on_scale(line, line.target),
        end_target=_ring(line),
        said=_said(dossier, line),
    )


def _ring(line: Line) -> float | None:
    """The end target on the scale; none where the year's target is the end target."""
    return None if line.target == line.end_target else _on_scale(line, line.end_target)


def _title(dossier: Dossier, lines: list[Line]) -> str:
    language = dossier.language
    judged = [line for line in lines if line.has_target]
    if len(judged) == 1:
        name, year = judged[0].label, dossier.year
        if not dossier.is_annual:
            return f"{name}: {word(language, judged[0].status, dossier.period)}"
        if judged[0].status == "achieved":
            return language.text("{name} reaches its target of {year}", name=name, year=year)
        return language.text("{name} does not reach its target of {year}", name=name, year=year)
    if judged:
        return language.plural(
            "{met} of {count} indicator drawn reaches its target of {year}",
            "{met} of {count} indicators drawn reach their target of {year}",
            len(judged),
            met=sum(line.status == "achieved" for line in judged),
            year=dossier.when,
        )
    met, year = sum(_distance(line) >= 0 for line in lines), dossier.city.last_year
    if not met:
        return language.plural(
            "The indicator drawn has not reached its end target of {year} yet",
            "None of the {count} indicators drawn has reached its end target of {year} yet",
            len(lines),
            year=year,
        )
    return language.plural(
        "{met} of {count} indicator drawn already stands at its end target of {year}",
        "{met} of {count} indicators drawn already stand at their end target of {year}",
        len(lines),
        met=met,
        year=year,
    )


def _caption(dossier: Dossier, lines: list[Line]) -> str:
    language = dossier.language
    said = [language.text("Realisation in per cent of the indicator's scale, furthest first.")]
    if any(line.target is not None for line in lines):
        said.append(language.text("Upright line: target of {year}.", year=dossier.year))
    if any(_ring(line) is not None for line in lines):
        said.append(language.text("Ring: end target of {year}.", year=dossier.city.last_year))
    signs = {"achieved": "●", "not_achieved": "▲", "no_target": "◆"}
    shown = [status for status in signs if any(line.status == status for line in lines)]
    said.append(
        "; ".join(f"{signs[one]} {word(language, one, dossier.period)}" for one in shown) + "."
    )
    left = len(dossier.realised) - len(lines)
    if left:
        said.append(
            language.plural(
                "{count} indicator with a realisation is not drawn: it is measured in words, or has"
                " no aim on its scale.",
                "{count} indicators with a realisation are not drawn: they are measured in words,"
                " or have no aim on their scale.",
                left,
            )
        )
    return " ".join(said)


def _alternative(dossier: Dossier, lines: list[Line]) -> str:
    """The chart in words."""
    language = dossier.language
    parts = [
        language.text(
            "{name} {said}, {status}",
            name=line.label,
            said=_said(dossier, line),
            status=word(language, line.status, dossier.period),
        )
        for line in lines
    ]
    return language.text(
        "Realisation and target of each indicator: {parts}.", parts="; ".join(parts)
    )


def _nothing(dossier: Dossier) -> str:
    return dossier.language.text(
        "No chart is drawn: no realisation of {year} and its target lie on one scale of numbers.",
        year=dossier.when,
    )


def _data(dossier: Dossier, lines: list[Line]) -> Table:
    language = dossier.language

    def number(value: float | None) -> Cell:
        return Cell(()) if value is None else cell(percent(language, value), value=value)

    return Table(
        anchor="data-against-targets",
        caption=language.text("Numbers of the figure, in per cent of scale"),
        columns=(
            Column(language.text("Indicator")),
            Column(language.text("Realisation"), "number"),
            Column(language.text("Target"), "number"),
            Column(language.text("End target"), "number"),
            Column(language.text("Status"), "status"),
        ),
        rows=tuple(
            Row(
                (
                    cell(line.label),
                    number(line.scale_pct),
                    number(_on_scale(line, line.target)),
                    number(_on_scale(line, line.end_target)),
                    status_cell(language, line.status, dossier.period),
                )
            )
            for line in lines
        ),
    )
