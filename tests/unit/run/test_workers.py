"""Units in processes of their own: whatever becomes of one, the others are done."""

import os
import signal
import time

import pytest

from rapor.ground.errors import DataRejected, Problem
from rapor.run.workers import CAN_FORK, Forks, Threads

pytestmark = [
    pytest.mark.skipif(not CAN_FORK, reason="the system cannot fork"),
    pytest.mark.usefixtures("forks_at_once"),
]


def all_ended(workers, units):
    """Start all units at once; how each ended."""
    for unit in units:
        workers.start(unit)
    outcomes = {}
    while workers.busy:
        outcomes |= dict(workers.ended())
    workers.stop()
    return outcomes


def refuse(where):
    raise DataRejected([Problem(where, "is wrong"), Problem(where, "is worse")])


def fill_the_disk(_unit):
    raise OSError(28, "No space left on device")


def be_killed(_unit):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("work", "problems"),
    [
        (lambda _unit: None, []),
        (refuse, ["unit: is wrong", "unit: is worse"]),
        (fill_the_disk, ["unit: cannot be made: No space left on device"]),
        (lambda unit: {}[unit], ["unit: KeyError: 'unit'"]),
        (be_killed, ["unit: its process was ended, 2 times"]),
        (lambda _unit: time.sleep(60), ["unit: took over 0.5 seconds, 2 times"]),
    ],
    ids=["fine", "refused", "no room", "a bug", "killed", "hanging"],
)
def test_a_unit_ends_with_what_a_person_has_to_look_at(work, problems):
    outcome = all_ended(Forks(work, 0.5), ["unit"])["unit"]
    assert [f"{problem.where}: {problem.found}" for problem in outcome.problems] == problems


def test_a_unit_whose_process_was_ended_once_is_done_the_second_time(tmp_path):
    def work(unit):
        if not (tmp_path / unit).exists():
            (tmp_path / unit).touch()
            be_killed(unit)

    outcomes = all_ended(Forks(work, 60), ["first", "second"])
    assert not any(outcome.problems for outcome in outcomes.values())


def test_one_unit_that_hangs_stops_no_other():
    def work(unit):
        if unit == "hanging":
            time.sleep(60)

    outcomes = all_ended(Forks(work, 0.5), ["first", "hanging", "last"])
    assert [unit for unit, outcome in sorted(outcomes.items()) if outcome.problems] == ["hanging"]


def test_nothing_that_a_unit_changes_reaches_the_next():
    kept = []
    outcomes = all_ended(Forks(lambda unit: kept.append(unit) or refuse(str(kept)), 60), "ab")
    assert {outcome.problems[0].where for outcome in outcomes.values()} == {"['a']", "['b']"}
    assert kept == []


def test_threads_tell_of_their_units_as_forks_do():
    outcomes = all_ended(Threads(lambda unit: refuse(unit) if unit == "b" else None, 2), "abc")
    assert [unit for unit, outcome in sorted(outcomes.items()) if outcome.problems] == ["b"]


def test_a_unit_of_several_notebooks_has_the_time_of_each():
    forks = Forks(lambda _unit: time.sleep(0.8), 0.4, size=lambda unit: 50 if unit == "many" else 1)
    ended = all_ended(forks, ["many", "one"])
    assert not ended["many"].problems
    assert "took over 0.4 seconds" in ended["one"].problems[0].found
