"""Audits of reports that say anything at all, in any words: for what is drawn and written of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st

from youju.audit import Audit, judge
from youju.facts import Passage, Reading, Statement
from youju.report import Document
from youju.rubric import Rubric

Said = tuple[str, Fraction | int | bool | str, str]

# What formats take for signs of their own, what they cannot hold, and what turns the direction of writing.
HOSTILE = (
    "<script>alert(1)</script>",
    "a & b &amp; &#0; ]]> --> <!--",
    'quote " and \\" and \\N \\',
    "line\nline\r\nline\ttab",
    "\x00\x07\x1b[31m\x7f\u0085\ufffe\uffff",
    "\u202eright\u202c\u2066to\u2069left\u200f\u061c",
    "%%{init: {}}%% %% end subgraph click n0 `md` **b** 1. list",
    "]] )) }} |pipe| ; graph TD; n0 --> n1 #quot; #35;",
    "$x$ ${y} {{z}} '''",
    "预" * 10_000,
    "W" * 10_000,
    "e\u0301" * 300,
    "\U0001f4ca 四\u3000五 \ud7ff",
    "",
)


def saying(rubric: Rubric, said: Sequence[Said], name: str = "made-up.txt") -> Audit:
    """The audit of a report in which each fact is stated with its value in the words of its quote."""
    text = "\n".join(words for _, _, words in said)
    document = Document(name, "0" * 64, "utf-8", 0, text)
    statements: list[Statement] = []
    start = 0
    for fact, stated, words in said:
        value = Fraction(stated) if type(stated) is int else stated
        quote = document.quote(start, start + len(words))
        statements.append(Statement(fact, value, quote, quote, rubric.dictionary.facts[fact].kind_of(None)))
        start += len(words) + 1
    passages = {one.id: Passage(one.id, one.title.zh, 0, 0, 0) for one in rubric.indicators.values()}
    return judge(document, rubric, Reading(passages, {}, (), tuple(statements)), "exact")


@st.composite
def sayings(draw: st.DrawFn, rubric: Rubric) -> list[Said]:
    """Statements of facts that rules read, some facts twice; values near to each other and to nothing."""
    names = sorted({name for one in rubric.indicators.values() for name in one.facts})
    chosen = draw(st.lists(st.sampled_from(names), max_size=25))
    words = st.sampled_from(HOSTILE) | st.text(max_size=40)
    return [(name, draw(_values(rubric.dictionary.facts[name].type)), draw(words)) for name in chosen]


def _values(kind: str) -> st.SearchStrategy[Fraction | bool | str]:
    if kind == "boolean":
        return st.booleans()
    if kind == "text":
        return st.sampled_from(HOSTILE)
    return st.sampled_from([Fraction(n) for n in (0, 1, 2, 10, 100)] + [Fraction(9, 10), Fraction(1, 3)])
