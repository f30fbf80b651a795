"""The chain of a store, as the workbench gives it out, is a journal: the command verifies it, and names what was done to it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from filled import take_document
from forked import youju
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from youju.desk.desk import open_desk
from youju.ledger.journal import Head, check
from youju.web.app import make_app

Lines = list[bytes]
PLACES = st.integers(0, 10**6)


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Lines:
    """A chain of some versions and documents, as a program fetches it, five records at a time."""
    with closing(open_desk(tmp_path_factory.mktemp("chain") / "store", None, 1)) as desk:
        last = [take_document(desk.store, "zhang", f"{number}".encode()) for number in range(9)][-1]
        client = TestClient(make_app(desk), base_url="http://localhost")
        pages = [client.get(f"/api/v1/chain?after={after}&limit=5").content for after in range(0, last, 5)]
    return b"".join(pages).splitlines(keepends=True)


def head_of(chain: Lines) -> Head:
    return check(b"".join(chain)).head


def named(chain: Lines, head: Head) -> set[int]:
    """The records that are named as not being what was written."""
    return {one.number for one in check(b"".join(chain), head.count, head.hash).faults}


def test_the_chain_that_is_given_out_is_the_one_that_is_kept_and_the_command_verifies_it(
    chain: Lines, tmp_path: Path
) -> None:
    (tmp_path / "chain.jsonl").write_bytes(b"".join(chain))
    head = head_of(chain)
    words = ("--count", f"{head.count}", "--head", head.hash)
    found = youju("journal", "verify", tmp_path / "chain.jsonl", *words)

    assert (0, f"日志是原样，共 {len(chain)} 条") == (found.returncode, found.stdout.partition(" /")[0])


@given(place=PLACES, other=st.integers(1, 255))
@example(place=0, other=1)
def test_any_byte_that_is_changed_is_named_by_its_record(chain: Lines, place: int, other: int) -> None:
    data = bytearray(b"".join(chain))
    at = place % len(data)
    number = data[:at].count(b"\n") + 1
    data[at] ^= other
    found = named([bytes(data)], head_of(chain))

    # Without its end a record runs into the next: then either is the place.
    assert found & ({number, number + 1} if b"".join(chain)[at : at + 1] == b"\n" else {number})


@given(place=PLACES)
@example(place=0)
@example(place=-1)
def test_a_record_that_is_dropped_is_named(chain: Lines, place: int) -> None:
    at = place % len(chain)

    assert at + 1 in named([*chain[:at], *chain[at + 1 :]], head_of(chain))


@given(one=PLACES, other=PLACES)
@example(one=0, other=1)
def test_records_that_changed_places_are_named(chain: Lines, one: int, other: int) -> None:
    first, second = sorted((one % len(chain), other % len(chain)))
    moved = list(chain)
    moved[first], moved[second] = moved[second], moved[first]
    found = named(moved, head_of(chain))

    assert (found == set()) == (first == second)
    assert first == second or first + 1 in found or second + 1 in found


@given(place=PLACES, to=PLACES)
@example(place=0, to=0)
@example(place=-1, to=-1)
def test_a_record_that_stands_there_twice_is_named(chain: Lines, place: int, to: int) -> None:
    at, into = place % len(chain), to % (len(chain) + 1)

    assert at + 1 in named([*chain[:into], chain[at], *chain[into:]], head_of(chain))


TAMPERED: dict[str, tuple[Callable[[Lines], Lines], int]] = {
    "changed": (lambda lines: [*lines[:6], lines[6].replace(b"zhang", b"zhong"), *lines[7:]], 7),
    "dropped": (lambda lines: [*lines[:4], *lines[5:]], 5),
    "cut off": (lambda lines: lines[:-1], -1),
    "reordered": (lambda lines: [lines[1], lines[0], *lines[2:]], 1),
    "twice": (lambda lines: [*lines[:3], lines[2], *lines[3:]], 3),
}


@pytest.mark.parametrize("tampered", TAMPERED.values(), ids=TAMPERED)
def test_the_command_refuses_it_with_the_place(
    chain: Lines, tmp_path: Path, tampered: tuple[Callable[[Lines], Lines], int]
) -> None:
    change, number = tampered
    (tmp_path / "chain.jsonl").write_bytes(b"".join(change(chain)))
    head = head_of(chain)
    found = youju("journal", "verify", tmp_path / "chain.jsonl", "--count", f"{head.count}", "--head", head.hash)

    place = number % (len(chain) + 1)
    assert (1, True) == (found.returncode, f"第 {place} 条" in found.stdout)
