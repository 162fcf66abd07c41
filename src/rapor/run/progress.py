"""How far a long run is: a bar with the step and what is left on a terminal, lines in a log.

The bar is drawn when something begins or ends and at no other time: no thread draws it, for steps
run in forks of this process.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

_SHOWN: list[Console] = []
"""The terminal on which a bar stands now, if any: lines go above it."""


def tell(line: str) -> None:
    """Show a line to who waits, apart from the results; above the bar where one stands."""
    if _SHOWN:
        _SHOWN[-1].print(line, markup=False, highlight=False, soft_wrap=True)
        return
    sys.stderr.write(f"{line}\n")  # at once, as print would not: two threads tell
    sys.stderr.flush()


class Progress:
    """A run of several steps; without a ``bar`` it shows nothing, for the lines say it."""

    def __init__(self, total: int, bar: Bar | None = None) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=total) if bar else None

    def begin(self, step: str) -> None:
        """Show what has begun."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=step, refresh=True)

    def end(self, steps: int = 1) -> None:
        """Count steps that have ended."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task, steps)
            self._bar.refresh()


@contextmanager
def progress(total: int) -> Iterator[Progress]:
    """How far a run of ``total`` steps is, while it lasts; one within another shows nothing."""
    console = Console(stderr=True)
    if not sys.stderr.isatty() or console.is_dumb_terminal or _SHOWN:
        yield Progress(total)
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    bar = Bar(
        *columns,
        console=console,
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
        transient=True,
    )
    _SHOWN.append(console)
    try:
        with bar:
            yield Progress(total, bar)
    finally:
        _SHOWN.pop()
