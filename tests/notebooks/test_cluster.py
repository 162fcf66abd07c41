"""The same steps on the workers of a Dask cluster; without the extra only that it is asked for."""

import os
import signal
import time
from dataclasses import replace
from importlib import util
from pathlib import Path

import pytest
from copies import bytes_made

from rapor.ground.errors import MissingInput, UsageError
from rapor.run import cluster
from rapor.run.city_steps import make_cities
from rapor.run.cluster import OnCluster, connected
from rapor.run.settings import read_params
from rapor.run.step import Means
from rapor.run.workers import Outcome

needs_dask = pytest.mark.skipif(
    util.find_spec("distributed") is None, reason="the extra 'cluster' is not installed"
)


@pytest.fixture(scope="module")
def local():
    from distributed import LocalCluster  # noqa: PLC0415 - of the extra

    started = LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    )
    with started:
        yield started


def test_without_the_extra_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setattr(cluster.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(MissingInput, match=r"requirements-cluster\.lock"), connected("tcp://x:1"):
        pass


@needs_dask
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "", "nothing", "tcp://"])
def test_an_address_without_a_scheduler_is_told(address, monkeypatch):
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(MissingInput, match="the address of a Dask scheduler"), connected(address):
        pass


@needs_dask
def test_a_cluster_makes_what_this_machine_makes(sample, local):
    params = replace(read_params(sample), years=(2021, 2022))
    made = []
    for means in (Means(cluster=local.scheduler_address), Means()):
        make_cities(sample, params, means=means)
        made.append(bytes_made(sample, ("data/processed/kota-contoh", "reports")))
    assert made[0] == made[1]
    assert any(path.endswith(".pdf") for path in made[0])


def end_a_worker_once(unit):
    """A unit that takes its worker with it, the first time."""
    if not Path(unit).exists():
        Path(unit).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome()


def all_ended(client, work, units, limit):
    workers = OnCluster(client, work, limit)
    for unit in units:
        workers.start(unit)
    outcomes = {}
    while workers.busy:
        outcomes |= dict(workers.ended())
    return outcomes


@needs_dask
def test_a_worker_that_is_lost_costs_its_unit_only(local, tmp_path):
    units = [str(tmp_path / name) for name in ("first", "second")]
    with connected(local.scheduler_address) as client:
        outcomes = all_ended(client, end_a_worker_once, units, 60)
    assert outcomes == {unit: Outcome() for unit in units}


def hang(unit):
    time.sleep(60 if unit == "hanging" else 0)
    return Outcome()


@needs_dask
def test_a_unit_that_hangs_is_told_of_and_stops_no_other(local):
    with connected(local.scheduler_address) as client:
        outcomes = all_ended(client, hang, ["first", "hanging", "last"], 3)
    assert [unit for unit, outcome in outcomes.items() if outcome.problems] == ["hanging"]
    assert "took over 3 seconds, 2 times" in str(outcomes["hanging"].problems[0])


@needs_dask
def test_workers_with_more_threads_are_refused():
    from distributed import LocalCluster  # noqa: PLC0415 - of the extra

    started = LocalCluster(
        n_workers=1, threads_per_worker=2, dashboard_address=None, processes=False
    )
    with started, pytest.raises(UsageError, match="--nthreads 1"):
        connected(started.scheduler_address).__enter__()
