"""Which report it is: city, year or half year, and language, with what they alone answer."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from babel.dates import format_date

from rapor.catalogue import Catalogue, City
from rapor.catalogue.cities import CityFacts
from rapor.catalogue.names import name_beside
from rapor.catalogue.scales import StatedRule
from rapor.ground.language import DOCUMENTS, Language
from rapor.ground.period import ANNUAL, half_name
from rapor.ground.ref import Ref
from rapor.report.status import status_cell, word
from rapor.write.content import Cell


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One city and year, or half of it, in one language, with the reference it is read by."""

    city: City
    facts: CityFacts
    year: int
    language: Language
    catalogue: Catalogue
    period: str = ANNUAL

    @property
    def is_annual(self) -> bool:
        """Whether this is the report of a whole year."""
        return self.period == ANNUAL

    @property
    def when(self) -> str:
        """What the realisations are of: ``2022``, or ``2022 (semester I)``."""
        return str(self.year) if self.is_annual else f"{self.year} ({half_name(self.period)})"

    @property
    def last_year(self) -> int:
        """The year of the end targets."""
        return self.city.last_year

    def text(self, message: str, /, **values: object) -> str:
        """A message in the language of the report, its ``{names}`` filled with ``values``."""
        return self.language.text(message, **values)

    @property
    def reads_data(self) -> bool:
        """Whether it is in the language in which people write the data."""
        return self.language.code == DOCUMENTS

    def quoted(self, free: str) -> str:
        """What people wrote in the city's data, which is Indonesian: elsewhere a quotation."""
        if not free or self.reads_data:
            return free
        return self.text("“{words}” (in Indonesian)", words=free)

    def cited(self, printed: str) -> str:
        """Words of a document: in the marks of a quotation where its language is another."""
        return self.language.cited(printed)

    def name_beside(self, printed: str, official: str) -> str:
        """An indicator by its printed label and its name, that of the report's language first."""
        return name_beside(self.language, printed, official)

    def page(self, ref: Ref) -> str:
        """The page of its document that a row stands on, ``12`` or ``12–13``; else empty."""
        pages = [place.page for place in self.city.places.get(ref.line, ())]
        return "–".join(dict.fromkeys(map(str, (min(pages), max(pages))))) if pages else ""

    def status_word(self, status: str) -> str:
        """The word of a status, which in a half year says that it is not the last one."""
        return word(self.language, status, self.period)

    def status_cell(self, status: str) -> Cell:
        """Symbol and word of a status."""
        return status_cell(self.language, status, self.period)

    def indicator_name(self, code: str, label: str) -> str:
        """The official name of an indicator; one that the catalogue lacks has its label."""
        known = self.catalogue.indicators.get(code)
        return known.name if known else label

    def unit(self, unit: str) -> str:
        """A unit in the language of the report; one that nobody has put into it as it is."""
        return self.catalogue.units.get(unit, unit)

    def finding_rule(self, code: str) -> str:
        """The name of a rule of findings; one that the catalogue does not have shows its code."""
        rule = self.catalogue.rules.get(code)
        return rule.name[self.language.code] if rule else code

    def rule_words(self, rule: StatedRule) -> str:
        """What a rule of the reference data says."""
        return rule.statement_en if self.language.code == "en" else rule.statement

    def area(self, code: str) -> str:
        """Name of a change area; empty for none."""
        return self.catalogue.areas.names.get(code, "")

    @cached_property
    def groups(self) -> dict[str, str]:
        """Names of what indicators stand under, in order: areas, goals, themes, and none.

        Goals are those of a document without change areas, as under the rules of 2023.
        """
        catalogue = self.catalogue
        named = catalogue.areas.names | catalogue.goals.names | catalogue.themes.names
        return named | {"": self.text("Without area")}

    def group(self, indicator: str, area: str, goal: str) -> str:
        """Code of what an indicator stands under: its area, else its theme, its goal, or none."""
        known = self.catalogue.indicators.get(indicator)
        codes = (area, known.theme if known else "", goal)
        return next((code for code in codes if code and code in self.groups), "")

    def agencies(self, codes: str) -> list[str]:
        """Names of agencies from their codes (``a;b``), in the same order."""
        names = self.catalogue.agencies.names
        return [names.get(code, code) for code in codes.split(";") if code]

    def agencies_told(self, codes: str) -> str:
        """The same in a sentence, where a name of many agencies is no proper name: *semua*."""
        listed = [code for code in codes.split(";") if code]
        named = zip(listed, self.agencies(codes), strict=True)
        return self.language.join([self.in_sentence(code, name) for code, name in named])

    def in_sentence(self, agency: str, name: str) -> str:
        """An agency's name as it stands within a sentence."""
        is_proper = agency not in self.catalogue.agencies.collective
        return name if is_proper else f"{name[0].lower()}{name[1:]}"

    def document(self, key: str) -> str:
        """How a source is cited: its full reference, or else its publisher."""
        source = self.city.sources.get(key, {})
        citations = (source.get(name) for name in ("reference", "number", "title", "publisher"))
        return next((str(citation) for citation in citations if citation), key)

    def day(self, iso: str) -> str:
        """A date of a source as words; a source may give no more than a month or a year."""
        parts = [int(part) for part in iso.split("-") if part.isdigit()]
        if len(parts) == 3:
            return self.language.date(datetime.date(parts[0], parts[1], parts[2]))
        if len(parts) == 2:
            month = datetime.date(parts[0], parts[1], 1)
            return str(format_date(month, "MMMM y", locale=self.language.code))
        return iso
