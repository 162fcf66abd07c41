"""What is recommended: what, why, who, by when, what it adds, and how one sees that it is done.

Points first: what can still add to the index, by the rule of ``ranking.yaml``; then what is missed
without a known effect on it. Questions to the city come next, then what rests on a figure in
dispute, and the figures that are missing. Nothing is recommended that no figure of the report says.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from rapor.catalogue.names import without_letter
from rapor.ground.tables import records
from rapor.ground.tables.evaluation import ComponentGain, TrajectoryLine
from rapor.ground.tables.tidy import PlannedActivity, Recommendation
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.write.content import Run, Text, words

MOST = 3
"""As many stand on the first page."""
ORDER = ("points", "result", "question", "disputed", "request")
"""Kinds in the order in which they are recommended."""
_BEHIND = ("at_risk", "out_of_reach")


@dataclass(frozen=True)
class Addressee:
    """Whom a recommendation asks: whoever the documents name, else an agency as a proposal.

    ``told`` is its name as a report says it, which tells a proposal for what it is.
    """

    name: str
    told: str
    is_named: bool = True


@dataclass(frozen=True)
class Advice:
    """One recommendation; ``points`` and ``near`` rank it within its kind.

    ``what`` is an instruction without its addressee ``who``. ``adds`` is what the index would gain,
    ``proof`` how one sees that it is done, ``caveat`` what its figure hangs on; ``subject`` names a
    question and what it is about. ``until`` is the year at whose end it is due, where that is no
    word; ``area``, ``indicator`` and ``component`` are codes of what it is about. ``areas`` are
    those in which to begin, ``step`` is what the ministry or the Inspektorat has asked of the
    addressee there, ``asked`` all of it that stands with this recommendation.
    """

    kind: str
    who: Addressee
    what: Text
    why: Text
    due: str
    adds: str = ""
    proof: Text = ()
    caveat: Text = ()
    subject: Text = ()
    points: float = 0.0
    near: float = 0.0
    until: int | None = None
    area: str = ""
    indicator: str = ""
    component: str = ""
    areas: tuple[str, ...] = ()
    asked: Text = ()
    step: Text = ()

    @property
    def text(self) -> Text:
        """The recommendation in a line: who, what, by when, what it brings."""
        return words(Run(self.who.told, "strong"), ": ", self._told)

    @property
    def instruction(self) -> Text:
        """The same for the addressee, who needs not be named."""
        return sentence(self._told)

    @property
    def _told(self) -> Text:
        tail = "; ".join(part for part in (self.due, self.adds) if part)
        behind = [words(" ", part) for part in (self.step, self.caveat) if part]
        return words(self.what, f" ({tail}).", *behind)


def sentence(text: Text) -> Text:
    """A text that begins with a capital letter."""
    first, *rest = text
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)


def ranked(advice: Iterable[Advice]) -> list[Advice]:
    """Recommendations in their order; what is in dispute is first of none but itself."""
    order = sorted(advice, key=lambda item: (ORDER.index(item.kind), -item.points, -item.near))
    if order and order[0].kind == "disputed":
        asked = next((item for item in order if item.kind == "request"), None)
        if asked:
            order.remove(asked)
            order.insert(0, asked)
    return order


def first(advice: Iterable[Advice]) -> list[Advice]:
    """Those of the first page: one question and one request while others have something to say."""
    chosen: list[Advice] = []
    waiting: list[Advice] = []
    for item in ranked(advice):
        kinds = {other.kind for other in chosen}
        (waiting if item.kind in kinds & {"question", "request"} else chosen).append(item)
    return [*chosen, *waiting][:MOST]


def activities_text(edition: Edition, activities: Iterable[PlannedActivity]) -> Text:
    """Activities of the road map, each with its agencies and year, as a sentence; or nothing."""
    named = []
    for activity in activities:
        agencies = edition.agencies_told(activity.agencies)
        beside = ", ".join(part for part in (agencies, str(activity.year or "")) if part)
        title = edition.cited(without_letter(activity.activity))
        named.append(f"{title} ({beside})" if beside else title)
    if not named:
        return ()
    return words(" ", edition.text("The road map plans: {activity}.", activity="; ".join(named)))


@dataclass(frozen=True)
class Plan:
    """What the road map and the reviews already hold, by indicator and by area."""

    dossier: Dossier = field(repr=False)

    @cached_property
    def gains(self) -> dict[str, ComponentGain]:
        """What each indicator would add to the index at its end target."""
        rows = records(ComponentGain, self.dossier.tables["gains"])
        return {row.indicator: row for row in rows if (row.gain or 0.0) > 0}

    @cached_property
    def behind(self) -> set[str]:
        """Indicators whose way to the end target is at risk or out of reach."""
        rows = records(TrajectoryLine, self.dossier.tables["trajectory"])
        return {row.indicator for row in rows if row.verdict in _BEHIND}

    @cached_property
    def open(self) -> list[Recommendation]:
        """Recommendations up to the report's year that no source reports as carried out."""
        told = ("done", "verified")
        return [row for row in self.dossier.recommendations if row.status not in told]

    @cached_property
    def activities(self) -> list[PlannedActivity]:
        """Activities of the road map, those of the years to come first."""
        rows = records(PlannedActivity, self.dossier.tables["action_plan"])
        year = self.dossier.year
        return sorted(rows, key=lambda row: ((row.year or 0) <= year, row.year or 0))

    def serving(self, indicator: str) -> PlannedActivity | None:
        """The next activity of the road map for an indicator."""
        return next((row for row in self.activities if row.indicator == indicator), None)

    def in_area(self, area: str) -> PlannedActivity | None:
        """The next activity of the road map in an area."""
        return next((row for row in self.activities if row.area == area), None)

    def lead(self, agencies: str) -> Addressee:
        """Who leads: the first agency that is named, else the name of many that stands there."""
        named = self._single(agencies) or self.dossier.agencies(agencies)
        return self._addressee(named[0] if named else "")

    def lead_of_area(self, area: str) -> Addressee:
        """The agency that open recommendations on an area address most often."""
        return self._addressee(
            self._most_named(row for row in self.open if area and row.area == area)
        )

    def _addressee(self, named: str) -> Addressee:
        """An agency that is named; where none is, the one that coordinates is proposed."""
        if named:
            return Addressee(named, named)
        agency = self._most_named(self.open) or self._most_named(self.activities)
        if not agency:
            nobody = self.dossier.text("Coordinator of the road map")
            return Addressee(nobody, nobody, is_named=False)
        told = self.dossier.text("{agency} (proposed; the documents name none)", agency=agency)
        return Addressee(agency, told, is_named=False)

    def _most_named(self, rows: Iterable[Recommendation | PlannedActivity]) -> str:
        """The agency that stands first in most rows; of several the first; empty for none."""
        named = Counter(name for row in rows for name in self._single(row.agencies)[:1])
        return named.most_common(1)[0][0] if named else ""

    def _single(self, agencies: str) -> list[str]:
        collective = self.dossier.catalogue.agencies.collective
        codes = ";".join(code for code in agencies.split(";") if code not in collective)
        return self.dossier.agencies(codes)

    def factor(self, indicator: str, area: str, activity: PlannedActivity | None) -> float:
        """What the points of a recommendation are multiplied by, by the rule of the order."""
        ranking = self.dossier.catalogue.ranking
        is_asked = bool(area) and any(row.area == area for row in self.open)
        return (
            ranking.factor("open_recommendation", holds=is_asked)
            * ranking.factor("own_activity", holds=activity is not None)
            * ranking.factor("behind_path", holds=indicator in self.behind)
        )
