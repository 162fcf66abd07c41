"""Two years of a made-up city, from its rows to its report.

``full`` is a baseline year with the index scored twice, as Binjai's 2021; ``thin`` is a
year with a handful of published values, as most years are. Every test changes what its
claim is about and nothing else.
"""

import dataclasses

import pytest
import yaml
from made_tables import table_of
from made_up_city import CITY, INDICATORS, SETTINGS, SOURCES, catalogue_of
from made_up_rows import finding, index_line, line, realisation, realised, score, target

from rapor.catalogue import Catalogue, load_city
from rapor.evaluate.changes import changes_table
from rapor.evaluate.choice import Choice
from rapor.evaluate.plan import plan_table
from rapor.evaluate.trajectory import course_table
from rapor.ground.language import language
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL
from rapor.ground.tables import ACCEPTED, EVALUATION, Check, Finding
from rapor.report.dossier import Dossier
from rapor.report.manifest import made_from
from rapor.report.writing import assemble, write_report
from rapor.write.html import html


@dataclasses.dataclass
class Sample:
    """A city's tables as rows, and the report made from them."""

    home: Home
    year: int
    targets: list = dataclasses.field(default_factory=list)
    realisations: list = dataclasses.field(default_factory=list)
    scores: list = dataclasses.field(default_factory=list)
    findings: list = dataclasses.field(default_factory=list)
    checks: list = dataclasses.field(default_factory=list)
    indicators: list = dataclasses.field(default_factory=list)
    index: list = dataclasses.field(default_factory=list)
    catalogue: Catalogue = dataclasses.field(default_factory=catalogue_of)
    decisions: dict = dataclasses.field(default_factory=dict)
    period: str = ANNUAL

    @property
    def tables(self):
        """The tables as the stages hand them on."""
        accepted = {
            name: table_of(model, getattr(self, name, [])) for name, model in ACCEPTED.items()
        }
        made = {name: table_of(EVALUATION[name], getattr(self, name, [])) for name in EVALUATION}
        city = load_city(self.home, CITY)
        named = {
            name: accepted[name][accepted[name]["indicator"].isin(list(self.catalogue.indicators))]
            for name in ("targets", "realisations")
        }
        choice = Choice(city, named, self.period)
        made["course"] = course_table(city, self.year, choice, self.catalogue)
        made["changes"] = changes_table(city, self.year, choice, self.catalogue)
        made["plan"] = plan_table(city, self.year, choice, accepted, self.catalogue)
        findings, checks = table_of(Finding, self.findings), table_of(Check, self.checks)
        return {**accepted, "findings": findings, "checks": checks, **made}

    def dossier(self, code="id"):
        """The dossier of the report."""
        return Dossier(
            city=load_city(self.home, CITY),
            facts=self.catalogue.city(CITY),
            year=self.year,
            language=language(code),
            tables=self.tables,
            catalogue=self.catalogue,
            decisions=self.decisions,
            manifest=made_from(self.home, CITY),
        )

    def put_everywhere(self, words):
        """Let the documents, the catalogue and the findings print these words, whatever they are.

        A text that may not be empty is then a dash.
        """
        some = words or "-"
        named = [dataclasses.replace(entry, name=words, short=words) for entry in INDICATORS]
        self.catalogue = catalogue_of(indicators={entry.code: entry for entry in named})
        self.indicators = [row | {"label": some, "unit": words} for row in self.indicators]
        self.targets = [row | {"label": some, "printed": words} for row in self.targets]
        result = {"note": words, "publisher": some, "address": words}
        self.realisations = [row | result for row in self.realisations]
        self.findings = [finding(message=some, reason=words, printed=words)]

    def report(self, code="id"):
        """The content of the report."""
        return assemble(self.dossier(code))

    def page(self, code="id"):
        """The report as HTML text."""
        return html(self.report(code)).decode()

    def write(self, code="id"):
        """The report written to the home."""
        return write_report(self.home, CITY, self.year, code, self.tables, self.catalogue)


WRITTEN = {
    name: yaml.safe_dump(content, sort_keys=False)
    for name, content in (("sources.yaml", SOURCES), ("tables.yaml", SETTINGS))
}
"""Sources and settings of the made-up city as their files have them."""


