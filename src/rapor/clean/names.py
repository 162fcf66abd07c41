"""Printed names and the codes of the catalogue that they stand for.

A name that the catalogue does not know is a problem with its nearest candidates, never a
guess: a figure under the wrong indicator would be worse than none.
"""

from dataclasses import dataclass

from rapor.catalogue import Catalogue
from rapor.catalogue.indicators import Indicator
from rapor.catalogue.names import nearest, without_numbering
from rapor.catalogue.registers import NamedAgency, Register, codes_in, named_agencies
from rapor.catalogue.wording import measures_of, words_of
from rapor.ground.errors import Problems
from rapor.ground.paths import RAW, REFERENCE


@dataclass(frozen=True)
class Names:
    """Finds the codes of a city's printed names, and notes those that have none."""

    city: str
    catalogue: Catalogue
    problems: Problems

    def known_indicator(self, table: str, printed: str) -> Indicator | None:
        """The indicator that a label stands for, or None; no problem is noted."""
        for label in (printed, without_numbering(printed)):
            code = self.catalogue.labels.find(table, label)
            if code:
                return self.catalogue.indicators[code]
        return None

    def indicator(self, table: str, where: str, printed: str, unit: str = "") -> Indicator | None:
        """The indicator that a label stands for; a problem when there is none.

        None without a problem for a label that the city's list says to be no indicator. It is a
        problem too where the row prints a ``unit`` by which something else is measured, such
        as a share under the name of an amount, unless the city's own list says so.
        """
        indicator = self.known_indicator(table, printed)
        if indicator and unit and not self._is_measured_in(unit, table, printed, indicator):
            self.problems.add(
                where,
                f"label {printed!r} with the unit {unit!r}",
                f"{indicator.name!r}, which is measured in {indicator.unit!r}",
                f"say in {self._own('labels.csv')} which indicator this label stands for",
            )
            return None
        if indicator is None and not self.catalogue.labels.is_none(table, printed):
            like = nearest(without_numbering(printed), self.catalogue.labels.known_in(table))
            self._unknown(
                where, f"label {printed!r}", "a known label", like, self._own("labels.csv")
            )
        return indicator

    def _is_measured_in(self, unit: str, table: str, printed: str, indicator: Indicator) -> bool:
        """Whether a printed unit, and what the label says of it, fits an indicator."""
        labels, wording = self.catalogue.labels, self.catalogue.wordings.labels
        if any(labels.is_own(table, form) for form in (printed, without_numbering(printed))):
            return True
        of_label = wording.core(words_of(printed)).measures
        wanted = of_label if of_label is not None else wording.measured_in(unit)
        own_words = wording.core(words_of(indicator.name)).measures
        return wanted is None or wanted == own_words or bool(wanted & measures_of(indicator))

    def area(self, where: str, printed: str) -> str:
        """Code of a change area; a problem when there is none."""
        return self._registered(where, printed, self.catalogue.areas, "areas.yaml")

    def goal(self, where: str, printed: str) -> str:
        """Code of a reform goal; a problem when there is none."""
        return self._registered(where, printed, self.catalogue.goals, "goals.yaml")

    def agencies(self, where: str, printed: str, year: int | None = None) -> list[str]:
        """Codes of the agencies that one cell names (for a year), in order, each once.

        A name that is not known is a problem.
        """
        register = self.catalogue.agencies
        named, unknown = named_agencies(register, printed)
        for name in unknown:
            like = nearest(name, register.spellings)
            self._unknown(
                where,
                f"agency {name!r} in {printed!r}",
                "a known agency",
                like,
                self._own("agencies.csv"),
            )
        return codes_in(named, year)

    def known_agencies(self, printed: str) -> list[NamedAgency]:
        """The agencies in one cell that are known; no problem is noted."""
        return named_agencies(self.catalogue.agencies, printed)[0]

    def _registered(self, where: str, printed: str, register: Register, file: str) -> str:
        for name in (printed, without_numbering(printed)):
            code = register.find(name)
            if code:
                return code
        like = nearest(without_numbering(printed), register.names.values())
        place = f"{REFERENCE}/{file}"
        self._unknown(where, f"name {printed!r}", f"a name of {file}", like, place)
        return ""

    def _own(self, file: str) -> str:
        """Where a city's own names stand."""
        return f"{RAW.format(city=self.city)}/{file}"

    def _unknown(self, where: str, name: str, expected: str, like: list[str], file: str) -> None:
        candidates = f"{expected}, nearest: {', '.join(map(repr, like))}" if like else expected
        self.problems.add(
            where,
            f"{name} is not in the catalogue",
            candidates,
            f"correct the cell, or add it to {file}",
        )
