"""Everything that is claimed of a department, tried; the counts of it, and how they are printed."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from certificates import accepted, certificate_of, quotes, refusals
from claims import Case, Tried, counterfactuals, intervals, necessity, ranges, sufficiency, sums, totals
from departments import Department
from judges import replay_of
from sentences_read import Reader

from youju.explain.certify import Explained, explained
from youju.explain.ranges import range_of
from youju.ledger.sentences import Sentence

CLAIMS: Mapping[str, tuple[str, str]] = {
    "sums": ("账平：各项分录之和、分值、总分", "ledger sums exact: rows, weights, totals"),
    "sufficient": ("所举事实足以得出此分", "cited facts suffice, alone"),
    "sufficient/completions": ("　其余已知事实任取，得分不变", "  whatever the other known facts are (random)"),
    "necessary": ("必要：缺一项就得不出", "needed where called minimal: without it nothing follows"),
    "necessary/witness": ("　换一个值，得分就不同", "  with another value of it the points are others"),
    "reaches": ("得回失分的办法达到所说的分", "counterfactual reaches its points"),
    "reaches/anew": ("　事实录入后重新审核，也达到", "  audited anew with the facts handed in, too"),
    "one less fails": ("少改一个最小单位就不够", "one unit less fails"),
    "one less fails/anew": ("　事实录入后重新审核，也不够", "  audited anew with the facts handed in, too"),
    "one less fails/step": ("　改前、改后、最小单位属实", "  before, after and unit are right"),
    "target is the most": ("事实任取，得分不超过所说的最高分", "no facts give more than the most said (random)"),
    "interval end keeps": ("不变区间的两端得分不变", "interval: both ends keep the points"),
    "beyond it changes": ("再过一个最小单位得分就变", "interval: one unit beyond changes them"),
    "interval/inside": ("　区间内任取，得分不变", "  inside they stay (random)"),
    "interval/step": ("　现值、最小单位属实", "  value and unit are right"),
    "range": ("得分范围含现有得分", "range: the points lie within"),
    "range exact": ("　称为精确的范围", "  called exact"),
    "range end attained": ("　两端都取得到", "  both ends attained"),
    "range/completions": ("　未定的事实任取，都在范围内", "  every completion inside (random)"),
    "range closed": ("无未定事实的，范围就是得分", "range of what is not open: its points"),
    "total exact": ("总分范围称为精确", "range of the total called exact"),
    "total end attained": ("　两端重新审核取得到", "  both ends attained, audited anew"),
    "total/completions": ("　未定的事实任取，都在范围内", "  every completion inside (random)"),
    "sentences": ("句子：空格之外没有数字", "sentences: no number outside of their slots"),
    "numbers read": ("句中数字读回到账", "numbers in sentences read back to the ledger"),
    "answers read": ("句中是否读回到账", "answers in sentences read back"),
    "texts quoted": ("句中引文、依据、疑点一字不差", "texts quoted in sentences are those quoted"),
    "quotes stand": ("引文在报告所说之处", "quotes stand in the report where they say"),
    "quotes re-read": ("引文重新读出其值", "quotes with figures read again to their values"),
    "quotes re-read/words": ("　没有数字的，报告重读一遍", "  without figures, by reading the report again"),
    "audit accepted": ("审核记录核验通过", "saved audits accepted"),
    "certificate accepted": ("说明凭证核验通过", "certificates of explanations accepted"),
    "certificate accepted/alone": ("　只凭文件本身", "  by the file alone"),
    "tampered refused": ("改动后重新封装的凭证被拒绝", "tampered and resealed certificates refused"),
    "no crash": ("没有一步出错中断", "nothing broke off"),
}
"""Every claim that is counted, in Chinese and English; set in is a closer look at the one above."""


@dataclass
class Tally:
    """How often every claim was tried, and what did not hold, each with the department it was tried on."""

    counts: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def take(self, where: str, tried: Iterator[Tried]) -> None:
        try:
            for claim, wrong in tried:
                self.counts[claim] += 1
                if wrong:
                    self.failed[claim] += 1
                    self.wrong.append(f"{where}: {wrong}")
        except Exception:  # noqa: BLE001 - a crash is a failure with its department, not the end of the run
            self.failed["no crash"] += 1
            self.wrong.append(f"{where}: {traceback.format_exc()}")
        self.counts["no crash"] += 1

    def add(self, other: Tally) -> None:
        self.counts += other.counts
        self.failed += other.failed
        self.wrong += other.wrong

    def lines(self) -> Iterator[str]:
        """The counts, a line each; whatever fails is last."""
        for claim, (zh, en) in CLAIMS.items():
            total = self.counts[claim]
            yield f"{total - self.failed[claim]:>9,} / {total:>9,}  {zh} · {en}"
        called, nothing = self.counts["called minimal"], self.counts["called minimal/nothing cited"]
        every = self.counts["explained"]
        yield f"{called:>9,} / {every:>9,}  称为最少的说明 · explanations called minimal (no fact cited: {nothing:,})"
        yield f"{self.counts['total end not tried']:>9,}  总分的一端由写出的比率而来，没有录入重审 · ends of totals by a printed rate, not audited anew"
        yield from self.wrong


def tried(department: Department, number: int, completions: int) -> Tally:
    """Every claim about a department."""
    found, audit, where = Tally(), department.audit, department.name
    replay = replay_of(audit)
    found.take(where, sums(audit, replay))
    every = [explained(audit, name) for name in audit.rubric.indicators]
    cases = [
        Case(audit, replay, one, range_of(audit, one.indicator), Random(f"{where} {one.indicator}"), completions)
        for one in every
    ]
    for case in cases:
        for claim in (sufficiency, necessity, counterfactuals, intervals, ranges):
            found.take(f"{where}, {case.name}", claim(case))
        found.take(f"{where}, {case.name}", Reader(case).tried(told(case.said)))
    opened = dict.fromkeys(name for case in cases for name in case.range.open)
    found.take(where, totals(audit, replay, opened, Random(where), completions // 3))
    found.take(where, quotes(audit, every, replay))
    data = certificate_of(audit, every)
    found.take(where, accepted(audit, data, replay))
    found.take(where, refusals(audit, data, number))
    return found


def told(one: Explained) -> tuple[Sentence, ...]:
    """Every sentence that is said of an indicator: those of `why`, `why-not` and `regain`, as its certificate has them."""
    return tuple(sentence for table in one.texts.values() for sentence in table)
