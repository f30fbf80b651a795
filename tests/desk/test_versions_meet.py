"""Two versions that come into each other's way: days in force, drafts left behind, requests taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from tests.publishing_kit import (
    AUDITOR,
    CARD,
    CHIEF,
    OTHER,
    POLICY,
    WHOLE,
    asked,
    begin,
    newest,
    save,
    squared,
    text_of,
)

from youju.desk.catch_up import CatchUp, catch_up, compared_to
from youju.desk.desk import Desk, open_desk
from youju.desk.draft_files import file_of, seen_text, view
from youju.desk.draft_saves import Conflict
from youju.desk.draft_saves import save as save_over
from youju.desk.in_force import Dated, in_force, replaced_by, span_of
from youju.desk.publishing import decide, withdraw
from youju.desk.rows import version_row
from youju.desk.version_history import steps_of
from youju.source import CodedError
from youju.store.tables import DRAFTS

HEAD = "rubric.yaml"
OTHER_CARD = "indicators/benefit/budget-adjustment-rate.yaml"
YOURS, THEIRS = (("en: Budget adjustment}", f"en: {words}}}") for words in ("Adjusted", "Adjustment of budgets"))
DAYS = st.none() | st.builds(
    lambda year, day: f"{year}-{day}", st.integers(2021, 2026), st.sampled_from(("01-01", "06-30", "12-31"))
)
VERSIONS = st.lists(DAYS, min_size=1, max_size=5).map(lambda days: [(f"v{i}", day) for i, day in enumerate(days)])
YEARS = range(2019, 2029)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = open_desk(tmp_path / "store", None, 1)
    yield desk
    desk.close()


def code_of(call: Callable[[], object]) -> str | None:
    """The code that a call refuses with; None where it does not refuse."""
    try:
        call()
    except CodedError as error:
        return error.code
    return None


def state_of(desk: Desk, draft: int) -> str:
    with desk.store.reading() as connection:
        return connection.execute(select(DRAFTS.c.state).where(DRAFTS.c.id == draft)).scalar_one()


@given(VERSIONS)
def test_the_years_of_a_version_are_those_for_which_it_is_in_force(dated: list[Dated]) -> None:
    spans = {digest: span_of(dated, digest) for digest, _ in dated}

    expected = {digest: [year for year in YEARS if in_force(dated, year) == digest] for digest, _ in dated}
    actual = {
        digest: [] if span is None else [y for y in YEARS if (span[0] or 0) <= y <= (span[1] or 9999)]
        for digest, span in spans.items()
    }
    assert expected == actual


@given(VERSIONS, DAYS)
def test_a_version_replaces_those_that_were_in_force_where_it_is_now(dated: list[Dated], day: str | None) -> None:
    after = [*dated, ("new", day)]

    expected = {in_force(dated, year) for year in YEARS if in_force(after, year) == "new"} - {None}
    assert expected == replaced_by(dated, ("new", day))


@given(VERSIONS, st.sampled_from(YEARS))
def test_of_two_that_begin_on_one_day_the_one_published_last_is_in_force(dated: list[Dated], year: int) -> None:
    begun = [(day or "", place) for place, (_, day) in enumerate(dated) if (day or "") <= f"{year}-12-31"]

    expected = f"v{max(begun)[1]}" if begun else None
    assert expected == in_force(dated, year)


def published(desk: Desk, files: dict[str, str], in_force: str = "2023-01-01") -> str:
    """A draft of the newest version with some files, asked for and published; the digest."""
    draft = begin(desk)
    save(desk, draft, files)
    digest = asked(desk, draft, in_force)
    decide(desk, CHIEF, digest, True, "")
    return digest


def noted(desk: Desk, words: str) -> dict[str, str]:
    """The head of the newest version with a line more, which changes no score."""
    return {HEAD: f"{text_of(desk, HEAD)}# {words}\n"}


def test_a_draft_that_would_undo_what_was_published_meanwhile_is_not_asked_for_until_it_is_brought_up(
    desk: Desk,
) -> None:
    late = begin(desk)
    save(desk, late, noted(desk, "迟到的"))
    newer = published(desk, squared(desk))
    behind = code_of(lambda: asked(desk, late))
    seen = compared_to(desk, POLICY, late, newer)
    catch_up(desk, POLICY, seen, {})
    digest = asked(desk, late)
    decide(desk, CHIEF, digest, True, "")

    expected = ("draft-behind", (WHOLE, CARD), (HEAD,), (), squared_card(desk, newer), True)
    actual = (
        behind, seen.taken, seen.kept, seen.files, squared_card(desk, newest(desk)),
        text_of(desk, HEAD).endswith("# 迟到的\n"),
    )  # fmt: skip
    assert expected == actual


def squared_card(desk: Desk, digest: str) -> str:
    return (desk.pack(digest) / CARD).read_text("utf-8")


def test_of_two_requests_from_one_version_the_second_is_not_published_over_the_first(desk: Desk) -> None:
    first, second = begin(desk), begin(desk)
    save(desk, first, squared(desk))
    save(desk, second, noted(desk, "第二份"))
    digests = [asked(desk, one) for one in (first, second)]
    decide(desk, CHIEF, digests[0], True, "")
    behind = code_of(lambda: decide(desk, CHIEF, digests[1], True, ""))
    decide(desk, CHIEF, digests[1], False, "先跟上")

    assert ("draft-behind", digests[0], "open") == (behind, newest(desk), state_of(desk, second))


def test_a_correction_of_earlier_years_goes_beside_a_version_of_later_ones(desk: Desk) -> None:
    base = newest(desk)
    later = published(desk, squared(desk), "2025-01-01")
    early = begin(desk, base)
    save(desk, early, {HEAD: (desk.pack(base) / HEAD).read_text("utf-8") + "# 更正\n"})
    overlapping = code_of(lambda: asked(desk, early, "2025-06-30"))
    digest = asked(desk, early, "2022-01-01")
    decide(desk, CHIEF, digest, True, "")
    dated = [(base, None), (later, "2025-01-01"), (digest, "2022-01-01")]

    expected = ("draft-behind", (2022, 2024), (2025, None), (None, 2021))
    assert expected == (overlapping, *(span_of(dated, one) for one in (digest, later, base)))


def test_a_day_from_which_a_version_would_be_for_no_year_is_refused(desk: Desk) -> None:
    published(desk, squared(desk), "2025-06-01")
    draft = begin(desk)
    save(desk, draft, noted(desk, "没有用处的"))

    assert ("publish-day", None) == (
        code_of(lambda: asked(desk, draft, "2025-01-01")),
        code_of(lambda: asked(desk, draft, "2025-06-01")),
    )


def behind_on_one_line(desk: Desk) -> tuple[int, CatchUp]:
    """A draft that changed a line of a card which was changed otherwise in the version published since."""
    draft = begin(desk)
    save(desk, draft, {OTHER_CARD: text_of(desk, OTHER_CARD).replace(*YOURS)})
    card = {OTHER_CARD: text_of(desk, OTHER_CARD).replace(*THEIRS)}
    newer = published(desk, card)
    return draft, compared_to(desk, POLICY, draft, newer)


def test_where_both_changed_a_line_all_three_texts_are_shown_and_somebody_chooses(desk: Desk) -> None:
    draft, seen = behind_on_one_line(desk)
    began = seen.files[0].began
    assert began is not None
    open_one = code_of(lambda: catch_up(desk, POLICY, seen, {}))
    untouched = view(desk, draft).draft.base
    catch_up(desk, POLICY, seen, {OTHER_CARD: "两份合写\n"})
    again = code_of(lambda: catch_up(desk, POLICY, seen, {OTHER_CARD: "再来\n"}))

    expected = (
        began.replace(*THEIRS), began.replace(*YOURS), None, "draft-conflict", seen.draft.base,
        "两份合写\n", seen.newer, "draft-changed",
    )  # fmt: skip
    (one,) = seen.conflicts
    now = view(desk, draft)
    actual = (
        one.theirs, one.yours, one.both, open_one, untouched, now.files[OTHER_CARD].text, now.draft.base, again,
    )  # fmt: skip
    assert expected == actual


def test_who_had_a_file_open_while_its_draft_was_brought_up_overwrites_nothing(desk: Desk) -> None:
    draft = begin(desk)
    open_before = file_of(desk, draft, CARD)
    assert open_before.text is not None
    newer = published(desk, squared(desk))
    catch_up(desk, POLICY, compared_to(desk, POLICY, draft, newer), {})
    told = save_over(desk, POLICY, draft, CARD, open_before.text + "# 尾\n", open_before.seen)
    assert isinstance(told, Conflict)
    now = file_of(desk, draft, CARD)
    whole = (desk.pack(newer) / CARD).read_text("utf-8")

    expected = (open_before.text, whole, whole, open_before.text, whole)
    assert expected == (
        told.began, told.theirs.text, now.text, seen_text(desk, draft, now, open_before.seen),
        seen_text(desk, draft, now, now.seen),
    )  # fmt: skip


def test_a_request_is_taken_back_by_who_asked_and_decided_on_no_more(desk: Desk) -> None:
    draft = begin(desk)
    save(desk, draft, squared(desk))
    digest = asked(desk, draft)
    refusals = [
        code_of(lambda: withdraw(desk, CHIEF, digest, "不是我的")),
        code_of(lambda: withdraw(desk, AUDITOR, digest, "不许")),
        code_of(lambda: withdraw(desk, POLICY, digest, " ")),
    ]
    withdraw(desk, POLICY, digest, "还要改")
    late = code_of(lambda: decide(desk, CHIEF, digest, True, ""))
    with desk.store.reading() as connection:
        row, steps = version_row(connection, digest), steps_of(connection, digest)
    open_again = state_of(desk, draft)
    again = asked(desk, draft)
    decide(desk, CHIEF, again, True, "")

    expected = (
        ["not-allowed", "not-allowed", "publish-reason"], "version-already-decided", "withdrawn",
        [("version-asked", "为了试验"), ("version-withdrawn", "还要改")], "open", digest, newest(desk),
    )  # fmt: skip
    actual = (
        refusals, late, row.state, [(one.kind, one.reason) for one in steps], open_again, again, digest,
    )  # fmt: skip
    assert expected == actual


def test_another_draft_of_the_same_bytes_stays_open_when_one_is_published(desk: Desk) -> None:
    first, second = begin(desk), begin(desk)
    for one in (first, second):
        save(desk, one, squared(desk))
    digest = asked(desk, first)
    decide(desk, CHIEF, digest, False, "再想想")
    again = asked(desk, second)
    decide(desk, OTHER, again, True, "")

    assert (digest, "open", "published") == (again, state_of(desk, first), state_of(desk, second))
