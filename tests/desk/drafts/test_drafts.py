"""Drafts: two people at one file lose nothing, whoever is first; a draft keeps to its folder and its states."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.author.scaffold import NewIndicator
from youju.desk.desk import Desk
from youju.desk.draft_files import DraftFile, file_of, saves, seen_text, view
from youju.desk.draft_saves import Conflict, add_indicator, save
from youju.desk.drafts import base_files, begin, drop
from youju.desk.merge import merged
from youju.desk.who import User
from youju.source import CodedError

CARD = "indicators/benefit/budget-adjustment-rate.yaml"
LINES = st.lists(st.sampled_from(["甲", "乙", "丙", "丁", ""]), max_size=8).map(
    lambda lines: "".join(f"{one}\n" for one in lines)
)
TEXTS = st.one_of(LINES, st.text(alphabet="ab：，\n\r\t{}", max_size=30))


def _refused(make: Callable[[], object]) -> str:
    with pytest.raises(CodedError) as found:
        make()
    return found.value.code


@settings(max_examples=40)
@given(mine=TEXTS, theirs=TEXTS)
def test_of_two_who_save_over_the_same_text_neither_loses_a_character(
    desk: Desk, li: User, wang: User, fresh_draft: Callable[[], int], mine: str, theirs: str
) -> None:
    draft = fresh_draft()
    began = file_of(desk, draft, CARD)
    first = save(desk, li, draft, CARD, mine, began.seen)
    second = save(desk, wang, draft, CARD, theirs, began.seen)
    assert isinstance(first, DraftFile)
    clash = isinstance(second, Conflict)
    told = (second.theirs.text, second.yours, second.began) if isinstance(second, Conflict) else (second.text,)

    expected = (_as_kept(mine), _as_kept(theirs), began.text) if clash else (_as_kept(theirs),)
    assert (expected[0], expected) == (file_of(desk, draft, CARD).text, told)


def _as_kept(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("first", ["li", "wang"])
def test_in_either_order_the_second_is_shown_both_and_can_save_the_two_together(
    desk: Desk, draft: int, li: User, wang: User, first: str
) -> None:
    began = file_of(desk, draft, CARD)
    assert began.text is not None
    edits = {"li": began.text.replace("weight: 2\n", "weight: 3\n"), "wang": began.text.replace("> 10%", "> 12%")}
    users = {"li": li, "wang": wang}
    other = "wang" if first == "li" else "li"
    save(desk, users[first], draft, CARD, edits[first], began.seen)
    told = save(desk, users[other], draft, CARD, edits[other], began.seen)
    assert isinstance(told, Conflict)
    save(desk, users[other], draft, CARD, told.merged, told.theirs.seen)

    both = began.text.replace("weight: 2\n", "weight: 3\n").replace("> 10%", "> 12%")
    assert both == file_of(desk, draft, CARD).text


@given(began=st.lists(st.sampled_from("甲乙丙丁"), min_size=3, max_size=9), data=st.data())
def test_edits_of_lines_that_do_not_meet_are_merged_to_both(began: list[str], data: st.DataObject) -> None:
    numbered = [f"{one}{i}\n" for i, one in enumerate(began)]
    at = data.draw(st.integers(0, len(began) - 3))
    other = data.draw(st.integers(at + 2, len(began) - 1))
    change: dict[int, str] = {at: "一\n", other: "二\n二\n"}
    mine, theirs, both = (
        "".join(change[i] if i in chosen else line for i, line in enumerate(numbered))
        for chosen in ({at}, {other}, {at, other})
    )

    assert both == merged("".join(numbered), theirs, mine) == merged("".join(numbered), mine, theirs)


@given(began=LINES, one=LINES, other=LINES)
def test_a_merge_does_not_depend_on_who_was_first_and_keeps_a_lone_edit(began: str, one: str, other: str) -> None:
    expected = (merged(began, one, other), other, one)

    assert expected == (merged(began, other, one), merged(began, began, other), merged(began, one, one))


@pytest.mark.parametrize(
    "path",
    [
        "../rubric.yaml", "/etc/passwd", "indicators/../../x.yaml", "indicators\\x.yaml", "c:/x.yaml", "x.yaml", "",
        "indicators/x.yml", "indicators/.x.yaml", "indicators//x.yaml", "indicators/\0.yaml", "other/x.yaml",
        "indicators/" + "长" * 200 + ".yaml", "indicators/./x.yaml",
    ],
)  # fmt: skip
def test_a_path_that_leads_out_of_the_rubric_is_refused(desk: Desk, draft: int, li: User, path: str) -> None:
    assert _refused(lambda: save(desk, li, draft, path, "x", 0)) == "draft-path"


def test_what_is_taken_out_can_be_put_back_and_every_save_stays(desk: Desk, draft: int, li: User) -> None:
    began = file_of(desk, draft, CARD)
    made: list[DraftFile] = []
    for text in ("坏的: [", None, began.base):
        saved = save(desk, li, draft, CARD, text, made[-1].seen if made else began.seen)
        assert isinstance(saved, DraftFile)
        made.append(saved)
    kept = [None if one.blob is None else desk.store.blobs.get(one.blob).decode() for one in saves(desk, draft, CARD)]

    assert ([began.base, None, "坏的: ["], ()) == (kept, view(desk, draft).changed)


def test_the_text_that_an_editor_saw_is_found_again(desk: Desk, draft: int, li: User) -> None:
    first = save(desk, li, draft, CARD, "一\n", 0)
    assert isinstance(first, DraftFile)
    save(desk, li, draft, CARD, "二\n", first.seen)
    now = file_of(desk, draft, CARD)

    expected = (now.base, "一\n", "二\n", None)
    assert expected == tuple(seen_text(desk, draft, now, seen) for seen in (0, first.seen, now.seen, 1))


def test_a_draft_that_was_dropped_is_not_edited_any_more(desk: Desk, draft: int, li: User) -> None:
    drop(desk, li, draft, "不改了")

    assert _refused(lambda: save(desk, li, draft, CARD, "x", 0)) == "draft-closed"


def test_only_who_may_draft_saves(desk: Desk, draft: int, version: str) -> None:
    auditor = User("zhao", "赵", "auditor")

    refusals = [
        _refused(lambda: save(desk, auditor, draft, CARD, "x", 0)),
        _refused(lambda: begin(desk, auditor, version, "x")),
        _refused(lambda: drop(desk, auditor, draft, "x")),
    ]
    assert ["not-allowed"] * 3 == refusals


def test_a_new_indicator_is_listed_in_its_group_and_loads_once_weights_add_up(desk: Desk, draft: int, li: User) -> None:
    new = NewIndicator("archive-rate", "归档率", "Archiving", "1", "rules")
    path = add_indicator(desk, li, draft, new, "economy")
    again = _refused(lambda: add_indicator(desk, li, draft, new, "economy"))
    changed = {one.path for one in view(desk, draft).changed}

    expected = {"rubric.yaml", "indicators/benefit/archive-rate.yaml", "dictionary/archive-rate.yaml"}
    assert ("indicators/benefit/archive-rate.yaml", "rubric-exists", expected) == (path, again, changed)


def test_a_file_that_is_too_large_is_refused(desk: Desk, draft: int, li: User) -> None:
    assert _refused(lambda: save(desk, li, draft, CARD, "x" * 1_000_001, 0)) == "draft-too-large"


def test_a_draft_begins_with_the_files_of_its_version(desk: Desk, draft: int, version: str) -> None:
    assert base_files(desk, version) == {path: file.text for path, file in view(desk, draft).files.items()}