def project_at(folder):
    """A project folder with the settings and sources of the made-up city."""
    raw = folder / "data" / "raw" / CITY
    (raw / "tables").mkdir(parents=True)
    (folder / "data" / "reference").mkdir()
    (folder / "params.yaml").write_text("cities: [contoh]\n", encoding="utf-8")
    for name, text in WRITTEN.items():
        (raw / name).write_text(text, encoding="utf-8")
    (raw / "tables" / "3.7.csv").write_text("row,line,mark\n1,5,\n", encoding="utf-8")
    return Home(folder)


@pytest.fixture
def home(tmp_path):
    """The project of one test, which may change it."""
    return project_at(tmp_path)


@pytest.fixture
def thin(home):
    """The year that says least, to be changed at will."""
    return thin_year(home)


def thin_year(home):
    """2023: one target missed, one met in words, one not comparable, two without data."""
    sample = Sample(home, 2023)
    sample.targets = [
        target("ombudsman", 85.0, 1),
        target("ombudsman", 90.0, 1, 2024, kind="end_target"),
        target("opinion", None, 2, text="WTP"),
        target("spbe", 90.0, 3),
        target("sakip", 75.0, 4),
        target("cases", 10.0, 5),
    ]
    sample.realisations = [
        realisation("ombudsman", "84,20", 1),
        realisation("opinion", "WTP", 2, publication="press", source="koran-2024-05"),
        realisation("spbe", "2,61", 3),
        realisation("mcp", "84", 4),
    ]
    sample.indicators = [
        line(
            "ombudsman",
            "not_achieved",
            1,
            target=85.0,
            target_printed="85",
            achievement_pct=99.0588,
            capped_pct=99.0588,
            gap=-0.8,
            scale_pct=84.2,
            end_target=90.0,
            end_target_ref="3.7:1:end_target",
            **realised(1, "84,20", 84.2),
        ),
        line("opinion", "achieved", 2, target_text="WTP", **realised(2, "WTP", text="WTP")),
        line(
            "spbe",
            "not_comparable",
            3,
            target=90.0,
            target_printed="90",
            **realised(3, "2,61", 2.61),
        ),
        line("sakip", "no_data", 4, target=75.0, target_printed="75", agencies="ins;organisasi"),
        line("cases", "no_data", 5, target=10.0, target_printed="10", agencies="ins"),
        line("mcp", "no_target", 0, target_ref="", **realised(4, "84", 84.0)),
    ]
    return sample


SCORES = (
    score("index", "Indeks", 1, value=42.94, printed="42,94"),
    score("enabler/fulfilment", "Pemenuhan", 2, value=7.49, printed="7,49"),
    score("enabler/fulfilment", "Pemenuhan", 2, "self", value=12.36, printed="12,36"),
    score("enabler/reform", "Reform", 3, value=20.5, printed="20,50"),
    score("enabler/reform", "Reform", 3, "self", value=21.0, printed="21,00"),
)
"""What the ministry and the city print of the index in 2021."""

COMPONENTS = (
    index_line("index", "Indeks RB", 100.0, 1, official=42.94, grade="C", lost=57.06),
    index_line(
        "enabler/fulfilment",
        "Pemenuhan",
        20.0,
        2,
        official=7.49,
        lost=12.51,
        self_difference=4.87,
        self_ref="2.13:2:MANDIRI",
        self_basis="printed",
        self=12.36,
    ),
    index_line(
        "enabler/reform",
        "Reform",
        40.0,
        3,
        official=20.5,
        lost=19.5,
        self_difference=0.5,
        recomputed=20.4,
        difference=0.1,
        self_ref="2.13:3:MANDIRI",
        self_basis="printed",
        self=21.0,
    ),
)
"""The same scores as the evaluation of 2021 has them."""


@pytest.fixture
def full(home):
    """The year that says most, to be changed at will."""
    return full_year(home)


def full_year(home):
    """2021: a value beside its end target, and an index scored by the ministry and the city."""
    sample = Sample(home, 2021)
    sample.targets = [
        target("ombudsman", 62.12, 1, 2021, kind="baseline"),
        target("ombudsman", 87.0, 1, 2024, kind="end_target"),
    ]
    sample.realisations = [realisation("ombudsman", "62,12", 1, 2021)]
    sample.indicators = [
        line(
            "ombudsman",
            "no_target",
            1,
            year=2021,
            target_ref="",
            end_target=87.0,
            end_target_ref="3.7:1:end_target",
            end_gap=-24.88,
            scale_pct=62.12,
            **realised(1, "62,12", 62.12),
        )
    ]
    sample.scores = [dict(row) for row in SCORES]
    sample.index = [dict(row) for row in COMPONENTS]
    return sample
