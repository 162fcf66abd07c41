"""What a filled cell is taken for, and what is asked back."""

import datetime

import pytest
from filled import (
    CASES,
    COMPLAINTS,
    DAY,
    FORMED,
    INSPECTORATE,
    KOMINFO,
    OPINION,
    SAKIP,
    SETDA,
    SPBE,
    UNNAMED,
    refused,
)

MARCH = datetime.datetime.combine(datetime.date(2024, 3, 4), datetime.time())


def one(received):
    """The only answer of a form of which nothing is refused."""
    assert not received.problems
    (taken,) = received.taken
    return taken


@pytest.mark.parametrize(
    ("value", "shape", "printed"),
    [
        (2.4, None, "2,4"),
        (3, None, "3"),
        (2.1 + 0.3, None, "2,4"),
        ("2,40", None, "2,40"),
        ("2.40", None, "2.40"),
        (" 2,4\u00a0", None, "2,4"),
        ("2,4 indeks", None, "2,4"),
        (5, None, "5"),
        (1, None, "1"),
    ],
)
def test_a_number_is_taken_as_it_is_meant(uji, look, value, shape, printed):
    uji.put(KOMINFO, SPBE, value, look=shape)
    assert one(look(uji.save())).printed == printed


@pytest.mark.parametrize(
    ("value", "shape", "message"),
    [
        (5.01, None, "expected: on the scale 1–5"),
        (0, None, "expected: on the scale 1–5"),
        (-3, None, "expected: on the scale 1–5"),
        ("240", None, "expected: on the scale 1–5"),
        ("1.234", None, "is it 1234, or 1 and 234 thousandths?"),
        ("1.234,5", None, "1234,5; expected: on the scale 1–5"),
        ("2,4-2,6", None, "expected: one number (indeks)"),
        (">2,4", None, "expected: one number (indeks)"),
        ("dua koma empat", None, "expected: one number (indeks)"),
        ("tidak ada", None, "expected: one number (indeks)"),
        ("2,4/B", None, "expected: one number (indeks)"),
        ("2,4 orang", None, "type it without the unit"),
        ("=1+1", None, "expected: one number (indeks)"),
        (True, None, "not true or false"),
        (MARCH, None, "a date, 2024-03-04"),
        (datetime.time(12, 30), None, "a date, 12:30:00"),
        (0.024, "0.0%", "2,4 % by its number format"),
        (2.4, '0.0"%"', "2,4 % by its number format"),
        ("#REF!", None, "expected: one number (indeks)"),
    ],
)
def test_a_number_that_cannot_be_taken_is_asked_back_with_its_cell(
    uji, look, value, shape, message
):
    where = uji.put(KOMINFO, SPBE, value, look=shape)
    refusals = refused(look(uji.save()))
    assert list(refusals) == [where]
    assert message in refusals[where]


def test_in_an_english_form_a_comma_before_three_digits_is_asked_back(sent, look):
    form = sent("kota-uji/2023/data-request.xlsx")
    where = form.put(KOMINFO, SPBE, "1,234")
    assert "is it 1234" in refused(look(form.save()))[where]


def test_in_an_indonesian_form_it_is_a_decimal_comma(uji, look):
    uji.put(KOMINFO, SPBE, "1,234")
    assert one(look(uji.save())).printed == "1,234"


@pytest.mark.parametrize(
    "words", ["", "-", "—", "n/a", "N/A", "belum ada", "Belum Ada.", " \u00a0 "]
)
def test_what_says_that_nothing_is_known_is_empty_and_never_zero(uji, look, words):
    uji.put(KOMINFO, SPBE, words)
    received = look(uji.save())
    assert not received.problems
    assert received.summary == "Kota Uji, 2023, annual\n4 sheets are empty"


def test_a_zero_is_a_value(uji, look):
    uji.put(SETDA, CASES, 0)
    assert one(look(uji.save())).printed == "0"


def test_a_count_is_not_below_zero(uji, look):
    where = uji.put(SETDA, CASES, -1)
    assert "0 or more" in refused(look(uji.save()))[where]


def test_a_formula_is_refused_with_its_last_result(uji, look):
    cell = uji.cell(KOMINFO, SPBE)
    cell.value = "=1+1"
    refusals = refused(look(uji.save()))
    assert list(refusals) == [f"{KOMINFO}!{cell.coordinate}"]
    assert "a formula, no result is saved with it" in str(refusals)


@pytest.mark.parametrize("word", ["wtp", "WTP", " Wtp ", "w\u200btp".replace("\u200b", "")])
def test_a_word_of_the_list_is_taken_in_any_case(uji, look, word):
    uji.put(UNNAMED, OPINION, word)
    uji.put(UNNAMED, OPINION, SETDA, "agency")
    assert one(look(uji.save())).printed == "WTP"


