"""Where the points of the index are lost, from the full score down to the official one."""

from rapor.report.charts import fall
from rapor.report.dossier import Dossier
from rapor.report.drawings import Fall
from rapor.report.rows import records
from rapor.report.standing import score
from rapor.report.yearly_rows import Loss
from rapor.write.content import Block, Column, Figure, Row, Table, cell, words


def waterfall(dossier: Dossier) -> list[Block]:
    """The figure; nothing where no component has an official score."""
    language, total = dossier.language, dossier.total
    found = [one for one in records(Loss, dossier.tables["losses"]) if one.lost]
    lost = sorted(found, key=lambda one: (one.loss_rank or 0, one.component))
    if not lost or total is None or total.official is None or total.weight is None:
        return []
    first = lost[0]
    official = score(dossier, total.official, total.official_ref)
    return [
        Figure(
            anchor="figure-fall",
            title=language.text(
                "{component} alone loses {share} per cent of all points lost",
                component=first.label,
                share=language.number(first.lost_pct or 0.0, 1),
            ),
            caption=language.text(
                "From the full score down to the official one; each bar is what a component loses."
            ),
            source=words(language.text("Scores as printed, see the table above")),
            alternative=language.text(
                "Points lost. {parts}.",
                parts="; ".join(
                    f"{one.label}: {language.number(one.lost or 0.0, 2)}" for one in lost
                ),
            ),
            svg=fall(
                total.weight,
                [
                    Fall(one.label, one.lost or 0.0, f"−{language.number(one.lost or 0.0, 2)}")
                    for one in lost
                ],
                (language.text("Full score"), language.text("Official index")),
                (language.number(total.weight), official),
            ),
            data=_data(dossier, lost),
        )
    ]


def _data(dossier: Dossier, lost: list[Loss]) -> Table:
    language = dossier.language
    return Table(
        anchor="data-fall",
        caption=language.text("Points lost by component"),
        columns=(
            Column(language.text("Component")),
            Column(language.text("Lost"), "number"),
            Column(language.text("% of all lost"), "number"),
        ),
        rows=tuple(
            Row(
                (
                    cell(one.label),
                    cell(language.number(one.lost or 0.0, 2), value=one.lost),
                    cell(language.number(one.lost_pct or 0.0, 1), value=one.lost_pct),
                )
            )
            for one in lost
        ),
    )
