"""What a printed name may stand for: an indicator or an agency, with the reason in words.

Three steps, and the first that gives an answer ends the search: the name as some city prints
it; its core words; its core words after slips of typing and scanning were mended. Only the first
is ever taken without a person, and only where the city's own registers or the national ones
have it. A name that fits two codes, or measures something else, is left open.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from rapor.catalogue.catalogue import Catalogue, load_catalogue, with_city
from rapor.catalogue.names import fold
from rapor.catalogue.wording import (
    Core,
    Wording,
    Wordings,
    measures_of,
    without_numbering,
    words_of,
)
from rapor.ground.language import Language, message
from rapor.ground.paths import Home

STRENGTHS = ("exact", "core", "near", "none")
"""How strongly a proposal is held: as printed, by core words, with slips mended, not at all."""

PLANS = ("action_plan", "activities")
"""Kinds of table in which an indicator may stand behind a task."""

_MOST_SHOWN = 3
_LONGEST_NAME = 14
"""Words of an agency's name."""
_HALF = 4
"""Letters that a word has at the least which was run together with another."""
_YEARS = re.compile(r"\(\s*(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\s*\)")
_SURELY = re.compile(r"[;\n•▪●]+|\s+\d{1,2}[.)]\s+")
_PERHAPS = (re.compile(r"[,/]"), re.compile(r"\s+(?:dan|serta|&)\s+"))
"""What stands between agencies in a cell, and what stands inside the name of one too."""

_REASONS = {
    "exact": message("printed so in the register"),
    "exact_city": message("printed so by {city}"),
    "core": message("the same core words as {like!r}"),
    "near": message("{printed!r} read as {read!r}, then the same core words as {like!r}"),
    "unknown": message("no name of the register has these core words"),
    "several": message("fits several: {names}"),
    "measure": message("{like!r} has the same core words but measures something else"),
    "empty": message("no word that tells it apart"),
}


@dataclass(frozen=True)
class Known:
    """A name that is known: its spelling, what it stands for, and the city whose own it is.

    ``fits`` are the measures that words about an indicator may fit; ``city`` is empty for what
    is national.
    """

    code: str
    name: str
    spelling: str
    city: str = ""
    fits: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Proposal:
    """What a printed name may stand for.

    ``code`` and ``name`` are empty where nothing is proposed. ``city`` names the city whose own
    register has the code; it is empty for a national one. ``score`` is the likeness of 100.
    ``nearest`` are codes to choose from, best first, the proposed one among them.
    """

    printed: str
    strength: str
    code: str = ""
    name: str = ""
    city: str = ""
    score: float = 0.0
    nearest: tuple[str, ...] = ()
    why: str = "unknown"
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_exact(self) -> bool:
        """Whether the name is printed so in the national register, or in the city's own."""
        return self.strength == "exact" and not self.city

    def reason(self, language: Language) -> str:
        """Why this is proposed, or nothing is, in words of a language."""
        return language.text(_REASONS[self.why], **self.values)


class _Index:
    """The known names of one kind by form and by core."""

    def __init__(self, known: Iterable[Known], wording: Wording) -> None:
        self.wording = wording
        self.by_form: dict[str, list[Known]] = {}
        self.by_core: dict[frozenset[str], list[tuple[Known, Core]]] = {}
        words: set[str] = set()
        for name in known:
            run = words_of(name.spelling)
            words.update(run)
            core = wording.core(run)
            self.by_form.setdefault(fold(name.spelling), []).append(name)
            if core.words:
                self.by_core.setdefault(core.words, []).append((name, core))
        self.words = words | wording.known

    def core_of(self, name: Known) -> Core:
        """The core words of a known name."""
        return self.wording.core(words_of(name.spelling))

    @cached_property
    def skeletons(self) -> dict[str, set[str]]:
        """Known words by the form that a scan leaves of them."""
        skeletons: dict[str, set[str]] = {}
        for word in sorted(self.words):
            skeletons.setdefault(self.wording.skeleton(word), set()).add(word)
        return skeletons

    def mended(self, run: Sequence[str]) -> list[str]:
        """Words with the slips of typing and scanning mended, where one known word is meant."""
        made: list[str] = []
        place = 0
        while place < len(run):
            pair = "".join(run[place : place + 2])
            apart = run[place : place + 2]
            if len(apart) == 2 and pair in self.words and not set(apart) <= self.words:
                made.append(pair)
                place += 2
                continue
            made += self._mended(run[place])
            place += 1
        return made

    def _mended(self, word: str) -> list[str]:
        if word in self.words or word.isdigit():
            return [word]
        scanned = self.skeletons.get(self.wording.skeleton(word), set())
        if len(scanned) == 1:
            return [*scanned]
        slips = self.wording.slips(word)
        like = process.extract(
            word, sorted(self.words), scorer=OSA.distance, score_cutoff=slips, limit=2
        )
        near = [(known, away) for known, away, _ in like if self.wording.may_slip(known)]
        if slips and near and (len(near) == 1 or near[0][1] < near[1][1]):
            return [near[0][0]]
        for cut in range(_HALF, len(word) - _HALF + 1):
            if {word[:cut], word[cut:]} <= self.words:
                return [word[:cut], word[cut:]]
        return [word]

    def nearest(self, core: Core) -> list[str]:
        """Codes of the names most like a core, best first."""
        cores = {words: str(Core(words)) for words in self.by_core}
        like = process.extract(
            str(core),
            cores,
            scorer=fuzz.token_set_ratio,
            score_cutoff=self.wording.shown,
            limit=_MOST_SHOWN,
        )
        codes = (name.code for *_, words in like for name, _ in self.by_core[words])
        return list(dict.fromkeys(codes))[:_MOST_SHOWN]


