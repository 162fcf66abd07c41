"""The cities of a project: each in its own folder, so that none is read for another's report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapor.catalogue.entries import REFERENCE, VERIFIED
from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.files import read_yaml
from rapor.ground.paths import RAW, Home, is_slug
from rapor.ground.project_files import stored
from rapor.ground.shape import Fields, Text

FILE = "city.yaml"
"""Who a city is: the file that makes a folder of ``data/raw`` one."""

SHAPE = Fields(
    fields={
        "name": Text(meaning="as it calls itself, such as Kota Binjai"),
        "province": Text(meaning="without the word Provinsi"),
        "code": Text(
            pattern=r"[0-9]{2}\.[0-9]{2}",
            form="a code of the ministry, such as '12.75', in quotes",
            blank=True,
            meaning="Kemendagri code",
        ),
        "reference": REFERENCE,
        "verified": VERIFIED,
    },
    needed=("name", "province", "reference", "verified"),
)
"""The shape of a city's city.yaml."""


@dataclass(frozen=True)
class CityFacts:
    """A city's name, province and Kemendagri code (text, not number; empty where not known)."""

    slug: str
    name: str
    province: str
    code: str
    reference: str
    verified: bool


class Cities(Mapping[str, CityFacts]):
    """The cities of a home by slug; each is read when it is asked for, and only then."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def __getitem__(self, slug: str) -> CityFacts:
        """Facts of a city; raises ``KeyError`` where there are none, else as ``read_city``."""
        path = self._path(slug)
        if not is_slug(slug) or not path.is_file():
            raise KeyError(slug)
        return read_city(path, self._home.relative(path), slug)

    def __iter__(self) -> Iterator[str]:
        """Slugs in alphabetical order; raises ``DataRejected`` for a folder that is no slug."""
        problems = Problems()
        slugs = []
        for folder in stored(self._path("").parent):
            if not (folder / FILE).is_file():
                continue
            if is_slug(folder.name):
                slugs.append(folder.name)
            else:
                where = self._home.relative(folder)
                expected = "small letters, digits and single hyphens, such as 'binjai'"
                problems.add(where, "not the name of a city's folder", expected, "rename it")
        problems.raise_if_any()
        return iter(sorted(slugs))

    def __len__(self) -> int:
        """How many cities there are."""
        return sum(1 for _ in self)

    def _path(self, slug: str) -> Path:
        return self._home.root / RAW.format(city=slug) / FILE


def read_city(path: Path, shown: str, slug: str) -> CityFacts:
    """Read a city's city.yaml; raises ``DataRejected`` with all problems of the file."""
    content, problems = read_yaml(path, shown), Problems()
    if not isinstance(content, dict):
        raise DataRejected(Problem(shown, "no fields", SHAPE.expected, "restore the file"))
    SHAPE.check(content, shown, problems)
    problems.raise_if_any()
    return CityFacts(
        slug=slug,
        name=content["name"],
        province=content["province"],
        code=content.get("code") or "",
        reference=content["reference"],
        verified=content["verified"],
    )
