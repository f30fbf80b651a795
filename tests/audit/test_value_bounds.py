"""A figure outside the bounds of its fact is a finding with its quote, and scores nothing."""

from __future__ import annotations

import pytest

from youju.audit import audit
from youju.report import Document, read_bytes
from youju.rubric import Rubric


@pytest.mark.parametrize("sentence", ["实际采购-57万元", "实际采购－57万元"])
def test_what_nobody_can_have_is_found_with_its_quote_and_no_law_breaks(
    rubric: Rubric, sample: Document, sentence: str
) -> None:
    text = sample.text.replace("实际采购57万元", sentence)
    audited = audit(read_bytes(text.encode(), sample.name), rubric, "exact")
    (found,) = [one for one in audited.findings if one.code == "value-out-of-bounds"]

    assert ("P1", "procurement-rate", True) == (found.level, found.indicator, sentence in found.quotes[0].text)
    assert "undetermined" == audited.ledger.row("procurement-rate").status


def test_what_is_within_its_bounds_is_no_finding(rubric: Rubric, sample: Document) -> None:
    assert [] == [one for one in audit(sample, rubric, "exact").findings if one.code == "value-out-of-bounds"]
