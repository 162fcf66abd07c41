"""What indicators stand under: change areas, or the goals and themes of the rules of 2023."""

from dataclasses import replace

import pytest

from rapor.catalogue.registers import Register
from rapor.report.chapters import achievement
from rapor.write.content import Heading

THEMES = Register({"poverty": "Pengentasan Kemiskinan"})
GOALS = Register({"general": "RB General"}, without_areas={"general"})


@pytest.fixture
def of_2023(full):
    """The made-up city with a road map that knows goals and a theme, and no change area."""
    known = full.catalogue.indicators
    poor = replace(known["ombudsman"], area="", theme="poverty")
    catalogue = replace(
        full.catalogue, goals=GOALS, themes=THEMES, indicators=known | {"ombudsman": poor}
    )
    lines = [line | {"area": "", "goal": "general"} for line in full.indicators]
    return replace(full, catalogue=catalogue, indicators=lines).dossier()


def test_an_area_goes_before_a_theme_and_a_theme_before_a_goal(of_2023):
    assert of_2023.group("ombudsman", "supervision", "general") == "supervision"
    assert of_2023.group("ombudsman", "", "general") == "poverty"
    assert of_2023.group("spbe", "", "general") == "general"
    assert of_2023.group("spbe", "", "") == ""
    assert of_2023.group("not known", "not known", "") == ""


def test_areas_stand_before_goals_and_these_before_themes(of_2023):
    names = list(of_2023.groups.values())
    areas = list(of_2023.catalogue.areas.names.values())
    assert names[: len(areas)] == areas
    assert names[len(areas) : -1] == ["RB General", "Pengentasan Kemiskinan"]


def test_lines_without_an_area_have_sections_of_their_goal_and_theme(of_2023, full):
    blocks = achievement.chapter(of_2023).blocks
    titles = [block.title for block in blocks if isinstance(block, Heading)]
    assert "Pengentasan Kemiskinan" in titles
    assert not {*of_2023.catalogue.areas.names.values()} & {*titles}
    assert (full.dossier().is_by_area, of_2023.is_by_area) == (True, False)
