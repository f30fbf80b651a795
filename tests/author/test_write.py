"""What is put into a card's file changes that, and not a character of what says the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from youju.author.edits import plain
from youju.author.write import put_into
from youju.source import parse_yaml

ODD = st.sampled_from(
    [
        "0.30", "0.3", "0.30000000000000001", "1.23456789012345678901", "1e3", "1_000", "0o17", "017", "0x1F", "+1", "-0",
        "1", "1.0", ".5", "5.", "true", "True", "yes", "on", "null", "~", "2023-01-01", "1:30", ".inf", "=", '"1"', "'on'",
    ]
)  # fmt: skip


def card_of(first: str, second: str, other: str) -> str:
    return (
        f"indicator: a # kept\nnote: {{one: {other}, {other.strip(chr(34) + chr(39))}: two}}\n"
        f"rules:\n  - {{id: x, when: 甲 > 1, points: {first}}} # why\n  - {{id: y, mark: {second}}}\n"
        f"cases:\n  - given: {{甲: {other}}}\n    expect: {{points: {other}}}\n"
    )


@settings(deadline=None)
@given(ODD, ODD, ODD, ODD)
def test_only_the_value_that_changes_is_written_anew(first: str, second: str, other: str, changed: str):
    text = card_of(first, second, other)
    rows = f"rules:\n  - {{id: x, when: 甲>1, points: {first}}}\n  - {{id: y, mark: {changed}}}\n"
    node, _ = parse_yaml(rows, "")
    new = put_into(text, node)
    lines = list(zip(text.splitlines(), new.splitlines(), strict=True))
    same = plain(f"k: {changed}\n") == plain(f"k: {second}\n")

    assert plain(card_of(first, changed, other)) == plain(new)
    assert ([] if same else [f"  - {{id: y, mark: {second}}}"]) == [old for old, now in lines if old != now]