@dataclass(frozen=True)
class Matcher:
    """Finds what printed names of one city's documents may stand for.

    ``indicators`` and ``agencies`` are all names that are known, national ones and those of
    other cities. ``city_name``, such as ``Kota Binjai``, tells nothing apart in its own papers.
    """

    indicators: Sequence[Known]
    agencies: Sequence[Known]
    wordings: Wordings
    city_name: str = ""

    @cached_property
    def _labels(self) -> _Index:
        return _Index(self.indicators, self.wordings.labels.with_place(self.city_name))

    @cached_property
    def _agencies(self) -> _Index:
        return _Index(self.agencies, self.wordings.agencies.with_place(self.city_name))

    def label(self, printed: str, unit: str = "", kind: str = "") -> Proposal:
        """The indicator that a label may stand for.

        ``unit`` is the printed unit, which says how it is measured where the label does not;
        ``kind`` the kind of its table.
        """
        wording = self._labels.wording
        if kind in PLANS:
            wording = wording.without(self.wordings.tasks)
        return _proposal(printed, self._labels, wording, wording.measured_in(unit))

    def agency(self, printed: str) -> Proposal:
        """The agency that one printed name may stand for."""
        return _proposal(_YEARS.sub(" ", printed).strip(), self._agencies, self._agencies.wording)

    def agencies_of(self, printed: str) -> list[Proposal]:
        """The agencies that a cell may name, in order.

        A cell is split where a name ends for sure; at a comma or *dan* only where every part
        is known or begins like an agency's name, for these stand inside names too.
        """
        proposals: list[Proposal] = []
        for part in _parts(_SURELY, printed):
            apart = self._split(part, _PERHAPS)
            is_whole = len(apart) == 1 and not apart[0].code
            proposals += (self._run_together(part) if is_whole else None) or apart
        return proposals

    def _run_together(self, printed: str) -> list[Proposal] | None:
        """The names of a cell that a lost line break ran together; None where words are left."""
        words = [word for word in printed.split() if any(sign.isalnum() for sign in word)]
        named: list[Proposal] = []
        place = 0
        while place < len(words):
            ends = range(min(len(words), place + _LONGEST_NAME), place, -1)
            spellings = (" ".join(words[place:end]).strip(" .,:;") for end in ends)
            runs = ((_exact(each, self._agencies, None), each) for each in spellings)
            match, length = next(
                ((match, len(each.split())) for match, each in runs if match and match.is_exact),
                (None, 0),
            )
            if match is None:
                return None
            named.append(match)
            place += length
        return named if len(named) > 1 else None

    def _split(self, printed: str, between: Sequence[re.Pattern[str]]) -> list[Proposal]:
        whole = self.agency(printed)
        if whole.code or not between:
            return [whole]
        parts = _parts(between[0], printed)
        apart = [each for part in parts for each in self._split(part, between[1:])]
        if len(parts) > 1 and not all(each.code or self._begins_agency(each) for each in apart):
            return [whole]
        return apart

    def _begins_agency(self, proposal: Proposal) -> bool:
        words = words_of(proposal.printed)
        return bool(words) and words[0] in self.wordings.agency_heads


def _parts(between: re.Pattern[str], printed: str) -> list[str]:
    return [part.strip(" .,:;-–") for part in between.split(printed) if part.strip(" .,:;-–")]


