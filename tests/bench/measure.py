"""Seconds, memory and sizes: ``make bench``, or some steps: ``make bench STEPS="formats stages"``.

Works on a copy of the project under ``bench/``. Memory is the peak of the largest process of a
step (kernels are processes of their own). Figures are printed, not asserted: they belong to
the machine. ``killed`` and ``environments`` are proofs that take minutes; they run when named.
"""

import os
import re
import sys
from collections.abc import Callable
from importlib import import_module

import yaml
from project_copy import COPY, change_one_cell, copy_project, drop_outputs, measure

STAGES = ("clean", "validate", "evaluate", "report")


def stages() -> None:
    """Each stage of each city."""
    _head("stage")
    for city in _cities():
        for stage in STAGES:
            measure(
                f"{stage} {city}", "dvc", "repro", "--quiet", "--single-item", f"{stage}@{city}"
            )


def pipeline() -> None:
    """Everything, nothing, and what one changed cell makes anew: stages of its city only."""
    _head("pipeline")
    drop_outputs()
    city = _cities()[0]
    measure("the whole pipeline", "dvc", "repro", "--quiet")
    measure("nothing to do", "dvc", "repro", "--quiet")
    measure("the whole pipeline, rapor reports", "rapor", "reports")
    measure("nothing to do, rapor reports", "rapor", "reports")
    change_one_cell(city)
    printed = measure(f"one cell of {city} changed", "dvc", "repro")
    ran = set(re.findall(r"Running stage '(\w+)@([a-z0-9-]+)'", printed))
    print(f"stages that ran for it: {', '.join(f'{step}@{one}' for step, one in sorted(ran))}")
    strangers = {one for _, one in ran} - {city}
    if strangers:
        sys.exit(f"stages of another city ran: {', '.join(sorted(strangers))}")


def commands() -> None:
    """What a person waits for."""
    _head("command")
    city = _cities()[0]
    measure("rapor --help", "rapor", "--help")
    measure("rapor list", "rapor", "list")
    measure(f"rapor check {city}", "rapor", "check", city)
    measure(f"rapor report {city}, one year", "rapor", "report", city, "2023")


def _of(module: str, name: str) -> Callable[[], None]:
    """A step of a module that is loaded when it runs: what is small measures others rightly."""

    def step() -> None:
        getattr(import_module(module), name)()

    return step


MEASURES: dict[str, Callable[[], None]] = {
    "stages": stages,
    "commands": commands,
    "formats": _of("formats_table", "formats"),
    "pipeline": pipeline,
    "batch": _of("ways", "main"),
    "site": _of("long_site", "main"),
    "sown": _of("sown", "main"),
    "new_cities": _of("new_cities", "main"),
    "readers": _of("documents_read", "readers"),
}
PROOFS: dict[str, Callable[[], None]] = {
    "killed": _of("killed", "main"),
    "environments": _of("environments", "main"),
}


def main() -> None:
    """Run the steps that ``STEPS`` names, all measures if none."""
    asked = os.environ.get("STEPS", "").split() or list(MEASURES)
    unknown = [step for step in asked if step not in {**MEASURES, **PROOFS}]
    if unknown:
        sys.exit(f"no step {' '.join(unknown)}: there are {' '.join([*MEASURES, *PROOFS])}")
    if set(asked) & set(MEASURES):
        copy_project()
    for step in asked:
        {**MEASURES, **PROOFS}[step]()


def _head(what: str) -> None:
    print(f"\n{what:<44}{'seconds':>9}{'MB':>8}")


def _cities() -> list[str]:
    return yaml.safe_load((COPY / "params.yaml").read_text(encoding="utf-8"))["cities"]


if __name__ == "__main__":
    main()
