"""What the start notebook shows: what there is and lacks, and boxes to choose and read a report."""

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from rapor.catalogue import load_city
from rapor.ground.errors import Problem, RaporError, UsageError
from rapor.ground.language import LANGUAGES
from rapor.ground.paths import Home
from rapor.ground.period import PERIODS, check_period
from rapor.ground.tables import Tables
from rapor.run import stages
from rapor.run.settings import check_language, read_params

_FRAME = (
    '<iframe srcdoc="{page}" title="{title}" sandbox="allow-scripts allow-popups"'
    ' style="width:100%;height:78vh;border:1px solid #cfd6d9;background:#fff"></iframe>'
)
_NAMES = {"city": "City", "year": "Year", "language": "Language", "period": "Period"}


@dataclass(frozen=True)
class State:
    """How far the data of one city and year reaches.

    ``indicators`` are those of the road map, ``realised`` those with a result of the year,
    ``lacks`` says in words what a complete report would need.
    """

    city: str
    year: int
    indicators: int
    realised: int
    lacks: tuple[str, ...]

    def __str__(self) -> str:
        known = f"{self.realised} of {self.indicators} indicators have a result"
        return f"{self.city} {self.year}: {known}; lacks {'; '.join(self.lacks) or 'nothing'}"


def state(home: Home, city: str, year: int) -> State:
    """The state of a city's year; its tables are made first where they are missing or old.

    Raises as ``stages.everything``.
    """
    tables = stages.everything(home, city, year)
    planned = tables["indicators"]
    planned = planned[planned["indicator"].isin(set(tables["targets"]["indicator"]) - {""})]
    known = planned["realised"].notna() | (planned["realised_text"] != "")
    return State(city, year, len(planned), int(known.sum()), tuple(_lacks(planned, tables, year)))


def _lacks(planned: pd.DataFrame, tables: Tables, year: int) -> list[str]:
    counts = {
        f"results of {year}": int((planned["status"] == "no_data").sum()),
        f"targets of {year}": int((planned["status"] == "no_target").sum()),
        "answers of the city": _asked(tables["findings"]),
    }
    gaps = [f"{count} {name}" for name, count in counts.items() if count]
    scored = tables["index"]["official"].notna().any()
    return gaps if scored else [*gaps, "the official index"]


def _asked(findings: pd.DataFrame) -> int:
    """How many questions wait for the city; one may be about several findings."""
    return int(findings.loc[findings["decision"] == "ask", "decision_id"].nunique())


def states(home: Home) -> dict[tuple[str, int], State]:
    """The state of every city and year of ``params.yaml`` that its road map reaches."""
    params = read_params(home)
    return {
        (city, year): state(home, city, year)
        for city in params.cities
        for year in load_city(home, city).years
        if year in params.years
    }


class Chooser:
    """Boxes for city, year, language and period, and a button that makes and shows the report.

    Where there are no widgets to click on, as in a stored notebook, it shows as one line: what
    the chosen year has and lacks.

    Raises ``UsageError`` for a city and year that ``params.yaml`` does not name, and for a
    language or a period that does not exist.
    """

    def __init__(self, home: Home, city: str, year: int, language: str, period: str) -> None:
        import ipywidgets as widgets

        self._home = home
        self._states = states(home)
        self._check(city, year)
        check_language(language)
        check_period(period)
        self._city, self._year = widgets.Dropdown(), widgets.Dropdown()
        self._language = widgets.Dropdown(options=LANGUAGES, value=language)
        self._period = widgets.Dropdown(options=PERIODS, value=period)
        self._button = widgets.Button(description="Make and show", button_style="primary")
        self._message, self._page = widgets.HTML(), widgets.HTML()
        self._city.options = sorted({slug for slug, _ in self._states})
        self._city.value = city
        self._offer_years()
        self._year.value = year
        self._city.observe(self._offer_years, "value")
        self._year.observe(self._say_state, "value")
        self._button.on_click(self._show)
        self._say_state()

    @property
    def state(self) -> State:
        """The state of the chosen city and year."""
        return self._states[self._city.value, self._year.value]

    @property
    def message(self) -> str:
        """What stands below the boxes: the state, or what went wrong."""
        return str(self._message.value)

    @property
    def page(self) -> str:
        """The report as it is shown; empty before the first one."""
        return str(self._page.value)

    def choose(self, city: str, year: int) -> None:
        """Choose as a person would in the boxes."""
        self._city.value, self._year.value = city, year

    def press(self) -> None:
        """Press the button as a person would."""
        self._button.click()

    def _check(self, city: str, year: int) -> None:
        if (city, year) not in self._states:
            offered = ", ".join(f"{slug} {offered_year}" for slug, offered_year in self._states)
            raise UsageError(
                Problem("city, year", f"{city} {year}", f"one of {offered}", "choose one of them")
            )

    def _offer_years(self, _: object = None) -> None:
        self._year.options = [year for city, year in self._states if city == self._city.value]

    def _say_state(self, _: object = None) -> None:
        if self._year.value is not None:
            self._message.value = escape(str(self.state))

    def _show(self, _: object) -> None:
        self._button.disabled, self._page.value = True, ""
        self._message.value = f"Making the report of {escape(str(self._city.value))} ..."
        chosen = (self._city.value, self._year.value, self._language.value, self._period.value)
        try:
            path = stages.report(self._home, *chosen)
        except RaporError as error:
            self._message.value = "<br>".join(escape(str(problem)) for problem in error.problems)
        else:
            page = path.read_text(encoding="utf-8")
            self._message.value = escape(f"{self.state}. Files: {self._home.relative(path.parent)}")
            self._page.value = _FRAME.format(page=escape(page), title=escape(str(self.state)))
        finally:
            self._button.disabled = False

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        import ipywidgets as widgets

        for name in _NAMES:
            getattr(self, f"_{name}").layout.width = "11em"
        boxes = [
            widgets.VBox([widgets.Label(_NAMES[name]), getattr(self, f"_{name}")])
            for name in _NAMES
        ]
        row = widgets.HBox(boxes, layout=widgets.Layout(flex_flow="row wrap"))
        whole = widgets.VBox([row, self._button, self._message, self._page])
        return {**whole._repr_mimebundle_(), "text/plain": str(self.state)}
