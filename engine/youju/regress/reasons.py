"""Why a case came out otherwise than expected, in the words of the explanations of an audit."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256

from youju.audit import Audit, judge, judge_assuming
from youju.explain.because import because_of
from youju.explain.tell.why_not import Contrast, why_not_text
from youju.facts import Claim, constant, extract
from youju.ledger import LawError
from youju.regress.outcomes import CaseRun, Outcome
from youju.report import Document
from youju.rubric import CaseSpec, Rubric
from youju.structs import replace


def reasons(tested: CaseRun, outcome: Outcome, lang: str = "zh") -> Iterator[str]:
    """Why the rules that gave points did, and why those expected did not: a line each, none that cannot be worked out.

    Of sums there is nothing to tell but their parts; a weight that the case sets itself is no weight of the rubric.
    """
    spec, expect, indicator = tested.spec, tested.expect, tested.indicator
    if spec is None or expect is None or indicator is None or spec.effective_weight is not None:
        return
    try:
        audit = _audit(outcome.version.rubric, spec)
    except LawError:
        return
    fired: set[str] = set()
    for entry in audit.ledger.of(indicator):
        fired.add(entry.rule)
        yield f"{entry.rule}：{because_of(audit, entry).of(lang)}"
    for rule in dict.fromkeys((*((expect.rule,) if expect.rule else ()), *(expect.rules or ()))):
        if rule not in fired:
            told = why_not_text(audit, indicator, Contrast(rule=rule), lang).split("\n")[1:]
            yield f"{'为什么不是' if lang == 'zh' else 'why not'} {rule}：{'；'.join(line.strip() for line in told)}"


def _audit(rubric: Rubric, spec: CaseSpec) -> Audit:
    """The audit of a report that would say just what a case gives."""
    document = Document("case", sha256(b"").hexdigest(), "utf-8", 0, "")
    reading = extract(document, rubric.dictionary, tuple(rubric.sought()))
    # What the other indicators claim changes nothing of what is told of this one.
    claims = {} if spec.claimed is None else dict.fromkeys(rubric.indicators, Claim("score", spec.claimed, ()))
    audit = judge(document, rubric, replace(reading, claims=claims), "exact")
    values = {name: constant(text) for name, text in spec.given.items()}
    known = {name: value for name, value in values.items() if isinstance(value, (Fraction, bool, str))}
    return judge_assuming(audit, known)
