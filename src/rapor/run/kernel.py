"""Kernels for notebooks: quiet, with nothing of the user's own set-up, and used again.

Starting a kernel and loading the libraries takes longer than most notebooks run. A kernel
that has run one notebook therefore runs the next from an empty namespace; only loaded
modules stay, and those keep nothing from one notebook for the other.
"""

import builtins
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from os import environ
from typing import Any, NoReturn, Protocol

import nbformat

from rapor.ground.errors import DataRejected, MissingInput, Problem, RaporError, UsageError, cannot
from rapor.ground.paths import ENVIRONMENT, Home

NAME = "python3"
_QUIET = "--IPKernelApp.log_level=50"
"""Kernels report their own start and end to the terminal; only ours belongs there."""

_FOREIGN = ("PYTHONSTARTUP", "JUPYTER_PATH", "JUPYTER_CONFIG_DIR")
_EMPTY = "get_ipython().reset(new_session=True)"
_SECONDS_TO_ANSWER = 60
_LOOPBACK = "127.0.0.1"
_SECONDS_TO_REACH = 5


class Runner(Protocol):
    """What runs notebooks: a kernel, or a process in place of one."""

    def run(
        self, notebook: nbformat.NotebookNode, values: Mapping[str, str | int]
    ) -> nbformat.NotebookNode:
        """Run a notebook; return it with its outputs."""


class Kernel:
    """A kernel that runs notebooks one after the other, from one thread.

    A cell may take ``limit`` seconds; without, as long as it takes.
    """

    def __init__(self, limit: float | None = None) -> None:
        self._manager: Any = None
        self._limit = limit

    def run(
        self, notebook: nbformat.NotebookNode, values: Mapping[str, str | int]
    ) -> nbformat.NotebookNode:
        """Run a notebook with papermill; return it with its outputs.

        Raises what the notebook raised: a ``RaporError`` comes out with its problems, any
        other error as papermill's. A kernel that does not start is tried once more.
        """
        from nbclient.exceptions import DeadKernelError
        from papermill.exceptions import PapermillExecutionError

        try:
            try:
                return self._run(notebook, values)
            except DeadKernelError:
                raise
            except RuntimeError:  # two kernels took one port, and this one never started
                self.close()
                return self._run(notebook, values)
        except PapermillExecutionError as failed:
            reraised(failed)

    def close(self) -> None:
        """End the kernel at once: every file is whole when a cell has ended."""
        from jupyter_core.utils import run_sync

        manager, self._manager = self._manager, None
        if manager is not None and manager.has_kernel:
            run_sync(manager.shutdown_kernel)(now=True)

    def _run(
        self, notebook: nbformat.NotebookNode, values: Mapping[str, str | int]
    ) -> nbformat.NotebookNode:
        from jupyter_client.manager import AsyncKernelManager
        from papermill import execute_notebook

        if self._manager is None:
            self._manager = AsyncKernelManager(kernel_name=NAME)
        if self._manager.has_kernel:
            self._empty()
        return execute_notebook(
            notebook,
            None,
            parameters=dict(values),
            kernel_name=NAME,
            language="python",
            km=self._manager,
            progress_bar=False,
            request_save_on_cell_execute=False,
            execution_timeout=self._limit,
            extra_arguments=[_QUIET],
        )

    def _empty(self) -> None:
        """Bring the kernel to where a new one begins: no names, and the first cell is number 1."""
        from jupyter_client.blocking.client import BlockingKernelClient

        client = BlockingKernelClient()
        client.load_connection_info(self._manager.get_connection_info())
        client.start_channels()
        try:
            client.wait_for_ready(timeout=_SECONDS_TO_ANSWER)
            client.execute(_EMPTY, silent=True, reply=True, timeout=_SECONDS_TO_ANSWER)
        finally:
            client.stop_channels()


@contextmanager
def kernel(limit: float | None = None) -> Iterator[Kernel]:
    """A kernel that is ended with the block."""
    started = Kernel(limit)
    try:
        yield started
    finally:
        started.close()


def check_reachable() -> None:
    """Ask whether two programs of this machine can speak to each other, as kernels have to.

    Where its loopback network is down a kernel would be waited for in vain, a minute at a time.

    Raises ``MissingInput``.
    """
    try:
        with socket.create_server((_LOOPBACK, 0)) as server:
            socket.create_connection(server.getsockname(), timeout=_SECONDS_TO_REACH).close()
    except OSError:
        raise MissingInput(
            Problem(
                "the machine",
                f"no kernel can be reached: its loopback network, {_LOOPBACK}, is down",
                "a loopback network that is up; no other network is used",
                "bring it up, as root with 'ip link set lo up', and run the command again",
            )
        ) from None


@contextmanager
def surroundings(home: Home, *, reach: bool = True) -> Iterator[None]:
    """What kernels inherit: the project's home, and nothing of the user's own set-up.

    Raises as ``check_reachable``, before anything is started, where kernels are to be reached.
    """
    if reach:
        check_reachable()
    before = dict(environ)
    with tempfile.TemporaryDirectory() as scratch:
        for name in _FOREIGN:
            environ.pop(name, None)
        environ.update(
            {
                ENVIRONMENT: str(home.root),
                "IPYTHONDIR": scratch,
                "JUPYTER_RUNTIME_DIR": scratch,
                "JUPYTER_PREFER_ENV_PATH": "1",
            }
        )
        try:
            yield
        finally:
            environ.clear()
            environ.update(before)


def reraised(failed: Any) -> NoReturn:
    """Raise what the notebook raised where it is a ``RaporError``, else papermill's error.

    A machine that refuses (no space, no permission) is a ``MissingInput``, as in a command.
    """
    ours = _ours(failed.ename, failed.evalue)
    if ours is None:
        raise failed
    raise ours from None


def _ours(name: str, message: str) -> RaporError | None:
    """The error that a kernel handed on by name and text; None for one that is a bug of ours."""
    kinds: dict[str, type[RaporError]] = {
        kind.__name__: kind for kind in (DataRejected, UsageError, MissingInput)
    }
    if name in kinds:
        return kinds[name].from_kernel(message)
    kind = getattr(builtins, name, None)
    if isinstance(kind, type) and issubclass(kind, OSError):
        return MissingInput(cannot(OSError(message), "the machine", "used"))
    return None
