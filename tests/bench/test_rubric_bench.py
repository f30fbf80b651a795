"""What it takes to load and to lint a rubric of 2,000 rules, beside what reading the YAML of its files takes.

Nothing here asserts on seconds; the figures of one run are printed and compared with each other (make bench).
"""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import yaml

from big_rubrics import RULES, write_rubric
from hostile_rubrics import HOSTILE, RUBRICS, folder_of
from youju.author.lint import lint
from youju.facts import Dictionary, load_dictionary
from youju.rubric import dictionary_of, load_authored, load_rubric
from youju.source import RefusedError

pytestmark = pytest.mark.bench
FORMS = ("rules", "bands")
CARDS = 200
# What a person waits for who starts a program that loads a rubric; the time of starting it is told apart.
FRESH = """
import sys, time
began = time.perf_counter()
from pathlib import Path
from youju.feel import parse
from youju.rubric import dictionary_of, load_rubric
parse("1")
started = time.perf_counter()
dictionary = dictionary_of(Path(sys.argv[1]))
read = time.perf_counter()
rubric = load_rubric(Path(sys.argv[1]), dictionary)
loaded = time.perf_counter()
print(sum(len(one.rules) for one in rubric.indicators.values()), started - began, read - started, loaded - read)
"""


def seconds(run: Callable[[], object], times: int = 3) -> float:
    """The least processor time of some runs: what others do on the machine is not counted."""
    taken: list[float] = []
    for _ in range(times):
        began = time.process_time()
        run()
        taken.append(time.process_time() - began)
    return min(taken)


def only_yaml(folder: Path) -> int:
    """The nodes of all files of a rubric, read and nothing more."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    texts = (path.read_text("utf-8") for path in (*folder.glob("indicators/**/*.yaml"), folder / "rubric.yaml"))
    return sum(yaml.compose(text, Loader=loader) is not None for text in texts)


@pytest.fixture(scope="module", params=FORMS)
def big(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param) / "big"
    write_rubric(folder, CARDS, request.param)
    return folder


def test_a_rubric_of_two_thousand_rules_is_loaded_and_linted(big: Path):
    dictionary = dictionary_of(big)
    rubric = load_rubric(big, dictionary)
    authored = load_authored(big, dictionary)
    load, read, check = (
        seconds(lambda: load_rubric(big, dictionary)),
        seconds(lambda: only_yaml(big)),
        seconds(lambda: lint(authored), 1),
    )
    print(f"\n{big.parent.name}: load {load:.2f} s = {load / read:.1f} × only reading the YAML ({read:.2f} s)")
    print(f"  {CARDS * RULES / load:,.0f} rules a second; lint {check:.2f} s = {check / load:.1f} × the load")

    assert CARDS * RULES == sum(len(one.rules) for one in rubric.indicators.values())


def test_ten_times_the_rules_take_ten_times_the_time(tmp_path: Path):
    """The growth is printed: far above 10 would be a loader that looks at every pair of cards."""
    taken: dict[int, float] = {}
    for cards in (CARDS // 10, CARDS):
        write_rubric(tmp_path / str(cards), cards)
        dictionary: Dictionary = dictionary_of(tmp_path / str(cards))
        taken[cards] = seconds(lambda: load_rubric(tmp_path / str(cards), dictionary))  # noqa: B023 - run at once
    small, large = taken.values()
    print(f"\n200 rules {small:.3f} s, 2,000 rules {large:.3f} s: {large / small:.1f} × the time")

    assert [20, 200] == list(taken)


def test_a_fresh_process_loads_two_thousand_rules(big: Path):
    done = subprocess.run([sys.executable, "-c", FRESH, str(big)], capture_output=True, text=True, check=True)
    rules, start, dictionary, load = done.stdout.split()
    print(
        f"\n{big.parent.name}, fresh: start {start[:4]} s, dictionary {dictionary[:4]} s, load and check {load[:4]} s"
    )

    assert rules == str(CARDS * RULES)


def test_what_is_hostile_is_refused_soon_and_in_little_memory(tmp_path: Path):
    """The five slowest and the one that takes most memory; a refusal that grew with what it refuses would show here."""
    dictionary = load_dictionary(RUBRICS / "dictionary")
    taken: dict[str, tuple[float, int]] = {}
    for number, name in enumerate(HOSTILE):
        folder = folder_of(name, tmp_path / str(number))
        tracemalloc.start()
        with suppress(RefusedError):
            load_rubric(folder, dictionary)
        memory = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

        def refuse(folder: Path = folder) -> None:
            with suppress(RefusedError):
                load_rubric(folder, dictionary)

        taken[name] = seconds(refuse, 1), memory
    slowest = sorted(taken, key=lambda name: taken[name][0], reverse=True)[:5]
    print("\n" + "\n".join(f"{taken[name][0]:.3f} s  {name}" for name in slowest))
    name, (_, most) = max(taken.items(), key=lambda one: one[1][1])
    print(f"{most / 1e6:.1f} MB  {name}, the most of {len(taken)}")

    assert taken.keys() == HOSTILE.keys()
