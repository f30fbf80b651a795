"""The certificate: replays a saved audit from its own facts and rules, trusting nothing that made it.

Read from `verify` down, stage after stage: shape.py bounds and types what is there; given.py looks at the facts;
book.py, doubts.py and posted.py work out entries, contradictions and rulings anew; replay.py, sums.py, summary.py,
contradictions.py, decisions.py and related.py compare. It imports the expression language and no engine; what fired
the rules is thereby untrusted. Every sentence it returns is a reason to refuse.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from youju.feel import FeelError
from youju.ledger.contradictions import contradictions, printed_in
from youju.ledger.decisions import decisions
from youju.ledger.given import given
from youju.ledger.posted import ruled_of
from youju.ledger.related import unrelated
from youju.ledger.replay import replay
from youju.ledger.shape import misshapen
from youju.ledger.summary import summary
from youju.source import canonical, digest
from youju.source.exact_json import read_json

Record = dict[str, Any]
ERRORS = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError, RuntimeError, StopIteration, FeelError
)  # fmt: skip
"""What a record may make whoever works through it raise, where it is damaged or altered."""
Known = Mapping[str, Mapping[str, tuple[date | None, date | None]]]
"""Of each rubric at hand its versions: digest → its first day and the first no longer its own, None: no such day."""


def verify(data: bytes, known: Known | None = None) -> tuple[str, ...]:
    """Every reason to refuse a saved audit; none where it holds.

    `known` are the versions of the rubrics at hand: an audit under any other is refused, or for a day of another.
    Without it the rules inside are taken as they are. What is proved and what is not stands in docs/json.md.
    """
    try:
        record = cast(Record, read_json(data))
        if not isinstance(record, dict) or "ledger" not in record:  # pyright: ignore[reportUnnecessaryIsInstance]
            return ("不是 youju 的审计记录 / not an audit record of youju",)
        return (*unsound_bytes(record, data), *unsound(record, known))
    except ERRORS as error:
        return (f"记录残缺或被改动，无法重放：{type(error).__name__} / damaged or altered, cannot be replayed",)


def unsound_bytes(record: Record, data: bytes) -> Iterator[str]:
    """Whether the bytes of a record are the one form of its content."""
    if canonical(record) != data:
        yield "字节不是规范形式（被编辑或重新排版过） / the bytes are not canonical: edited or reformatted"


def unsound(record: Record, known: Known | None) -> Iterator[str]:
    """Every reason to refuse a parsed audit, whatever file it came in; raises what a damaged one raises.

    A stage is reached only where the one before it has found nothing: what comes first bounds the work of the rest.
    """
    if (place := misshapen(record)) is not None:
        yield f"记录里有不该有的内容，或格式不明：{place:.80} / unknown keys, values or format"
        return
    if reasons := [*unsealed(record), *_rubric(record, known)]:
        yield from reasons
        return
    ledger = record["ledger"]
    if reasons := list(given(ledger)):
        yield from reasons
        return
    found = ruled_of(ledger, printed_in(record))
    if reasons := list(replay(ledger, found)):
        yield from reasons
        return
    yield from summary(record)
    yield from contradictions(record, found)
    yield from decisions(record)
    yield from unrelated(record)


def unsealed(record: Record) -> Iterator[str]:
    """Whether the digest of a record is that of its content."""
    if record.get("digest") != digest(record):
        yield "摘要不符：内容被改动过 / the digest does not match: the content was altered"


def _rubric(record: Record, known: Known | None) -> Iterator[str]:
    ledger = record["ledger"]
    if not ledger["rubric_digest"] == record["rubric"]["digest"] == digest(ledger["rules"]):
        yield "所附规则与规则摘要不符 / the rules inside do not match the rubric's digest"
    if not ledger["rubric"] == record["rubric"]["id"] == ledger["rules"]["rubric"]["rubric"]:
        yield "评分标准的名称前后不一 / the rubric is named differently inside"
    shown, begin = record["rubric"], ledger["rules"]["rubric"].get("in_force")
    if shown.get("in_force") != begin:
        yield "所附规则开始施行的日期前后不一 / the rules inside begin on another day"
    if not set(shown) <= {"id", "title", "digest", "in_force", "on"}:
        yield "记录里有不该有的内容 / unknown keys"
    name, found = ledger["rubric"], ledger["rubric_digest"]
    if known is not None and name not in known:
        yield f"这里没有评分标准 {name}，请用 --rubric 指定 / the rubric {name} is not at hand: give it with --rubric"
    elif known is not None and found not in known[name]:
        yield f"评分标准 {name} 与现有版本不同 / the rubric {name} is not the version at hand"
    if "on" in shown:
        start = None if begin is None else date.fromisoformat(begin)
        span = (start, None) if known is None or name not in known else known[name].get(found, (start, None))
        yield from _day(shown["on"], *span)
    if record["document"]["sha256"] != ledger["document_digest"] or record["document"]["name"] != ledger["document"]:
        yield "报告的名称或摘要前后不一 / the report's name or digest differ inside"


def _day(on: Record, start: date | None, end: date | None) -> Iterator[str]:
    """The day whose rules were asked for is a day of these, and the last of the year quoted, if one is."""
    day, year = date.fromisoformat(on["day"]), on["year"]
    if set(on) != {"day", "year"} or day.isoformat() != on["day"]:
        yield "日期有不该有的内容，或不是 2024-12-31 这样的写法 / the day has unknown keys or is not written as a day"
    if (start is not None and day < start) or (end is not None and end <= day):
        yield "所附规则在所写的日期没有施行 / the rules inside are not those in force on the day given"
    if year is not None and not (_is_quote(year) and day == date(day.year, 12, 31) and _says(year, day.year)):
        yield "所引的年度与日期不符 / the year quoted is not that of the day"


def _is_quote(quote: Record) -> bool:
    numbers = (quote["line"], quote["start"], quote["end"])
    keys = set(quote) - {"places"}
    return keys == {"text", "line", "start", "end"} and all(type(number) is int for number in numbers)


def _says(quote: Record, year: int) -> bool:
    """Whether the digits of a quote have those of a year, whatever the report puts between them."""
    digits = "".join(char for char in unicodedata.normalize("NFKC", quote["text"]) if char.isdigit())
    return str(year) in digits