def _proposal(
    printed: str, index: _Index, wording: Wording, measured: frozenset[str] | None = None
) -> Proposal:
    run = words_of(printed)
    core = wording.core(run)
    exact = _exact(printed, index, core.measures if core.measures is not None else measured)
    if exact:
        return exact
    if not core.words:
        return Proposal(printed, "none", why="empty")
    by_core = _by_core(printed, "core", core, index, measured)
    if by_core:
        return by_core
    mended = index.mended(run)
    before, after = (wording.skeleton(" ".join(words)) for words in (run, mended))
    likeness = fuzz.ratio(before, after)
    if mended != run and likeness >= wording.score:
        read = wording.core(mended)
        values = {"printed": " ".join(run), "read": " ".join(mended)}
        near = _by_core(printed, "near", read, index, measured, likeness, values)
        if near:
            return near
    return Proposal(printed, "none", nearest=tuple(index.nearest(wording.core(mended))))


def _exact(printed: str, index: _Index, wanted: frozenset[str] | None) -> Proposal | None:
    for form in (fold(printed), fold(without_numbering(printed))):
        known = index.by_form.get(form, [])
        national = [name for name in known if not name.city]
        codes = _codes(national or known)
        if len(codes) == 1:
            name = (national or known)[0]
            if not _fits(wanted, index.core_of(name), name):
                values = {"like": name.spelling}
                return Proposal(printed, "none", nearest=tuple(codes), why="measure", values=values)
            why = "exact_city" if name.city else "exact"
            values = {"city": name.city}
            return Proposal(
                printed, "exact", name.code, name.name, name.city, 100.0, tuple(codes), why, values
            )
        if codes:
            return _several(printed, known, codes)
    return None


def _by_core(
    printed: str,
    strength: str,
    core: Core,
    index: _Index,
    measured: frozenset[str] | None,
    score: float = 100.0,
    values: Mapping[str, str] | None = None,
) -> Proposal | None:
    """What has these core words; None where nothing has."""
    known = index.by_core.get(core.words, [])
    if not known:
        return None
    wanted = core.measures if core.measures is not None else measured
    fitting = [name for name, its in known if _fits(wanted, its, name)]
    codes = _codes([name for name in fitting if not name.city] or fitting)
    if not codes:
        values = {"like": known[0][0].spelling}
        nearest = tuple(_codes(name for name, _ in known))
        return Proposal(printed, "none", nearest=nearest, why="measure", values=values)
    if len(codes) > 1:
        return _several(printed, fitting, codes)
    name = next(name for name in fitting if name.code == codes[0])
    values = {**(values or {}), "like": name.spelling}
    return Proposal(
        printed, strength, name.code, name.name, name.city, score, tuple(codes), strength, values
    )


def _fits(wanted: frozenset[str] | None, its: Core, name: Known) -> bool:
    """Whether a name is measured as is wanted, by its own words or by its indicator's measure."""
    if wanted is None or not name.fits:
        return True
    return bool(wanted & name.fits) or wanted == its.measures


def load_matcher(home: Home, city: str = "", city_name: str = "") -> Matcher:
    """The matcher for the documents of a city, which may not be there yet.

    It knows the names of the national registers, of the city's own, and of every other
    city's, so it is for adding a city and not for a report. Raises as ``load_catalogue``.
    """
    national = load_catalogue(home)
    facts = national.cities.get(city)
    catalogues = {slug: with_city(national, home, slug) for slug in national.cities}
    of_city = catalogues.pop(city, national)
    indicators, agencies = [*_known_labels(of_city)], [*_known_agencies(of_city)]
    for slug, catalogue in catalogues.items():
        indicators += _known_labels(catalogue, national, slug)
        agencies += _known_agencies(catalogue, slug)
    return Matcher(
        indicators, agencies, national.wordings, city_name or (facts.name if facts else "")
    )


def _known_labels(
    catalogue: Catalogue, national: Catalogue | None = None, city: str = ""
) -> Iterator[Known]:
    """Labels that hold in every table; with a ``city`` those that are its own alone."""
    for key, code in catalogue.labels.lines.items():
        is_national = national is not None and national.labels.lines.get(key) == code
        if code and not key[0] and not is_national:
            indicator = catalogue.indicators[code]
            spelling = catalogue.labels.printed[key]
            fits = measures_of(indicator)
            yield Known(code, indicator.name, spelling, city, fits)


def _known_agencies(catalogue: Catalogue, city: str = "") -> Iterator[Known]:
    """Spellings of agencies; with a ``city`` those of its own agencies alone."""
    register = catalogue.agencies
    for spelling, code in register.spellings.items():
        if not city or code in register.own:
            yield Known(code, register.names[code], spelling, city)


def _several(printed: str, known: Iterable[Known], codes: list[str]) -> Proposal:
    names = dict.fromkeys(name.name for name in known if name.code in codes)
    values = {"names": ", ".join(map(repr, names))}
    return Proposal(printed, "none", nearest=tuple(codes), why="several", values=values)


def _codes(known: Iterable[Known]) -> list[str]:
    return list(dict.fromkeys(name.code for name in known))
