"""The daily jobs as forms of the start notebook: a box for each option of a command.

A form holds no rule of its own. It is made from the command's own options, runs that command,
and shows the line by which a terminal does the same.
"""

import shlex
from contextlib import redirect_stderr, redirect_stdout
from html import escape
from io import StringIO
from typing import Any

import typer

from rapor.catalogue import load_catalogue, load_city
from rapor.ground.errors import UsageError
from rapor.ground.language import LANGUAGES
from rapor.ground.paths import Home
from rapor.ground.period import PERIODS
from rapor.ground.vocabularies import PUBLICATIONS
from rapor.run.forms import FOLDER
from rapor.run.handing_on import STATES
from rapor.run.settings import read_params
from rapor.validate.decisions import ACTIONS

JOBS = (
    *("request", "receive", "status", "follow-up", "add", "survey", "decide", "adopt", "note"),
    *("levels", "brief", "extract", "slides", "export", "deliver"),
)
"""The commands that have a form, in the order in which a year asks for them."""

_KEEPS, _ELSEWHERE = "apply", frozenset({"home", "help", "edit"})
"""The option that a button of its own gives, and those that mean nothing in a notebook."""
_WIDE = "34em"


class JobForm:
    """The form of one command: its boxes, what they say as a line, and what it answered.

    ``boxes`` are named as the command's options. A box that is left empty is not given.
    """

    def __init__(self, home: Home, job: str, given: dict[str, Any], lists: dict[str, Any]) -> None:
        import ipywidgets as widgets

        from rapor.run import cli

        self._home, self.job = home, job
        command: Any = typer.main.get_command(cli.app)
        self.help = str(command.commands[job].help)
        options = [option for option in command.commands[job].params if _is_asked(option)]
        self._options = {option.name: option for option in options}
        self.writes = _KEEPS in self._options
        self._options.pop(_KEEPS, None)
        self.boxes = {
            name: _box(widgets, option, lists.get(name), given.get(name))
            for name, option in self._options.items()
        }
        self._show = widgets.Button(description="Show" if self.writes else "Do it")
        self._keep = widgets.Button(description="Keep", button_style="primary")
        self._line, self._answer = widgets.HTML(), widgets.HTML()
        self._show.on_click(lambda _: self.run())
        self._keep.on_click(lambda _: self.run(keep=True))
        for box in self.boxes.values():
            box.observe(self._say_line, "value")
        self._say_line()

    @property
    def arguments(self) -> list[str]:
        """What a terminal would be given after the command's name."""
        positional, named = [], []
        for name, option in self._options.items():
            value = self.boxes[name].value
            if not option.opts[0].startswith("-") and name in self.lacks:
                value = name.upper()  # else what follows would stand in its place
            if value in ("", None, False):
                continue
            texts = _texts(option, value)
            if option.opts[0].startswith("-"):
                named += [part for text in texts for part in _named(option, text)]
            else:
                positional += texts
        return [*positional, *named]

    @property
    def lacks(self) -> list[str]:
        """The boxes that are empty and have to be filled."""
        return [
            name
            for name, option in self._options.items()
            if option.required and not str(self.boxes[name].value or "").strip()
        ]

    @property
    def line(self) -> str:
        """The line by which a terminal does the same."""
        return shlex.join(["rapor", self.job, *self.arguments])

    @property
    def answer(self) -> str:
        """What the command answered, as a page shows it; empty before it ran."""
        return str(self._answer.value)

    def run(self, *, keep: bool = False) -> int:
        """Run the command as the boxes stand; its exit code. ``keep`` gives ``--apply``."""
        if self.lacks:
            self._answer.value = escape(f"Fill first: {', '.join(self.lacks)}.")
            return UsageError.exit_code
        more = ["--apply"] if keep else []
        self._show.disabled = self._keep.disabled = True
        self._answer.value = "..."
        try:
            code, answer = _run([self.job, *self._reached(), *more, "--home", str(self._home.root)])
        finally:
            self._show.disabled = self._keep.disabled = False
        self._answer.value = f"<pre style='white-space:pre-wrap'>{escape(answer)}</pre>"
        return code

    def _reached(self) -> list[str]:
        """The arguments, with files looked for from the project's folder, not the notebook's."""
        files = {
            text
            for name, option in self._options.items()
            if "Path" in str(option.type_descriptor.annotation)
            for text in _texts(option, self.boxes[name].value)
        }
        return [
            str(self._home.root / text) if text and text in files else text
            for text in self.arguments
        ]

    def _say_line(self, _: object = None) -> None:
        self._line.value = f"In a terminal: <code>{escape(self.line)}</code>"

    def widget(self) -> Any:
        """The form as JupyterLab shows it."""
        import ipywidgets as widgets

        rows = [
            widgets.HBox([box, widgets.HTML(escape(_explanation(self._options[name])))])
            for name, box in self.boxes.items()
        ]
        buttons = [self._show, self._keep] if self.writes else [self._show]
        told = widgets.HTML(escape(self.help))
        return widgets.VBox([told, *rows, widgets.HBox(buttons), self._line, self._answer])


