"""The version of a project's data, which a report names beside that of the program."""

from rapor.ground.errors import Problems
from rapor.ground.files import read_yaml
from rapor.ground.paths import Home
from rapor.ground.shape import Fields, Text

FILE = "version.yaml"
SHAPE = Fields(
    fields={
        "version": Text(
            pattern=r"20[0-9]{2}\.[0-9]+",
            form="a year and a number within it, such as 2026.1",
            meaning="of the catalogue and the cities' data together",
        )
    },
    needed=("version",),
)


def read_data_version(home: Home) -> str:
    """The version of ``data/reference/version.yaml``; empty where the project has none.

    Raises ``DataRejected`` for a file that does not hold one.
    """
    path = home.reference / FILE
    if not path.is_file():
        return ""
    shown, problems = home.relative(path), Problems()
    content = read_yaml(path, shown)
    SHAPE.check(content or {}, shown, problems)
    problems.raise_if_any()
    return str(content["version"])
