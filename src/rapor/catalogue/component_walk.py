"""Which component of an instrument each row of a table of scores is about, by its name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapor.catalogue.instruments import Instrument
from rapor.catalogue.names import fold, without_numbering


@dataclass
class ComponentWalk:
    """A walk down the rows of a table that is about ``whole`` (empty: the index).

    ``group`` is the component that the last line across the table named, ``at`` the one that the
    row before was about.
    """

    instrument: Instrument
    whole: str = ""
    group: str = ""
    at: str = ""

    def enter(self, names: Iterable[str]) -> None:
        """Go into the component that a line across the table names; others change nothing."""
        places = (self._below(self.whole, name) for name in names)
        self.group = next(filter(None, places), "") or self.group
        self.at = self.group or self.at

    def component(self, label: str) -> str | None:
        """Path of the component that a row names: nearest to the row before, for names repeat.

        Else below its group, else below the table's. The table's own component may stand in it
        too, as the head of its parts. A name that is in neither is unknown, whatever its number
        says.
        """
        beside = (self._part(place, label) for place in self._open())
        path = next(filter(None, beside), None) or self._named(label)
        self.at = path or self.at
        return path

    def _open(self) -> Iterator[str]:
        """The component of the row before and those around it, as far as the table's group."""
        inner, bound = self.at, self.group or self.whole
        while inner and inner != bound:
            yield inner
            inner = inner.rpartition("/")[0]

    def _named(self, label: str) -> str | None:
        parents = (self.group, self.whole) if self.group else (self.whole,)
        below = (self._below(parent, label) for parent in parents)
        component = next((path for path in below if path), None)
        over = self.whole.rpartition("/")[0]
        if component is None and self.whole and self._part(over, label) == self.whole:
            return self.whole
        return component

    def _below(self, parent: str, printed: str) -> str | None:
        """A direct part of this name goes before a deeper one: names repeat in the tree."""
        find = self.instrument.find
        return (
            self._part(parent, printed)
            or find(parent, printed)
            or find(parent, without_numbering(printed))
        )

    def _part(self, parent: str, printed: str) -> str | None:
        """The direct part of ``parent`` with a printed name, numbered or not."""
        spellings = self.instrument.spellings
        return spellings.get((parent, fold(printed))) or spellings.get(
            (parent, fold(without_numbering(printed)))
        )