class JobForms:
    """A box to choose what to do, and the form of what is chosen.

    Raises ``UsageError`` for a city that the project does not have.
    """

    def __init__(self, home: Home, city: str, year: int) -> None:
        import ipywidgets as widgets

        given = {"city": city, "year": year, "language": "id", "period": "annual"}
        lists = _lists(home, city)
        self.forms = {job: JobForm(home, job, given, lists) for job in JOBS}
        self.chosen = widgets.Dropdown(options=JOBS, description="What to do")

    def __str__(self) -> str:
        return "Forms of the daily jobs: " + ", ".join(self.forms)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        import ipywidgets as widgets

        stack = widgets.Stack([form.widget() for form in self.forms.values()])
        widgets.jslink((self.chosen, "index"), (stack, "selected_index"))
        whole = widgets.VBox([self.chosen, stack])
        return {**whole._repr_mimebundle_(), "text/plain": str(self)}


def _lists(home: Home, city: str) -> dict[str, Any]:
    """What the boxes of some options offer to choose from."""
    params, catalogue = read_params(home), load_catalogue(home, city)
    years = load_city(home, city).years
    filled = sorted(home.relative(path) for path in (home.root / FOLDER).glob("**/*.xlsx"))
    return {
        "city": tuple(params.cities),
        "year": tuple(year for year in years if year in params.years),
        "language": LANGUAGES,
        "period": PERIODS,
        "indicator": tuple(sorted(catalogue.indicators)),
        "form": tuple(filled),
        "action": ACTIONS,
        "kind": PUBLICATIONS,
        "state": STATES,
    }


def _is_asked(option: Any) -> bool:
    return option.name not in _ELSEWHERE and not option.hidden


def _explanation(option: Any) -> str:
    """What belongs into a box: its form where one is asked for, and its meaning."""
    form = option.metavar if option.opts[0].startswith("-") else None
    return ": ".join(filter(None, [form, option.help]))


def _texts(option: Any, value: Any) -> list[str]:
    """What a box says, as a terminal would part it where an option takes several.

    A quotation mark that nothing closes is a letter: the command says what it makes of it.
    """
    if not (option.multiple or option.nargs != 1):
        return [str(value)]
    try:
        return shlex.split(value)
    except ValueError:
        return [str(value)]


def _named(option: Any, text: str) -> tuple[str, ...]:
    return (option.opts[0],) if option.is_flag else (option.opts[0], text)


def _box(widgets: Any, option: Any, offered: Any, value: Any) -> Any:
    """A list where only what is offered can be meant, else a line to write in."""
    label = f"{option.name}{' *' if option.required else ''}"
    form = {"description": label, "layout": widgets.Layout(width=_WIDE)}
    form["style"] = {"description_width": "8em"}
    if option.opts[0].startswith("-") and option.is_flag:
        return widgets.Checkbox(value=False, **form)
    if offered and option.name in ("indicator", "form"):
        return widgets.Combobox(options=offered, placeholder="begin to type", **form)
    if offered:
        first = value if value in offered else option.default or ""
        offered = offered if first in offered else (first, *offered)
        return widgets.Dropdown(options=offered, value=first, **form)
    return widgets.Text(value="", continuous_update=False, **form)


def _run(arguments: list[str]) -> tuple[int, str]:
    """Exit code and text of a command that runs in this process."""
    from rapor.run import cli

    text = StringIO()
    with redirect_stdout(text), redirect_stderr(text):
        try:
            cli.main(arguments)
        except SystemExit as end:
            return int(end.code or 0), text.getvalue()
    return 0, text.getvalue()