@pytest.mark.parametrize("word", ["Wajar", "WTPP", 4, "W T P", "A"])
def test_another_word_is_refused_with_the_list(uji, look, word):
    where = uji.put(UNNAMED, OPINION, word)
    uji.put(UNNAMED, OPINION, SETDA, "agency")
    assert "one of TMP, TW, WDP, WTP" in refused(look(uji.save()))[where]


@pytest.mark.parametrize(
    ("value", "shape", "printed", "message"),
    [
        (0.85, "0%", "85", "0,85 in a per cent format is read as 85 per cent"),
        (0.8525, "0.00%", "85,25", "read as 85,25 per cent"),
        (85, None, "85", ""),
        (95.5, '0.0"%"', "95,5", ""),
        (95.5, "0.0\\%", "95,5", ""),
        ("85%", None, "85", ""),
        ("85 persen", None, "85", ""),
        (0.85, None, "0,85", "correct it if 85 was meant"),
    ],
)
def test_a_percentage_is_decided_by_its_number_format(contoh, look, value, shape, printed, message):
    contoh.put(UNNAMED, COMPLAINTS, value, look=shape)
    contoh.put(UNNAMED, COMPLAINTS, SETDA, "agency")
    received = look(contoh.save())
    assert one(received).printed == printed
    assert message in received.summary


def test_a_milestone_is_one_of_its_words(contoh, look):
    where = contoh.put(INSPECTORATE, FORMED, "hampir")
    assert "Belum Terlaksana, Terlaksana" in refused(look(contoh.save()))[where]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("5 Nop 2024", "2024-11-05"),
        ("5 Nopember 2024", "2024-11-05"),
        ("17 Agust 2024", "2024-08-17"),
        ("17-Agt-2024", "2024-08-17"),
        ("5 Pebruari 2024", "2024-02-05"),
        ("5 Peb. 2024", "2024-02-05"),
        ("1 Djuli 2024", "2024-07-01"),
        ("3 Mrt 2024", "2024-03-03"),
        ("9 Sept 2024", "2024-09-09"),
        ("12 Des 2024", "2024-12-12"),
    ],
)
def test_months_are_known_in_their_older_spellings_and_abbreviations(uji, look, written, day):
    uji.put(KOMINFO, SPBE, 2.4)
    uji.put(KOMINFO, SPBE, written, "date")
    assert one(look(uji.save())).published == day


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime.datetime.combine(DAY, datetime.time(8, 30)),
        45306,
        "15/01/2024",
        "15-1-2024",
        "15.01.2024",
        "2024-01-15",
        "15 Januari 2024",
        "15 jan 2024",
        "15 January 2024",
        "15 Jan. 2024",
    ],
)
def test_a_date_is_read_in_every_usual_form(uji, look, value):
    uji.put(KOMINFO, SPBE, 2.4)
    uji.put(KOMINFO, SPBE, value, "date", look="General" if value == 45306 else None)
    assert one(look(uji.save())).published == "2024-01-15"


@pytest.mark.parametrize(
    "value",
    [
        *("31/02/2024", "15/13/2024", "kemarin", "01/2024", -5, 9e9, True),
        datetime.date(2022, 12, 31),
        datetime.date(2999, 1, 1),
    ],
)
def test_a_date_that_is_none_or_outside_the_period_is_refused(uji, look, value):
    uji.put(KOMINFO, SPBE, 2.4)
    where = uji.put(KOMINFO, SPBE, value, "date")
    assert list(refused(look(uji.save()))) == [where]


def test_a_date_of_the_first_half_is_outside_the_second(sent, look):
    form = sent("kota-uji/2023-semester-2/permintaan-data.xlsx")
    form.put(SETDA, SAKIP, 60)
    where = form.put(SETDA, SAKIP, datetime.date(2023, 6, 30), "date")
    assert "a date from 2023-07-01 on" in refused(look(form.save()))[where]


@pytest.mark.parametrize("code", ["evidence", "remark"])
def test_a_text_that_is_too_long_is_refused(uji, look, code):
    uji.put(KOMINFO, SPBE, 2.4)
    where = uji.put(KOMINFO, SPBE, "a" * 501, code)
    assert "at most 500" in refused(look(uji.save()))[where]


def test_hostile_texts_are_kept_as_one_line_of_text(uji, look):
    uji.put(KOMINFO, SPBE, 2.4)
    uji.put(KOMINFO, SPBE, '=HYPERLINK("http://x")\n<script>', "evidence")
    uji.put(KOMINFO, SPBE, 'a,b\r\n"c" _x001B_[31m {x} \u202e\'; --', "remark")
    row = one(look(uji.save()))
    assert row.address == '=HYPERLINK("http://x") <script>'
    assert row.note.startswith('a,b "c" ')
    assert row.note.isprintable()
