"""The rulings of auditors that an audit counts, a line each, and the totals before them."""

from __future__ import annotations

from collections.abc import Iterator

from youju.audit import Audit
from youju.audit.words import points_text, show_fact
from youju.ledger import Ruled
from youju.publish.papers.quotes import cut
from youju.publish.standing import ruled, standing

MOST_RULINGS, LONGEST = 20, 120
_TEXT = {
    "before": {
        "zh": "裁定以前：复核 {recomputed} 分，其中仅由报告数据可复算 {confirmed} 分；可能在 {low}～{high} 分之间。",
        "en": "Before the rulings: recomputed {recomputed}, of it {confirmed} from figures alone; between {low} and "
        "{high}.",
    },
    "more": {"zh": "……共 {n} 条", "en": "… {n} in all"},
    "amend": {"zh": "改为 {value}，来源：{source}", "en": "amended to {value}, source: {source}"},
    "accept": {"zh": "采信报告所写 {value}", "en": "the report's {value} is confirmed"},
    "reject": {"zh": "不采信报告", "en": "what the report says does not count"},
    "fact": {"zh": "{fact} {how}：{reason}（{by}）", "en": "{fact} {how}: {reason} ({by})"},
}


def before_text(audit: Audit, lang: str) -> str:
    """The totals as they would be without the rulings; empty where there are none."""
    if audit.before is None:
        return ""
    names = ("recomputed", "confirmed", "low", "high")
    return _TEXT["before"][lang].format(**{name: points_text(getattr(audit.before, name)) for name in names})


def rulings_text(audit: Audit, lang: str) -> str:
    """What was decided about which fact or finding, why and by whom; of very many the first, and how many there are."""
    told = list(_lines(audit, lang))
    more = [_TEXT["more"][lang].format(n=len(told))] if len(told) > MOST_RULINGS else []
    return "\n".join([*told[:MOST_RULINGS], *more])


def _lines(audit: Audit, lang: str) -> Iterator[str]:
    findings = {finding.key: finding for finding in standing(audit)}
    colon = "：" if lang == "zh" else ": "
    for one in audit.ledger.rulings:
        if one.finding is None:
            yield f"{one.number}. {_on_fact(audit, one, lang)}"
        elif finding := findings.get(one.finding):
            about = cut(finding.message.of(lang), LONGEST)
            yield f"{one.number}. [{finding.level}] {about}{colon}{cut(ruled(finding, lang))}"


def _on_fact(audit: Audit, one: Ruled, lang: str) -> str:
    name = one.fact or ""
    how = _TEXT[one.decision][lang].format(value=cut(show_fact(audit.facts[name], lang)), source=cut(one.source))
    by = ("，" if lang == "zh" else ", ").join(part for part in (one.by, one.day) if part)
    return _TEXT["fact"][lang].format(fact=name, how=how, reason=cut(one.reason), by=by)
