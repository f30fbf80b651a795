"""One engine in a process of its own: `python -m rivals.timed NAME FACTS.parquet FOLDER RUBRIC [EXPECTED.npz]`.

It prints JSON: what it took, or how its scores differ from the expected ones. A process of its own has a peak of
memory of its own, and engines take turns round by round.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from youju.rubric import Rubric, dictionary_of, find_pack, load_rubric

from .engines import engine
from .exactly import differences, read_scores
from .processes import busy, peak
from .scores import Scores

HEAD = 10_000


def measured(name: str, path: Path, folder: Path, rubric_name: str) -> dict[str, Any]:
    """Seconds to prepare, to load, of the first score (compilation in it) and of the second, also of all processors
    (`busy`), the peak of memory in MB, and digests of the scores of all departments and of the first ten thousand."""
    rubric = rubric_of(rubric_name)
    prepared, (load, score) = _timed(lambda: engine(name).made(rubric, folder))
    loading, facts = _timed(lambda: load(path))
    first, scores = _timed(lambda: score(facts))
    scores = None
    started = busy()
    second, scores = _timed(lambda: score(facts))
    worked, held = busy() - started, peak()
    told = {"prepared": prepared, "loading": loading, "first": first, "second": second, "busy": worked, "peak": held}
    return told if scores is None else {**told, "all": _digest(scores, None), "head": _digest(scores, HEAD)}


def compared(name: str, path: Path, folder: Path, rubric_name: str, expected: Path) -> dict[str, Any]:
    """In how many departments its points, rules and totals differ from the expected; seconds of the first score."""
    rubric = rubric_of(rubric_name)
    load, score = engine(name).made(rubric, folder)
    facts = load(path)
    first, scores = _timed(lambda: score(facts))
    return {"first": first, "differences": differences(rubric, read_scores(rubric, expected), scores)}


def rubric_of(name: str) -> Rubric:
    """A rubric that came with the package."""
    pack = find_pack(name).folder
    return load_rubric(pack, dictionary_of(pack))


def _timed(run: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    found = run()
    return time.perf_counter() - started, found


def _digest(scores: Scores, most: int | None) -> str:
    """The scores of the first departments as bytes that do not tell how wide an engine's numbers are."""
    found = sha256()
    for part in (scores.points, scores.rules):
        for name in sorted(part):
            found.update(np.ascontiguousarray(part[name][:most], dtype=np.int64).tobytes())
    found.update(np.ascontiguousarray(scores.total[:most], dtype=np.int64).tobytes())
    return found.hexdigest()


if __name__ == "__main__":
    asked, facts_file, own_folder, pack_name, *rest = sys.argv[1:]
    given = (asked, Path(facts_file), Path(own_folder), pack_name)
    print(json.dumps(compared(*given, Path(rest[0])) if rest else measured(*given)))
