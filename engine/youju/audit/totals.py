"""The total that a report claims, against its own scores and against what is recomputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from youju.audit.assumed import Assumption, Explanation, total_explained, written_sum
from youju.audit.enter import Entered
from youju.audit.finding import Finding
from youju.audit.words import points_text
from youju.facts import Reading
from youju.ledger import Totals
from youju.report import Quote
from youju.rubric import Rubric, Text

ZERO = Fraction(0)


def total_findings(rubric: Rubric, reading: Reading, entered: Entered, totals: Totals) -> Iterator[Finding]:
    """No total, several, one unlike the recomputed, and one that the written scores do not make."""
    claims = reading.total_claims
    if not claims:
        zh, en = "报告没有写自评总分", "the report claims no total"
        yield Finding("total-absent", "P1", Text(zh=zh, en=en), None, ZERO, ())
        return
    quotes = tuple(quote for claim in claims for quote in claim.quotes)
    if len(claims) > 1:
        said = "、".join(points_text(claim.points or ZERO) for claim in claims[:5]) + ("……" if len(claims) > 5 else "")
        zh, en = f"报告写了不同的总分：{said}", f"the report claims different totals: {said}"
        yield Finding("total-conflicting", "P0", Text(zh=zh, en=en), None, ZERO, quotes)
    claimed = totals.claimed or ZERO
    if claimed != totals.recomputed:
        zh = f"自评总分 {points_text(claimed)}，复核 {points_text(totals.recomputed)}"
        en = f"claimed {points_text(claimed)} in all, recomputed {points_text(totals.recomputed)}"
        off = abs(claimed - totals.recomputed)
        yield Finding("total-differs", "P0", Text(zh=zh, en=en), None, off, quotes)
    if claimed != written_sum(entered):
        yield from _unlike_written(rubric, entered, claimed, quotes)


def _unlike_written(
    rubric: Rubric, entered: Entered, claimed: Fraction, quotes: tuple[Quote, ...]
) -> Iterator[Finding]:
    """What the total silently takes for granted; where nothing makes it, that the scores do not sum to it."""
    written = written_sum(entered)
    found = total_explained(rubric, entered, claimed)
    sum_, said, off = points_text(written), points_text(claimed), points_text(abs(claimed - written))
    if found is None:
        zh = (
            f"写出的得分合计 {sum_}，与自评总分 {said} 差 {off}；没写得分的按满分、计入调入或折算的分，也得不出这个总分"
        )
        en = f"the written scores sum to {sum_}, not to the claimed {said}, whatever unwritten points are counted"
        yield Finding("total-not-sum", "P1", Text(zh=zh, en=en), None, abs(claimed - written), quotes)
    elif any(one.kind not in ("cut", "total_cut") for one in found.assumptions):
        yield Finding(
            "total-conditional", "P1", _conditional(rubric, written, claimed, found), None, _at_risk(found), quotes
        )


def _at_risk(found: Explanation) -> Fraction:
    """The points that nobody wrote; what a cap takes away is no such point."""
    return sum((one.points for one in found.assumptions if one.points > 0), ZERO)


def _conditional(rubric: Rubric, written: Fraction, claimed: Fraction, found: Explanation) -> Text:
    kinds = dict.fromkeys(one.kind for one in found.assumptions)
    parts = [_told(rubric, [one for one in found.assumptions if one.kind == kind]) for kind in kinds]
    without = list(_without(written, claimed, found.assumptions))
    said, sum_ = points_text(claimed), points_text(written)
    zh, en = ("；".join(zh for zh, _ in parts), "; ".join(en for _, en in parts))
    zh = f"只有{zh}，才能得出" if found.only else f"要默认没有写明的分才能得出，例如：{zh}"
    en = f"only if {en}" if found.only else f"only by points that nobody wrote, such as: {en}"
    zh = f"写出的得分合计 {sum_}，自评总分 {said} {zh}" + "".join(f"；{one}" for one, _ in without)
    en = f"the written scores sum to {sum_}; {said} is reached {en}" + "".join(f"; {one}" for _, one in without)
    return Text(zh=zh, en=en)


def _without(written: Fraction, claimed: Fraction, assumptions: Sequence[Assumption]) -> Iterator[tuple[str, str]]:
    """What the total would be without the assumptions of one kind; without all of them it is what is written."""
    words = {
        "unscored": ("没写得分的按零分为", "with unscored as zero"),
        "moved": ("不计调入的分为", "without moved points"),
        "shared": ("不折算为", "without scaling"),
    }
    for kind, (zh, en) in words.items():
        total = claimed - sum((one.points for one in assumptions if one.kind == kind), ZERO)
        if total not in (written, claimed):
            yield f"{zh} {points_text(total)}", f"{en} {points_text(total)}"


def _told(rubric: Rubric, alike: Sequence[Assumption]) -> tuple[str, str]:
    """Assumptions of one kind in words."""
    titles = [rubric.indicators[one.indicator].title for one in alike if one.indicator]
    names_zh, names_en = "".join(f"「{one.zh}」" for one in titles), ", ".join(one.en for one in titles)
    points = points_text(abs(sum((one.points for one in alike), ZERO)))
    return {
        "unscored": (f"{names_zh}没写得分而计 {points} 分", f"{names_en} count {points} without a score"),
        "moved": (f"{names_zh}计入没有写的调入分 {points} 分", f"{names_en} count {points} moved points unwritten"),
        "shared": (f"各项得分都按比例折算，多计 {points} 分", f"all scores are scaled up, by {points} in all"),
        "cut": (f"{names_zh}按封顶少计 {points} 分", f"{names_en} count {points} less, by a cap"),
        "uncut": (f"{names_zh}超过封顶多计 {points} 分", f"{names_en} count {points} above a cap"),
        "total_cut": (f"总分按封顶少计 {points} 分", f"the cap of the total takes {points}"),
    }[alike[0].kind]
