"""Ready lines are put behind a list, and not a character beside them changes."""

from __future__ import annotations

import pytest

from youju.author.edits import EditError
from youju.author.splice import with_lines

LINES = ["  - note: 新的", "    expect:  # 由人填"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("a: 1\n", "a: 1\ncases:\n  - note: 新的\n    expect:  # 由人填\n"),
        ("a: 1", "a: 1\ncases:\n  - note: 新的\n    expect:  # 由人填\n"),
        (
            "cases:  # 见下\n  - {note: 旧}  # 留着\n\n# 后面\nb: 2\n",
            "cases:  # 见下\n  - {note: 旧}  # 留着\n  - note: 新的\n    expect:  # 由人填\n\n# 后面\nb: 2\n",
        ),
        (
            "cases:\n- note: 旧\n  expect:  # 填\n",
            "cases:\n- note: 旧\n  expect:  # 填\n- note: 新的\n  expect:  # 由人填\n",
        ),
        ("cases:\r\n  - {note: 旧}\r\n", "cases:\r\n  - {note: 旧}\r\n  - note: 新的\r\n    expect:  # 由人填\r\n"),
    ],
)
def test_lines_stand_behind_the_last_item_indented_as_it_is(before: str, expected: str) -> None:
    assert expected == with_lines(before, "cases", LINES)


@pytest.mark.parametrize("before", ["cases: []\n", "cases: [{note: 旧}]\n", "cases: 无\n", "- 1\n"])
def test_where_there_is_no_list_of_lines_it_is_refused(before: str) -> None:
    with pytest.raises(EditError):
        with_lines(before, "cases", LINES)
