"""Papers are made one by one, and the list of their digests is of just these."""

from __future__ import annotations

from hashlib import sha256

from tests.conftest import SAMPLE

from youju.desk.desk import Desk
from youju.desk.intake import run, take_in
from youju.desk.papers import NAMES, file_of
from youju.desk.who import ALONE
from youju.publish.files import SUMS


def test_the_list_of_digests_is_of_the_papers_as_they_are_downloaded(one_desk: Desk) -> None:
    audit = take_in(one_desk, ALONE, "papers.md", SAMPLE.read_bytes())
    run(one_desk, ALONE, audit)
    first = {name: file_of(one_desk, ALONE, audit, name, "zh") for name in NAMES}
    expected = {sha256(data).hexdigest(): name for name, data in first.items() if name != SUMS}

    actual = dict(line.split("  ") for line in first[SUMS].decode().splitlines())
    assert expected == actual
