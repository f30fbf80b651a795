"""Ten thousand bent Word files: each a document or a refusal; how slow the slowest, how much memory at most."""

from __future__ import annotations

import resource
import time
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest
from tests.report.mutants import mutants, whole_files
from tests.report.word_files import silent

from youju.report import ReportError, fold, outline
from youju.report.word import read_docx

MUTANTS = 10_000


@pytest.mark.evidence
def test_no_bent_word_file_does_anything_but_read_or_refuse(tmp_path: Path) -> None:
    outcomes: Counter[str] = Counter()
    crashes: list[str] = []
    slowest = 0.0
    for at, data in enumerate(islice(mutants(2024, whole_files()), MUTANTS)):
        begun = time.process_time()
        try:
            outline(fold(read_docx(data, "a.docx", silent)))
            outcomes["read"] += 1
        except ReportError as error:
            outcomes[error.code] += 1
        except Exception as error:  # noqa: BLE001 - what a crash is, to be kept as a seed
            (tmp_path / f"{at}.docx").write_bytes(data)
            crashes.append(f"{tmp_path / f'{at}.docx'}: {type(error).__name__}: {error}")
        slowest = max(slowest, time.process_time() - begun)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"\n{MUTANTS} bent Word files: {dict(outcomes)}; {len(crashes)} crashes; slowest {slowest:.3f} s; peak {memory} MiB"
    )

    assert crashes == []
