"""Notebooks in this process: cells are run as a kernel runs them, and give the same outputs.

A kernel is a process of its own that loads every library anew. Where many notebooks are run,
a process that has loaded them forks once for each notebook, and the fork runs it here.
"""

import gc
import io
import sys
from binascii import b2a_base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any

import matplotlib as mpl
import nbformat
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.pylabtools import activate_matplotlib, print_figure
from matplotlib import pyplot
from matplotlib.figure import Figure
from matplotlib_inline.backend_inline import configure_inline_support
from nbformat.v4 import new_output
from papermill import execute_notebook
from papermill.engines import Engine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from traitlets import Type
from traitlets.config import Config

from rapor.run.display import show_charts_alike
from rapor.run.kernel import NAME, reraised

_INLINE = "module://matplotlib_inline.backend_inline"
"""What kernels draw with: a figure is shown when its cell ends."""


class _Results(DisplayHook):
    """Keeps the value of a cell's last line as its result."""

    def start_displayhook(self) -> None:
        self._result: dict[str, Any] = {}

    def write_output_prompt(self) -> None:
        self._result["execution_count"] = self.prompt_count

    def write_format_data(
        self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None
    ) -> None:
        self._result |= {"data": _as_text(format_dict), "metadata": md_dict or {}}

    def finish_displayhook(self) -> None:
        if self._result.get("data"):
            _outputs(self).append(new_output("execute_result", **self._result))


class _Displays(DisplayPublisher):
    """Keeps what a cell shows."""

    def publish(self, data: Any, metadata: Any = None, *_source: Any, **_others: Any) -> None:
        shown = new_output("display_data", data=_as_text(data), metadata=metadata or {})
        _outputs(self).append(shown)


def _outputs(part: Any) -> list[Any]:
    """The outputs of the cell that the shell of a hook runs."""
    kept: list[Any] = part.shell.outputs
    return kept


def _as_text(formats: Mapping[str, Any]) -> dict[str, Any]:
    """The forms of a value; pictures as the letters that notebooks store them in."""
    return {
        name: b2a_base64(form, newline=False).decode() if isinstance(form, bytes) else form
        for name, form in formats.items()
    }


class _Stream(io.TextIOBase):
    """Keeps what a cell prints, in the order of all its outputs."""

    def __init__(self, outputs: list[Any], name: str) -> None:
        self._outputs, self._name = outputs, name

    def write(self, text: str) -> int:
        last = self._outputs[-1] if self._outputs else {}
        if last.get("name") == self._name:
            last["text"] += text
        elif text:
            self._outputs.append(new_output("stream", name=self._name, text=text))
        return len(text)


class _Shell(InteractiveShell):
    """IPython without a terminal or a history file; ``outputs`` are those of the running cell."""

    displayhook_class = Type(_Results)
    display_pub_class = Type(_Displays)
    outputs: list[Any]

    def enable_gui(self, gui: object = None) -> None:
        """There is no window to wait for."""

    def _showtraceback(self, etype: type, evalue: object, stb: list[str]) -> None:
        error = {"ename": etype.__name__, "evalue": str(evalue), "traceback": stb}
        self.outputs.append(new_output("error", **error))

    def run(self, cell: nbformat.NotebookNode) -> BaseException | None:
        """Run a cell and keep its outputs in it; return the error that ended it."""
        self.outputs = cell.outputs = []
        printed, told = _Stream(self.outputs, "stdout"), _Stream(self.outputs, "stderr")
        with redirect_stdout(printed), redirect_stderr(told):
            done: Any = self.run_cell(cell.source, store_history=True)  # type: ignore[no-untyped-call]
        cell.execution_count = done.execution_count
        error: BaseException | None = done.error_before_exec or done.error_in_exec
        return error


class _InThisProcess(Engine):  # type: ignore[misc]
    """Papermill's engine that runs cells in the shell of this process."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, _kernel_name: str, **_options: Any) -> None:
        """Run the cells until one fails; papermill says which."""
        shell = _Shell.instance()
        for index, cell in enumerate(nb_man.nb.cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            nb_man.cell_start(cell, index)
            error = shell.run(cell)
            if error is not None:
                nb_man.cell_exception(cell, cell_index=index, exception=error)
                break
            nb_man.cell_complete(cell, cell_index=index)


def _picture(figure: Figure) -> Any:
    """A figure as a kernel shows it, and drawn once.

    To cut a figure to what is on it, matplotlib draws it once before, so that all is in its place.
    To ask for its bounds is enough for that, unless a layout engine has to place it.
    """
    if figure.get_layout_engine() is not None or not (figure.axes or figure.lines):
        room: object = "tight"
    else:
        room = figure.get_tightbbox().padded(mpl.rcParams["savefig.pad_inches"])
    return print_figure(figure, bbox_inches=room, base64=True)  # type: ignore[no-untyped-call]


class OwnProcess:
    """This process in place of a kernel; ``started`` makes it one."""

    def run(
        self, notebook: nbformat.NotebookNode, values: Mapping[str, str | int]
    ) -> nbformat.NotebookNode:
        """Run a notebook with papermill from an empty namespace; return it with its outputs.

        What it sets of how charts are drawn ends with it. Raises as ``Kernel.run``.
        """
        if not gc.isenabled():
            gc.freeze()  # who has no collector has none at a reset either, which would call it
        _Shell.instance().reset(new_session=True)  # type: ignore[no-untyped-call]
        try:
            with mpl.rc_context():
                return execute_notebook(
                    notebook,
                    None,
                    parameters=dict(values),
                    engine_name=_InThisProcess.__name__,
                    kernel_name=NAME,
                    language="python",
                    progress_bar=False,
                    request_save_on_cell_execute=False,
                )
        except PapermillExecutionError as failed:
            reraised(failed)


@contextmanager
def own_process() -> Iterator[OwnProcess]:
    """Make this process one that can run notebooks; forks of it can too, at once.

    To be called inside ``surroundings``.
    """
    papermill_engines.register(_InThisProcess.__name__, _InThisProcess)
    displayed, drawn_with = sys.displayhook, mpl.get_backend(auto_select=False)
    interactive = mpl.is_interactive()
    shell = _Shell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    show_charts_alike()  # a process may have loaded the workspace before it had a shell
    activate_matplotlib(_INLINE)  # type: ignore[no-untyped-call]
    # as the first cell that draws would; an earlier shell of this process has had it
    vars(configure_inline_support).pop("current_backend", None)
    configure_inline_support(shell, _INLINE)  # type: ignore[no-untyped-call]
    formatter: Any = shell.display_formatter
    formatter.formatters["image/png"].for_type(Figure, _picture)
    pyplot.uninstall_repl_displayhook()  # it draws each figure once more, for a window
    try:
        yield OwnProcess()
    finally:
        _Shell.clear_instance()
        sys.displayhook = displayed
        mpl.rcParams["backend"] = drawn_with or "agg"
        mpl.interactive(interactive)
