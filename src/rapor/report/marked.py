"""A figure with the marks of what was found and decided about it, as one thing.

Whoever writes a figure writes its marks too: in a cell, in a sentence, in the words of a
chart. A table shows all marks; running text shows those that change what the figure rests on.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from string import Formatter

from rapor.ground.language import Language
from rapor.report.findings import FindingView
from rapor.write.content import Cell, Run, Text, cell, words


@dataclass(frozen=True)
class MarkedFigure:
    """What is shown of a figure, the number behind it, and the findings that it rests on.

    ``leads`` is whether its marks are links to them.
    """

    shown: str = ""
    value: float | None = None
    findings: tuple[FindingView, ...] = ()
    leads: bool = True

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.shown)

    def __str__(self) -> str:
        """The figure and its marks in plain words."""
        return "".join(run.text for run in self.text)

    @property
    def marks(self) -> tuple[Run, ...]:
        """The marks of all its findings, each once."""
        return self._led(marks_of(self.findings))

    @property
    def weighty_marks(self) -> tuple[Run, ...]:
        """The marks of what was corrected, is asked, or is a mistake that nobody decided."""
        return self._led(marks_of(finding for finding in self.findings if finding.weighs))

    def _led(self, marks: tuple[Run, ...]) -> tuple[Run, ...]:
        return marks if self.leads else tuple(replace(mark, link="") for mark in marks)

    @property
    def is_moved(self) -> bool:
        """Whether a decision put it in the place of what is printed, or may yet move it."""
        return bool(self.weighty_marks)

    @property
    def unlinked(self) -> "MarkedFigure":
        """The same figure on a page that does not show its findings: marks lead nowhere."""
        return replace(self, leads=False)

    @property
    def cell(self) -> Cell:
        """The figure in a table."""
        return cell(self.shown, *self.marks, value=self.value) if self.shown else Cell(())

    @property
    def derived_cell(self) -> Cell:
        """A figure that was computed from marked ones, in a table: with what may yet move it."""
        marks = self.weighty_marks
        return cell(self.shown, *marks, value=self.value) if self.shown else Cell(())

    @property
    def text(self) -> Text:
        """The figure in a sentence."""
        if not self.shown:
            return ()
        marks = (replace(mark, text=f"[{mark.text}]") for mark in self.weighty_marks)
        return words(self.shown, *(part for mark in marks for part in (" ", mark)))

    def written(self, shown: str) -> "MarkedFigure":
        """The same figure in other words, such as with its unit."""
        return replace(self, shown=shown)


def marks_of(findings: Iterable[FindingView]) -> tuple[Run, ...]:
    """The marks of findings, each once, in the order of their names."""
    marks = {finding.mark.text: finding.mark for finding in findings}
    return tuple(marks[name] for name in sorted(marks))


def with_marks(language: Language, message: str, /, **values: object) -> Text:
    """A message in the language with its ``{names}`` filled; figures bring their marks."""
    parts: list[str | Run | Text] = []
    for before, name, _, _ in Formatter().parse(language.messages.gettext(message)):
        parts.append(before)
        if name is not None:
            parts.append(_part(values[name]))
    return words(*parts)


def _part(value: object) -> str | Text:
    if isinstance(value, MarkedFigure):
        return value.text
    return value if isinstance(value, tuple) else str(value)
