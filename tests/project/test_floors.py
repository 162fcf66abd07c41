"""The house of DESIGN.md: floors, who may import whom, and no circle anywhere."""

import pytest

FLOORS = {
    "ground": (),
    "catalogue": ("ground",),
    "write": ("ground",),
    "ingest": ("catalogue", "ground", "write"),
    "clean": ("catalogue", "ground"),
    "validate": ("catalogue", "ground"),
    "evaluate": ("catalogue", "ground"),
    "request": ("catalogue", "ground", "write"),
    "report": ("catalogue", "ground", "write"),
    "run": (
        "catalogue",
        "clean",
        "evaluate",
        "ground",
        "ingest",
        "report",
        "request",
        "validate",
        "write",
    ),
}
"""Each room and the rooms that it may use."""
ALONE = {
    "great_expectations": ("validate",),
    "seaborn": ("report.charts",),
    "papermill": ("run",),
    "openpyxl": ("ground.received", "ingest", "request"),
    "docx": ("ingest", "write.word"),
    "pdfplumber": ("ingest.pages",),
    "pypdfium2": ("ingest.pages",),
    "pptx": ("write.slides",),
    "typst": ("write",),
    "xlsxwriter": ("write.form", "write.workbook"),
}
"""A heavy library and where alone it is imported."""


def room(module):
    return module.split(".")[1] if module.startswith("rapor.") else ""


def test_the_package_is_its_rooms(modules):
    assert {room(name) for name in modules} == {*FLOORS, "__main__", ""}


def test_a_room_imports_only_from_the_floors_below_it(imports):
    wrong = [
        f"{module} imports {name}"
        for module, names in imports.items()
        for name in names
        if room(module) in FLOORS
        and name.startswith("rapor.")
        and room(name) not in (room(module), *FLOORS[room(module)])
    ]
    assert wrong == []


def test_no_modules_import_each_other(imports):
    """In a circle, however long; names imported for annotations alone count too."""
    tied = {
        module: {name for name in names if name in imports and name != module}
        for module, names in imports.items()
    }
    while loose := [
        module
        for module, names in tied.items()
        if not names & tied.keys() or all(module not in others for others in tied.values())
    ]:
        tied = {module: names for module, names in tied.items() if module not in loose}
    assert sorted(tied) == []


@pytest.mark.parametrize(("library", "places"), ALONE.items())
def test_a_heavy_library_is_imported_in_one_place(imports, library, places):
    users = {
        module
        for module, names in imports.items()
        if any(name.split(".")[0] == library for name in names)
    }
    assert users, f"nothing imports {library}"
    inside = tuple(f"rapor.{place}" for place in places)
    assert {
        user
        for user in users
        if not any(user == room or user.startswith(f"{room}.") for room in inside)
    } == set()


def test_evaluating_is_pure(imports):
    allowed = {"pandas", "numpy", "rapor"}
    standard = {"collections", "dataclasses", "decimal", "fractions", "functools"}
    standard |= {"itertools", "math", "typing", "enum", "operator", "re"}
    outside = {
        f"{module} imports {name}"
        for module, names in imports.items()
        if room(module) == "evaluate"
        for name in names
        if name.split(".")[0] not in allowed | standard
        or name in ("rapor.ground.files", "rapor.ground.paths")
    }
    assert outside == set()
