"""Appendix: of every expectation, how many rows were looked at and how many are not as expected.

Without it a reader cannot tell a rule that found nothing from one that looked at nothing.
"""

from collections.abc import Iterable, Sequence

from rapor.ground.tables import records
from rapor.ground.tables.tidy import Check
from rapor.ground.vocabularies import CHECKED_STAGES, SUITES
from rapor.report.dossier import Dossier
from rapor.write.content import Block, Cell, Column, Heading, Paragraph, Row, Table, cell, words


def checked(dossier: Dossier, anchor: str) -> list[Block]:
    """Heading, sentence and table of what was checked."""
    text = dossier.text
    checks = records(Check, dossier.tables["checks"])
    as_printed = {check.check: check for check in checks if check.stage == CHECKED_STAGES[0]}
    after = {check.check: check for check in checks if check.stage == CHECKED_STAGES[1]}
    idle = sum(not check.looked_at for check in as_printed.values())
    return [
        Heading(text("What was checked"), anchor),
        Paragraph(
            words(
                text(
                    "The tables were held to {count} expectations as printed, and again after the"
                    " decisions. Of {idle} of them the documents have nothing to look at. What is"
                    " not as expected is a finding, and stands in the chapter on findings; several"
                    " cells can be one finding.",
                    count=len(as_printed),
                    idle=idle,
                )
            )
        ),
        Table(
            anchor="table-checked",
            caption=text("Expectations, and what was looked at"),
            columns=(
                Column(text("Expected")),
                Column(text("Looked at"), "number"),
                Column(text("Not as expected"), "number"),
                Column(text("After the decisions"), "number"),
            ),
            rows=tuple(_rows(dossier, list(as_printed.values()), after)),
            source=words("validation.json"),
        ),
    ]


def _rows(dossier: Dossier, checks: Sequence[Check], after: dict[str, Check]) -> Iterable[Row]:
    """Both suites, each in the order in which it is run."""
    titles = dict(
        zip(
            SUITES,
            (dossier.text("Columns of the tables by themselves"), dossier.text("Rules")),
            strict=True,
        )
    )
    order = [*dossier.catalogue.rules]
    for suite, title in titles.items():
        yield Row((cell(title),), group=True)
        of_suite = [check for check in checks if check.suite == suite]
        if suite == SUITES[1]:
            of_suite.sort(key=lambda check: order.index(check.check))
        for check in of_suite:
            again = after[check.check]
            failed = check.failed if check.looked_at else None
            counts = (check.looked_at, failed, again.failed if again.looked_at else None)
            yield Row((cell(check.expects), *(_count(dossier, count) for count in counts)))


def _count(dossier: Dossier, count: int | None) -> Cell:
    """How many; a dash where nothing was looked at, for that is not none."""
    return cell("–") if count is None else cell(dossier.language.number(count), value=count)
