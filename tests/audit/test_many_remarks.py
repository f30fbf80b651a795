"""A remark about very many places quotes some of them and counts the rest."""

from __future__ import annotations

from youju.audit import audit
from youju.audit.findings import MOST_QUOTES
from youju.report import Document, Remark
from youju.rubric import Rubric
from youju.structs import replace


def test_a_remark_quotes_so_many_places_and_counts_the_rest(sample: Document, rubric: Rubric) -> None:
    spans = tuple((at, at + 1) for at in range(MOST_QUOTES + 3))
    remarked = replace(sample, remarks=(Remark("tracked-deletion", "P2", "删去。", "deleted.", spans),))
    found = next(one for one in audit(remarked, rubric).findings if one.code == "tracked-deletion")

    assert len(found.quotes) == MOST_QUOTES
    assert found.message.zh == "删去。（另有 3 处未列出）"
    assert found.message.en == "deleted. (3 more not listed)"
