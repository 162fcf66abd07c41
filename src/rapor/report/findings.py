"""A finding with its number in the report and the decision on it, in words."""

import datetime
from dataclasses import dataclass, field, replace
from typing import Any

from rapor.ground.ref import Ref
from rapor.ground.tables import Finding
from rapor.report.edition import Edition
from rapor.report.sources import finding_anchor
from rapor.write.content import Run

CONTEXT = ("against_polarity", "no_progress", "truncated_percent")
"""Rules that compare one cell only to show what is wrong with another: it carries no mark."""


@dataclass(frozen=True)
class FindingView:
    """What a report says of a finding.

    ``row`` is the finding as the table has it, ``number`` its number in this report, and
    ``decision`` the entry of corrections.yaml that decides it, empty where none does.
    ``in_place`` are the cells that the evaluation uses in place of those with nothing to use,
    ``baselines`` those that it uses so as baselines: a realisation among them carries the mark
    where it stands as the baseline, and as a realisation of its year does not.
    """

    row: Finding
    number: int
    decision: dict[str, Any] = field(compare=False)
    in_place: tuple[Ref, ...]
    baselines: tuple[Ref, ...]
    edition: Edition = field(repr=False, compare=False)

    @property
    def anchor(self) -> str:
        """Where it stands in the chapter of findings."""
        return finding_anchor(self.row.finding)

    @property
    def mark(self) -> Run:
        """The mark of a corrected or disputed figure: it leads to the finding."""
        name = self.row.decision_id or f"#{self.number}"
        return Run(name, "mark", link=f"#{self.anchor}", hint=self.row.message)

    @property
    def name(self) -> Run:
        """The same in the line of a sentence that speaks of it."""
        return replace(self.mark, style="plain")

    @property
    def cells(self) -> tuple[Ref, ...]:
        """References of the cells that it bears on, the one it was found in first."""
        return self.row.ref, *self.row.compared_ref, *self.in_place

    def marks(self, ref: Ref) -> bool:
        """Whether the figure of a cell carries its mark."""
        if ref == self.row.ref or ref in self.in_place:
            return True
        return not self._for_context and ref in self.row.compared_ref

    @property
    def _for_context(self) -> bool:
        """Whether the compared cell is none of the finding's own; several have its cause."""
        return self.row.rule in CONTEXT and len(self.row.compared_ref) == 1

    @property
    def weighs(self) -> bool:
        """Whether a figure in use may not be what is printed, or may not stay as it is."""
        undecided = self.row.severity == "error" and self.row.decision == "none"
        return undecided or self.row.decision in ("correct", "ask")

    @property
    def leaves_doubt(self) -> bool:
        """Whether the figure itself is open: asked of the city, or found wrong and not decided."""
        open_yet = self.row.decision == "none" and self.row.rule not in CONTEXT
        return self.row.decision == "ask" or (open_yet and self.row.severity != "note")

    @property
    def is_withheld(self) -> bool:
        """Whether no value is used until the city has answered."""
        return self.row.decision == "ask" and self.decision.get("meanwhile") == "withhold"

    @property
    def printed(self) -> str:
        """The printed cell, with those of its row that the same finding covers."""
        if self._for_context:
            return self.row.printed or "–"
        compared = zip(self.row.compared_ref, self.row.compared_printed.split("; "), strict=False)
        beside = (printed for ref, printed in compared if ref.line == self.row.ref.line)
        return "; ".join(printed or "–" for printed in (self.row.printed, *beside))

    @property
    def reason(self) -> str:
        """Why it was decided so, on what evidence, by whom and when."""
        return " ".join(filter(None, (self.edition.quoted(self.row.reason), self.grounds)))

    @property
    def grounds(self) -> str:
        """On what evidence it was decided, by whom and when."""
        edition, sentences = self.edition, list[str]()
        if evidence := self.decision.get("evidence"):
            shown = str(evidence).rstrip(".")
            sentences.append(edition.text("Evidence: {evidence}.", evidence=edition.quoted(shown)))
        if by := self.decision.get("decided_by"):
            on = self.decision.get("decided_on")
            if isinstance(on, datetime.date):
                day = edition.language.date(on)
                sentences.append(edition.text("Decided by {by}, {day}.", by=str(by), day=day))
            else:
                sentences.append(edition.text("Decided by {by}.", by=str(by)))
        return " ".join(sentences)
