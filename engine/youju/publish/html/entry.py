"""What opens under an indicator: its entries with rule, conditions, evidence and basis, what was lost, its doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from youju.audit import Audit
from youju.audit.words import one_line, points_text
from youju.explain import KINDS, STATUS, SUPPORT, Why, basis_text
from youju.explain.margins import Margin
from youju.explain.why import Evidence, Loss, Step
from youju.publish.html.links import quote_list
from youju.publish.html.markup import Child, Html, el
from youju.publish.html.say import say


def explained(audit: Audit, why: Why, lang: str) -> Html:
    """The whole explanation of an indicator."""
    claim = audit.reading.claims.get(why.indicator.id)
    claimed = quote_list(claim.quotes, lang) if claim is not None else None
    return el(
        "div",
        el("p", _state(why, lang), class_="state"),
        *(_step(step, lang) for step in why.steps),
        *(_loss(loss, lang) for loss in why.losses),
        _definitions(_rest(why, claimed, lang)),
        *(_doubt(one.key, f"{one.level} {one.message.of(lang)}") for one in why.findings),
        class_="why",
    )


def _doubt(key: str, words: str) -> Html:
    return el("p", el("a", words, href=f"#f-{key}"), class_="doubt")


def _state(why: Why, lang: str) -> str:
    row = why.row
    parts = [STATUS[row.status][lang]]
    if row.low != row.high:
        parts.append(say("range", lang, low=points_text(row.low), high=points_text(row.high)))
    return " · ".join(parts)


def _step(step: Step, lang: str) -> Html:
    entry = step.entry
    exact = f"（{points_text(entry.exact)} → {points_text(entry.points)}）" if entry.exact != entry.points else ""
    support = "contradicted" if entry.at_risk else entry.support
    return el(
        "div",
        el(
            "p",
            el("b", f"{'+' if entry.points >= 0 else ''}{points_text(entry.points)}", class_="points"),
            f" {KINDS[entry.kind][lang]} ",
            el("code", entry.rule),
            f" {step.because.of(lang)}{exact} ",
            el("span", SUPPORT[support][lang], class_=f"support {support}"),
        ),
        _definitions(_parts(step, lang)),
        id=f"e-{entry.id}",
        class_="entry",
    )


def _definitions(pairs: Iterable[tuple[str, Child]]) -> Html | None:
    found = [part for term, told in pairs for part in (el("dt", term), el("dd", told))]
    return el("dl", *found) if found else None


def _parts(step: Step, lang: str) -> Iterator[tuple[str, Child]]:
    for margin in step.margins:
        yield say("condition", lang), _margin(margin, lang)
    if step.formula is not None:
        yield say("formula", lang), step.formula.replace("weight", "分值") if lang == "zh" else step.formula
    for evidence in step.evidence:
        yield say("evidence", lang), _evidence(evidence, lang)
    for basis in step.basis:
        yield say("basis", lang), basis_text(basis, lang)


def _margin(margin: Margin, lang: str) -> str:
    words = margin.words.of(lang)
    if margin.gap is None:
        return words
    failed = f" {say('fails', lang)}" if margin.holds is False else ""
    return f"{words}{failed}{'，' if lang == 'zh' else ', '}{margin.gap.of(lang)}"


def _evidence(evidence: Evidence, lang: str) -> Html:
    told: list[Child] = [el("b", evidence.name), f" {evidence.value.of(lang)}"]
    if evidence.ruling is not None:
        value, source = evidence.value.of(lang), one_line(evidence.ruling.source)
        told[1:] = [f" {say('by_hand', lang, value=value, source=source)}"]
        if evidence.overruled:
            told += [f" {say('overruled', lang)}", quote_list((one.quote for one in evidence.overruled), lang)]
    elif evidence.statements:
        told.append(quote_list((one.quote for one in evidence.statements), lang))
    else:
        told.append(f"（{say('defaulted' if evidence.status == 'defaulted' else 'unsaid', lang)}）")
        if evidence.papers:
            told.append(f" {say('papers', lang)} {'、'.join(evidence.papers)}")
    return el("span", *told)


def _loss(loss: Loss, lang: str) -> Html:
    shown = [el("li", _margin(margin, lang)) for margin in loss.margins]
    lost = el("b", say("lost", lang, n=points_text(loss.points)))
    return el("div", el("p", lost, f" {loss.because.of(lang)}"), el("ul", *shown) if shown else None, class_="loss")


def _rest(why: Why, claimed: Html | None, lang: str) -> Iterator[tuple[str, Child]]:
    if claimed is not None:
        yield say("claim", lang), claimed
    for basis in why.indicator.basis:
        yield say("basis", lang), basis_text(basis, lang)
    for other in why.alternatives:
        yield say("otherwise", lang), f"{other.words.of(lang)}：{say('gives', lang, n=points_text(other.points))}"
    for told in why.reconciling:
        yield say("reconcile", lang), told.of(lang)
