"""Units of work, each in a process of its own that begins with all that this one has loaded.

A process that ends with its unit leaves nothing to the next one, and one that hangs or is killed
takes nothing with it: it is tried once more, and then told of. Where a system cannot fork, units
are run by threads, which have kernels to run them in.
"""

import gc
import multiprocessing
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection
from typing import Any, Generic, Protocol, TypeVar

from rapor.ground.errors import Problem, RaporError, cannot

Unit = TypeVar("Unit")

CAN_FORK = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
"""Apple's own libraries do not survive a fork."""

_SETS_PDF = "rapor.write.pdf.writer"
TRIES = 2
"""So often a unit is begun that did not end by itself."""
_NEXT = "run it again; if it stays so, run its notebook alone with 'rapor run'"


def can_fork() -> bool:
    """Whether a fork of this process would run: one that has set a PDF leaves it hanging.

    The threads of the program that sets PDFs are not in the fork, which waits for them.
    """
    writer = sys.modules.get(_SETS_PDF)
    return CAN_FORK and not (writer and writer.has_set())


@dataclass(frozen=True)
class Outcome:
    """How a unit ended: with nothing to say, or with what a person has to look at."""

    problems: tuple[Problem, ...] = ()


class Workers(Protocol[Unit]):
    """What runs units."""

    @property
    def busy(self) -> int:
        """How many units have been started and have not ended."""

    def start(self, unit: Unit) -> None:
        """Begin a unit."""

    def ended(self) -> list[tuple[Unit, Outcome]]:
        """Wait until one or more units have ended; return them."""

    def stop(self) -> None:
        """End what is still running."""


def outcome_of(work: Callable[[Unit], None], unit: Unit) -> Outcome:
    """Do the work; whatever ends it is an outcome, for other units go on."""
    try:
        work(unit)
    except RaporError as refused:
        return Outcome(problems=tuple(refused.problems))
    except OSError as error:
        return Outcome(problems=(cannot(error, str(unit), "made"),))
    except Exception as error:  # noqa: BLE001 - a bug in one unit, told of with the others' ends
        last = traceback.format_exception_only(error)[-1].strip().split("\n")[-1]
        return Outcome(problems=(Problem(str(unit), last, "", _NEXT),))
    return Outcome()


def unended(unit: object, how: str, tries: int) -> Outcome:
    """What is told of a unit that did not end by itself."""
    return Outcome(problems=(Problem(str(unit), f"{how}, {tries} times", "an end", _NEXT),))


@dataclass
class _Running(Generic[Unit]):
    """A unit in its process, which is to end before ``until``."""

    unit: Unit
    tries: int
    process: Any
    answer: connection.Connection
    until: float


class Forks(Generic[Unit]):
    """A fork of this process for each unit, ended when it takes longer than ``limit`` seconds.

    ``size`` says how many times that long a unit may take.
    """

    def __init__(
        self,
        work: Callable[[Unit], None],
        limit: float,
        size: Callable[[Unit], int] = lambda _unit: 1,
    ) -> None:
        self._work, self._limit, self._size = work, limit, size
        self._context = multiprocessing.get_context("fork")
        self._running: list[_Running[Unit]] = []
        gc.collect()
        gc.freeze()  # forks share what is not looked through

    @property
    def busy(self) -> int:
        """How many units have been started and have not ended."""
        return len(self._running)

    def start(self, unit: Unit, tries: int = 1) -> None:
        """Begin a unit."""
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=self._in_fork, args=(unit, theirs))
        process.start()
        theirs.close()
        until = time.monotonic() + self._limit * self._size(unit)
        self._running.append(_Running(unit, tries, process, ours, until))

    def ended(self) -> list[tuple[Unit, Outcome]]:
        """Wait until one or more units have ended; return them."""
        done: list[tuple[Unit, Outcome]] = []
        while self._running and not done:
            soonest = min(running.until for running in self._running)
            answers = [running.answer for running in self._running]
            ready = connection.wait(answers, max(0.0, soonest - time.monotonic()))
            for running in list(self._running):
                if running.answer in ready or running.until <= time.monotonic():
                    self._running.remove(running)
                    done += self._end_of(running, has_answered=running.answer in ready)
        return done

    def stop(self) -> None:
        """End what is still running."""
        for running in self._running:
            running.process.kill()
            running.process.join()
        self._running = []
        gc.unfreeze()

    def _in_fork(self, unit: Unit, answer: connection.Connection) -> None:
        gc.disable()  # it lives for seconds
        answer.send(outcome_of(self._work, unit))
        answer.close()

    def _end_of(
        self, running: _Running[Unit], *, has_answered: bool
    ) -> Iterator[tuple[Unit, Outcome]]:
        """How a unit ended, or nothing where it is begun once more."""
        outcome = None
        if has_answered:
            with suppress(EOFError, OSError):
                outcome = running.answer.recv()
        else:
            running.process.kill()
        running.process.join()
        running.answer.close()
        if outcome is None and running.tries < TRIES:
            self.start(running.unit, running.tries + 1)
            return
        if outcome is None:
            limit = self._limit * self._size(running.unit)
            how = "its process was ended" if has_answered else f"took over {limit:g} seconds"
            outcome = unended(running.unit, how, running.tries)
        yield running.unit, outcome


class Threads(Generic[Unit]):
    """Threads of this process; ``work`` has to see to its time itself."""

    def __init__(self, work: Callable[[Unit], None], jobs: int) -> None:
        self._work = work
        self._pool = ThreadPoolExecutor(jobs)
        self._running: dict[Future[Outcome], Unit] = {}

    @property
    def busy(self) -> int:
        """How many units have been started and have not ended."""
        return len(self._running)

    def start(self, unit: Unit) -> None:
        """Begin a unit."""
        self._running[self._pool.submit(outcome_of, self._work, unit)] = unit

    def ended(self) -> list[tuple[Unit, Outcome]]:
        """Wait until one or more units have ended; return them."""
        done, _ = wait(self._running, return_when=FIRST_COMPLETED)
        return [(self._running.pop(future), future.result()) for future in done]

    def stop(self) -> None:
        """Wait for what is running: a thread cannot be ended."""
        self._pool.shutdown(cancel_futures=True)
