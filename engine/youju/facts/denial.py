"""Words that deny: a phrase that finds them in its gaps, or right before it, was not said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from youju.facts.spans import Span

# 不同, 不断, 不仅 and the like deny nothing; 无人机, 未来 are words of their own.
_DENIES = re.compile(
    "不(?![同断仅但只折少止])|没(?!收)|未(?!来)|无(?![人线偿论形异])|难以|有待|亟待|尚待|尚需|缺乏|缺少|欠缺|避免|防止"
)
_DENYING = "未|没有|没|无法|难以|不能|不得|尚未|未能|并未|缺乏|缺少|不(?!折不扣)|有待|尚待|尚需|亟待|需要?进一步"
_ADVERBS = (
    "能|能够|有|曾|做到|实现|达到|得到|形成|充分|完全|严格|全面|真正|很好|有效|及时|按时|按要求|按规定|予以|进行|再"
    "|足额|全部|都|完"
)
_DENIED_BEFORE = re.compile(f"(?:{_DENYING})(?:{_ADVERBS}){{0,3}}$")
_WINDOW = 16
_COMMA = "，"


def denied(text: str, start: int, gaps: Sequence[Span]) -> bool:
    """Whether a match that starts at `start`, and has these gaps, is denied by the words in them or before it.

    A gap may run over commas; only what stands after the last of them belongs to the clause that states something.
    """
    if _DENIED_BEFORE.search(text[max(0, start - _WINDOW) : start]):
        return True
    clauses = (text[begin:end].rpartition(_COMMA)[2] for begin, end in gaps)
    return any(_DENIES.search(clause) for clause in clauses)
