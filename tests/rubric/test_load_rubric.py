"""The rubric in force loads clean, and what it loads to is settled by what decides a score alone."""

from __future__ import annotations

import functools
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from youju.facts import Dictionary, load_dictionary
from youju.feel import NUMBER, fits
from youju.rubric import Rubric, dictionary_of, load_rubric, packs

ROOT = Path(__file__).parents[2]
PACK = ROOT / "rules" / "lechang-2023"
MINIMAL = ROOT / "tests" / "rubrics" / "good" / "minimal"


@functools.cache
def dictionary(folder: Path = ROOT / "facts" / "dictionary") -> Dictionary:
    return load_dictionary(folder)


@functools.cache
def pack() -> Rubric:
    return load_rubric(PACK, dictionary())


def minimal(folder: Path = MINIMAL) -> Rubric:
    return load_rubric(folder, dictionary(ROOT / "tests" / "rubrics" / "dictionary"))


def test_the_pack_has_the_thirty_indicators_of_the_form_and_the_bonus():
    weights = [indicator.weight for indicator in pack().weighted]

    assert (len(weights), sum(weights), [one.id for one in pack().indicators.values() if one.adjustment]) == (
        30,
        Fraction(100),
        ["bonus"],
    )


def test_sections_and_groups_weigh_what_their_indicators_weigh():
    by_section = {
        section.id: sum(one.weight for one in pack().weighted if one.section == section.id)
        for section in pack().spec.sections
    }

    assert by_section == {"budgeting": 28, "execution": 42, "benefit": 30}


def test_indicators_stand_in_the_order_of_rubric_yaml():
    head = yaml.safe_load((PACK / "rubric.yaml").read_text(encoding="utf-8"))
    listed = [name for section in head["sections"] for group in section["groups"] for name in group["indicators"]]

    assert list(pack().indicators) == [*listed, *head["adjustments"]]


def test_every_card_stands_in_the_folder_of_its_section_under_its_own_name():
    found = {path.stem: path.parent.name for path in PACK.glob("indicators/*/*.yaml")}

    assert found == {name: one.section or "adjustment" for name, one in pack().indicators.items()}


def test_every_passage_the_dictionary_asks_for_is_sought():
    rubrics = [load_rubric(one.folder, dictionary_of(one.folder)) for one in packs()]
    titles = {sought.titles[0] for rubric in rubrics for sought in rubric.sought()}
    asked = {title for rubric in rubrics for spec in rubric.dictionary.facts.values() for title in spec.within}

    assert asked - titles == set()


def test_every_fact_of_the_dictionary_is_read_by_a_card_or_a_check():
    from youju.feel import names

    read = {name for one in pack().indicators.values() for name in one.facts}
    read |= {name for check in pack().checks if check.when for name in names(check.when.expr)}
    unread = set(dictionary().facts) - read

    assert len(unread) < 12, unread


def test_a_printed_rate_is_a_number_of_the_dictionary():
    stated = [let.stated for one in pack().indicators.values() for let in one.lets if let.stated]

    assert all(fits(dictionary().types[name], NUMBER) for name in stated)


@pytest.mark.parametrize("kind", ["stated", "unanswered", "missing", "unclaimed"])
def test_what_no_rule_decides_is_entered_under_a_rule_of_its_own(kind: str):
    assert pack().accept(kind).basis != ()


def test_every_rule_has_a_basis_with_a_mark():
    bases = [rule.basis or one.basis for one in pack().indicators.values() for rule in one.rules]

    assert {basis.mark for each in bases for basis in each} <= {"stated", "elsewhere", "assumed"}
    assert all(bases)


def test_a_rule_that_is_not_there_is_a_key_error():
    with pytest.raises(KeyError):
        pack().indicators["bonus"].rule("none")


def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "minimal"))


def edited(tmp_path: Path, file: str, old: str, new: str) -> Rubric:
    folder = copied(tmp_path)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return minimal(folder)


def test_two_loads_of_a_folder_are_equal(tmp_path: Path):
    copy = minimal(copied(tmp_path))

    assert (copy, hash(copy)) == (minimal(), hash(minimal()))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("indicators/part/rate.yaml", "indicator: rate\n", "# a note\nindicator: rate\n"),
        ("indicators/part/rate.yaml", "weight: 6", "weight: 6.0"),
        ("indicators/part/rate.yaml", "expect: {points: 3", "expect: {points: 3.0"),
        ("rubric.yaml", "[rate, timely]", "\n          - rate\n          - timely"),
    ],
    ids=["comment", "same number", "golden case", "layout"],
)
def test_what_decides_no_score_changes_no_digest(tmp_path: Path, file: str, old: str, new: str):
    assert edited(tmp_path, file, old, new).digest == minimal().digest


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("indicators/part/rate.yaml", "min(1, 率)", "min(2, 率)"),
        ("indicators/part/rate.yaml", "率 >= 0%", "率 > 0%"),
        ("indicators/part/rate.yaml", "hit: first", "hit: unique"),
        ("rubric.yaml", "round: 0.01", "round: 0.1"),
        ("rubric.yaml", "most: 10", "most: 9"),
        ("checks/agree.yaml", "实付 > 预算", "实付 >= 预算"),
    ],
)
def test_what_decides_a_score_changes_the_digest(tmp_path: Path, file: str, old: str, new: str):
    assert edited(tmp_path, file, old, new).digest != minimal().digest


def test_lets_keep_their_alternatives_readings_and_printed_rate():
    (let,) = minimal().indicators["rate"].lets

    assert (let.name, [one.text for one in let.alternatives], let.stated, [one.id for one in let.readings]) == (
        "率",
        ["实付 / 预算"],
        "印出率",
        ["over-paid"],
    )


def test_an_indicator_names_every_fact_it_reads():
    assert set(minimal().indicators["rate"].facts) == {"实付", "预算", "印出率"}
    assert minimal().indicators["timely"].facts == ("有资金",)


def test_loading_compiles_each_constant_and_phrase_once():
    from youju.facts.phrases import compile_phrase

    compile_phrase.cache_clear()
    load_dictionary(ROOT / "facts" / "dictionary")
    first = compile_phrase.cache_info().misses
    load_dictionary(ROOT / "facts" / "dictionary")

    assert compile_phrase.cache_info().misses == first
