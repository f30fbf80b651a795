"""Whatever a task does to its worker, its answer is a value or a code, and no other task pays for it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import rough_tasks as rough

from youju.desk.pool import Pool, open_pool
from youju.source import CodedError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="tasks of these tests end as POSIX has it")
MEMORY = 1 << 30


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    pool = open_pool(2, MEMORY, ())
    pool.warm()
    yield pool
    pool.close()


def code_of(pool: Pool, *asked: object, seconds: float = 60) -> str:
    with pytest.raises(CodedError) as caught:
        pool.run(*asked, seconds=seconds)  # type: ignore[arg-type]
    assert caught.value.zh
    assert rough.SECRET not in str(caught.value)
    return caught.value.code


def test_a_task_gives_its_value_from_another_process(pool: Pool) -> None:
    expected = (42, False)
    actual = (pool.run(rough.doubled, 21), pool.run(rough.pid) == os.getpid())
    assert expected == actual


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ((rough.exited,), "work-died"),
        ((rough.asked_to_exit,), "work-failed"),
        ((rough.eaten, 2), "work-too-heavy"),
        ((rough.unpicklable,), "work-failed"),
        ((rough.refused,), "report-empty"),
        ((rough.failed,), "work-failed"),
    ],
    ids=lambda one: one[0].__name__ if isinstance(one, tuple) else "",
)
def test_a_task_that_goes_wrong_is_told_by_its_code_and_the_next_is_done(
    pool: Pool, asked: tuple[object, ...], code: str
) -> None:
    expected = (code, 4)
    actual = (code_of(pool, *asked), pool.run(rough.doubled, 2))
    assert expected == actual


def test_a_worker_that_dies_once_costs_nothing(pool: Pool, tmp_path: Path) -> None:
    mark = tmp_path / "mark"

    expected = ("done", "xx")
    actual = (pool.run(rough.killed, str(mark), 1), mark.read_text())
    assert expected == actual


def test_a_worker_that_dies_twice_is_not_started_a_third_time(pool: Pool, tmp_path: Path) -> None:
    mark = tmp_path / "mark"

    expected = ("work-died", "xx")
    actual = (code_of(pool, rough.killed, str(mark), 9), mark.read_text())
    assert expected == actual


def test_tasks_in_flight_are_not_lost_by_the_death_of_another(pool: Pool) -> None:
    others = [pool.start(rough.slept, 0.5), pool.start(rough.slept, 0.6)]
    died = code_of(pool, rough.exited)

    expected = ("work-died", [0.5, 0.6])
    actual = (died, [one.result() for one in others])
    assert expected == actual


def test_a_task_that_sleeps_for_ever_is_ended_and_its_worker_replaced(pool: Pool) -> None:
    expected = ("work-too-slow", 4)
    actual = (code_of(pool, rough.slept, 600, seconds=0.5), pool.run(rough.doubled, 2))
    assert expected == actual


def test_a_task_that_is_cancelled_ends_and_leaves_no_process(pool: Pool) -> None:
    pids = {pool.run(rough.pid)}
    handle = pool.start(rough.slept, 600)
    time.sleep(0.3)
    handle.cancel()
    with pytest.raises(CodedError) as caught:
        handle.result()

    expected = ("work-cancelled", 4, set[int]())
    actual = (caught.value.code, pool.run(rough.doubled, 2), {pid for pid in pids if _alive(pid)})
    assert expected == actual


def test_a_task_that_is_cancelled_before_it_begins_never_does(pool: Pool, tmp_path: Path) -> None:
    busy = [pool.start(rough.slept, 0.3) for _ in range(2)]
    waiting = pool.start(rough.killed, str(tmp_path / "mark"), 0)
    waiting.cancel()
    with pytest.raises(CodedError) as caught:
        waiting.result()

    expected = ("work-cancelled", [0.3, 0.3], [])
    actual = (caught.value.code, [one.result() for one in busy], list(tmp_path.iterdir()))
    assert expected == actual


def test_a_pool_whose_workers_all_die_at_once_comes_back(pool: Pool) -> None:
    started = [pool.start(rough.slept, 0.2) for _ in range(2)]
    for one in started:
        one.result()
    for pid in [lane.start().process.pid for lane in pool.lanes]:
        os.kill(pid or 0, signal.SIGKILL)

    expected = [0, 2, 4, 6]
    actual = [pool.run(rough.doubled, number) for number in range(4)]
    assert expected == actual


def test_a_worker_has_its_limits_and_does_not_hear_of_ctrl_c(pool: Pool) -> None:
    expected = ((MEMORY, 0), True)
    actual = (pool.run(rough.limits), pool.run(rough.ignores_interrupts))
    assert expected == actual


def test_what_a_task_leaves_in_its_temporary_folder_is_cleared(pool: Pool) -> None:
    folder = Path(pool.run(rough.littered))

    expected = (True, [])
    actual = (folder.name.startswith("youju-work-"), list(folder.iterdir()))
    assert expected == actual


def test_the_system_ends_a_task_that_has_used_its_seconds_of_a_processor(pool: Pool) -> None:
    """It gives itself one second where the clock gives it a minute, which tells the two apart."""
    expected = "work-too-slow"
    actual = code_of(pool, rough.spun_on_one_second)
    assert expected == actual


def test_long_tasks_leave_a_worker_to_those_that_are_short(pool: Pool) -> None:
    long = [pool.start(rough.slept, 600, long=True) for _ in range(3)]
    quick = [pool.run(rough.doubled, number) for number in range(3)]
    for one in long:
        one.cancel()
        with pytest.raises(CodedError, match="work-cancelled"):
            one.result()

    expected = ([0, 2, 4], 4)
    actual = (quick, pool.run(rough.doubled, 2, long=True))
    assert expected == actual


def test_a_task_goes_to_the_worker_that_was_last_asked_about_the_same(pool: Pool) -> None:
    def who(about: str) -> int:
        return pool.run(rough.asked_about, rough.About(about))

    busy = pool.start(rough.slept, 0.3)
    first = {about: who(about) for about in ("a", "b")}
    busy.result()

    expected = [first["a"], first["b"], first["a"]]
    actual = [who(about) for about in ("a", "b", "a")]
    assert expected == actual


def test_tasks_that_begin_together_on_a_new_pool_have_a_worker_each() -> None:
    pool = open_pool(2, MEMORY, ())
    started = [pool.start(rough.pid, 0.5) for _ in range(2)]

    expected = 2
    actual = len({one.result() for one in started})
    pool.close()
    assert expected == actual


def test_a_pool_that_is_closed_ends_what_runs_and_clears_up() -> None:
    pool = open_pool(1, MEMORY, ())
    pids = [pool.run(rough.pid)]
    folder = pool.lanes[0].start().folder
    handle = pool.start(rough.slept, 600)
    waiting = pool.start(rough.doubled, 1)
    time.sleep(0.2)
    pool.close()
    codes: list[str] = []
    for one in (handle, waiting):
        with pytest.raises(CodedError) as caught:
            one.result()
        codes.append(caught.value.code)

    expected = (["work-cancelled"] * 2, [False], False)
    actual = (codes, [_alive(pid) for pid in pids], folder.exists())
    assert expected == actual


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
