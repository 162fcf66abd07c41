"""The first page in Word: as large as it fits, and counts that stay in one line."""

from dataclasses import replace

import pytest

from rapor.write import fonts
from rapor.write.content import Count, FrontPage, ListBlock, Section, Tally, words
from rapor.write.word.first_page import SETTINGS, FrontHeights
from rapor.write.word.tables import EM, count_size, count_widths

WIDTH, HEIGHT = 9070, 14002
"""The text of an A4 page with margins of 25 mm, in twentieths of a point."""


def front(*actions):
    page = FrontPage(title="Evaluasi", city="Kota Uji", year=2023, facts=(), sections=())
    section = Section("Tindak lanjut", (ListBlock(tuple(map(words, actions)), ordered=True),))
    return replace(page, sections=(section,))


def setting(page, letterhead=0, measure=fonts.width):
    return FrontHeights(WIDTH, measure).setting(page, letterhead, HEIGHT)


def test_a_page_with_room_is_as_large_as_the_report():
    assert setting(front("Menjawab pertanyaan K-01.")) == SETTINGS[0]


def test_the_more_a_page_says_the_smaller_it_is_and_never_below_what_can_be_read():
    sizes = [setting(front(*["kata " * 60] * count)).size for count in range(1, 24)]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (SETTINGS[0].size, SETTINGS[-1].size)


def test_a_letterhead_and_a_wide_family_take_room():
    pages = [front(*["kata " * 60] * count) for count in range(5, 16)]
    plain = [setting(page).size for page in pages]
    below = [setting(page, letterhead=9).size for page in pages]
    wide = [setting(page, measure=fonts.widest).size for page in pages]
    assert all(size <= of for of, size in zip(plain, below, strict=True))
    assert max(sum(below), sum(wide)) < sum(plain)


@pytest.mark.parametrize("number", ["0 dari 3", "10 dari 12", "100 dari 1.200"])
def test_a_count_stays_in_one_line_in_a_wide_family(number):
    tally = Tally((Count(number, "Manajemen Perubahan", "○"),) * 4)
    widths = count_widths(tally, WIDTH - 2155)
    wide = fonts.widest(f"○ {number}", bold=True) * count_size(tally, widths)
    assert wide <= widths[0] - EM
