"""Units of work on the workers of a Dask cluster, which see the project's folder as this one does.

A worker has one thread, for what a notebook is run in belongs to its process. One that is lost
costs the unit that it had, which Dask gives to another; one whose unit takes too long is started
anew. The scheduler and the workers are started by whoever owns the machines: ``docs/cluster.md``.
"""

import importlib.util
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic

from rapor.ground.errors import MissingInput, Problem, UsageError
from rapor.run.workers import TRIES, Outcome, Unit, unended

if TYPE_CHECKING:
    from distributed import Client

_OPTION = "--cluster"
_PATIENCE = 30
"""Seconds to wait for the scheduler, and then for its first worker."""


@dataclass
class _Sent(Generic[Unit]):
    """A unit that has been sent, which is to end before ``until``."""

    unit: Unit
    tries: int
    until: float


class OnCluster(Generic[Unit]):
    """The workers of a cluster; each unit has ``limit`` seconds, and ends with an ``Outcome``."""

    def __init__(self, client: "Client", work: Callable[[Unit], Outcome], limit: float) -> None:
        self._client, self._work, self._limit = client, work, limit
        self._sent: dict[Any, _Sent[Unit]] = {}

    @property
    def busy(self) -> int:
        """How many units have been started and have not ended."""
        return len(self._sent)

    def jobs(self) -> int:
        """How many units the workers that are there can run at a time."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def start(self, unit: Unit, tries: int = 1) -> None:
        """Begin a unit."""
        future = self._client.submit(self._work, unit, pure=False)
        self._sent[future] = _Sent(unit, tries, time.monotonic() + self._limit)

    def ended(self) -> list[tuple[Unit, Outcome]]:
        """Wait until one or more units have ended; return them."""
        from distributed import wait

        done: list[tuple[Unit, Outcome]] = []
        while self._sent and not done:
            left = min(sent.until for sent in self._sent.values()) - time.monotonic()
            with suppress(TimeoutError):
                wait(list(self._sent), timeout=max(0.1, left), return_when="FIRST_COMPLETED")
            for future, sent in list(self._sent.items()):
                if future.done():
                    del self._sent[future]
                    done.append((sent.unit, _outcome_of(future, sent.unit)))
                elif sent.until <= time.monotonic():
                    del self._sent[future]
                    done += self._give_up(future, sent)
        return done

    def stop(self) -> None:
        """Take back what has not begun; what a worker has begun, it ends."""
        self._client.cancel(list(self._sent))
        self._sent = {}

    def _give_up(self, future: Any, sent: _Sent[Unit]) -> Iterator[tuple[Unit, Outcome]]:
        """Start the worker of a unit anew, and the unit once more, or tell of it."""
        keys = self._client.processing()
        self._client.cancel([future], force=True)
        hanging = [worker for worker, held in keys.items() if future.key in held]
        if hanging:
            self._client.restart_workers(hanging, raise_for_error=False)
        if sent.tries < TRIES:
            self.start(sent.unit, sent.tries + 1)
            return
        yield sent.unit, unended(sent.unit, f"took over {self._limit:g} seconds", sent.tries)


def _outcome_of(future: Any, unit: object) -> Outcome:
    if future.status == "finished":
        outcome: Outcome = future.result()
        return outcome
    error = future.exception() if future.status == "error" else "its worker or the scheduler went"
    how = str(error).strip().partition("\n")[0][:200]
    return Outcome((Problem(str(unit), how, "an end", "look at the workers, then use --resume"),))


@contextmanager
def connected(address: str) -> Iterator["Client"]:
    """The scheduler at an address, such as ``tcp://10.0.0.1:8786``, once it has a worker.

    Raises ``MissingInput`` without the extra, a scheduler or a worker there, ``UsageError`` for
    workers that run more than one unit at a time.
    """
    if importlib.util.find_spec("distributed") is None:
        needed = "the extra 'cluster', which sends work to other machines"
        step = "install it from requirements-cluster.lock, as docs/cluster.md says"
        raise MissingInput(Problem(_OPTION, "Dask is not installed", needed, step))
    from distributed import Client

    if not address.partition("://")[2]:
        raise _unreached(address, "no address")
    try:
        client = Client(address, timeout=_PATIENCE)
    except (OSError, ValueError, ImportError) as error:
        raise _unreached(address, str(error)) from None
    with client:
        _check_workers(client, address)
        yield client


def _unreached(address: str, why: str) -> MissingInput:
    found = f"{address[:60]!r}: {why.partition(chr(10))[0][:120]}"
    expected = "the address of a Dask scheduler, such as tcp://10.0.0.1:8786"
    return MissingInput(Problem(_OPTION, found, expected, "start it, or correct it"))


def _check_workers(client: "Client", address: str) -> None:
    with suppress(TimeoutError):
        client.wait_for_workers(1, timeout=_PATIENCE)
    threads = client.nthreads()
    if not threads:
        step = f"start one: dask worker {address} --nthreads 1"
        raise MissingInput(Problem(_OPTION, f"{address} has no worker", "workers", step))
    many = sorted(worker for worker, count in threads.items() if count > 1)
    if many:
        found = f"workers with more than one thread: {', '.join(many)}"
        raise UsageError(Problem(_OPTION, found, "one thread each", "start them with --nthreads 1"))
