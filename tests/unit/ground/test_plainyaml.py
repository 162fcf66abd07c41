"""What YAML allows and this project does not: each is refused with its line."""

import pytest

from rapor.ground.errors import DataRejected
from rapor.ground.plaintext import plain_yaml


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3", "x.yaml line 3: 'a' stands in line 1 too"),
        ("a: {b: 1, b: 2}", "x.yaml line 1: 'b' stands in line 1 too"),
        ("2021: a\n'2021': b", "x.yaml line 2: '2021' stands in line 1 too"),
        ("a: b\nc: Nomor #5 Tahun 2021", "x.yaml line 2: '#5 Tahun 2021' is no part of the value"),
        ("a: [b #c\n  , d]", "x.yaml line 1: '#c' is no part of the value"),
        ("- angka\n - nilai\n", "x.yaml line 2: '- nilai'; expected: '- ' before each item"),
        ("a:\n  - satu\n   dua\n  - tiga", "x.yaml line 3: 'dua'"),
        ("a: &one [1]\nb: *one", "x.yaml line 1: this part is used twice"),
        ("&a [*a]", "this part is used twice"),
        ("a: 1\nb: 2021-02-31", "x.yaml line 2: '2021-02-31' does not exist"),
        ("a: .inf", "'.inf' does not exist"),
        ("a: .nan", "'.nan' does not exist"),
        (f"a: {'9' * 5000}", "does not exist"),
        ("[" * 100_000, "nested more than 20 deep"),
        ("- " * 1000 + "a", "nested more than 20 deep"),
        ("a: !!python/object/apply:os.system [x]", "x.yaml line 1"),
        ("a: b\n---\nc: d", "x.yaml line 2"),
        ("a: '\x07'", "x.yaml: control characters"),
        ("? [a]\n: 1", "x.yaml line 1"),
    ],
)
def test_what_a_reader_would_not_see_is_refused(text, said):
    with pytest.raises(DataRejected) as refused:
        plain_yaml(text, "x.yaml")
    assert said in str(refused.value)


def test_all_repeated_names_of_a_file_are_told_at_once():
    with pytest.raises(DataRejected) as refused:
        plain_yaml("a: 1\na: 2\nb: {c: 1,\n  c: 2}", "x.yaml")
    assert len(refused.value.problems) == 2


def test_a_name_may_stand_again_in_another_place():
    assert plain_yaml("a: {c: 1}\nb: {c: 1}", "x.yaml") == {"a": {"c": 1}, "b": {"c": 1}}


def test_an_item_may_go_on_below_itself():
    assert plain_yaml("a:\n  - satu\n    dua", "x.yaml") == {"a": ["satu dua"]}


def test_an_empty_text_has_no_values():
    assert plain_yaml("# nothing\n", "x.yaml") is None


def test_many_shallow_brackets_are_no_nesting():
    assert plain_yaml("[" + ", ".join(["[1]"] * 1000) + "]", "x.yaml") == [[1]] * 1000
