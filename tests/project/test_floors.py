"""The floors of DESIGN.md: who may import whom."""

import pytest

GROUND = tuple(
    "errors paths files language columns contract contracts yearly dictionary cells units"
    " tables raw period plainyaml".split()
)
ROOMS = ("ingest", "clean", "validate", "evaluate", "report", "request")
ALONE = {
    "great_expectations": "rapor.validate",
    "seaborn": "rapor.report.charts",
    "papermill": "rapor.run",
    "openpyxl": "rapor.request",
}


def room(module):
    return module.split(".")[1] if module.startswith("rapor.") else ""


def test_the_package_is_its_rooms_and_its_ground(modules):
    known = {*GROUND, *ROOMS, "catalogue", "run", "__main__", ""}
    assert {room(name) for name in modules} <= known


def test_a_room_imports_only_from_the_floors_below_it(imports):
    below = {one: {one, "catalogue", *GROUND} for one in ROOMS}
    below["catalogue"] = {"catalogue", *GROUND}
    below |= {one: set(GROUND) | {"catalogue"} for one in GROUND}
    wrong = [
        f"{module} imports {name}"
        for module, names in imports.items()
        for name in names
        if room(module) in below and room(name) and room(name) not in below[room(module)]
    ]
    assert wrong == []


def test_the_ground_does_not_know_the_catalogue_unless_it_reads_a_city(imports):
    knowing = {
        module
        for module, names in imports.items()
        if room(module) in GROUND and any(room(name) == "catalogue" for name in names)
    }
    assert knowing <= {"rapor.raw"}


@pytest.mark.parametrize(("library", "place"), ALONE.items())
def test_a_heavy_library_is_imported_in_one_place(imports, library, place):
    users = {
        module
        for module, names in imports.items()
        if any(name.split(".")[0] == library for name in names)
    }
    assert users, f"nothing imports {library}"
    assert {user for user in users if user != place and not user.startswith(f"{place}.")} == set()


def test_evaluating_is_pure(imports):
    allowed = {"pandas", "numpy", "rapor"}
    standard = {"collections", "dataclasses", "decimal", "fractions", "functools"}
    standard |= {"itertools", "math", "typing", "enum", "operator", "re"}
    outside = {
        f"{module} imports {name}"
        for module, names in imports.items()
        if room(module) == "evaluate"
        for name in names
        if name.split(".")[0] not in allowed | standard or name in ("rapor.files", "rapor.paths")
    }
    assert outside == set()
