"""The laws of rubrics, proved or refuted, on the screen and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import click

from youju.audit.words import printable
from youju.cli.open import asked_day, asked_indicator, asked_rubrics, open_versions
from youju.cli.refused import lines_of, told
from youju.feel import Value
from youju.regress.laws import VERDICTS, Proof, Verdict, diagnosed, place_of, prove_rubric, shown
from youju.rubric import Authored, Pack

FORMAT = "youju-rubric-prove/1"
_ZH: dict[Verdict, str] = {
    "proved": "已证明",
    "proved on the grid": "格点上已证明",
    "refuted": "有反例",
    "not analysed": "没有分析",
}


def run_prove(name: str | None, indicator: str | None, on: str | None, as_json: bool) -> int:
    """Proves the laws of a rubric (of all at hand, where none is named) or one indicator; 1 where one is refuted."""
    day = asked_day(on)
    refuted, records = False, list[dict[str, Any]]()
    for pack in asked_rubrics(name):
        authored = open_versions(pack).on(day)
        only = None if indicator is None else asked_indicator(authored.rubric, indicator)
        proofs = prove_rubric(authored.rubric, only)
        refuted = refuted or any(one.verdict == "refuted" for one in proofs)
        if as_json:
            records.append(_record(authored, proofs))
        else:
            for line in _lines(pack, authored, proofs, every=only is not None):
                click.echo(printable(line))
    if as_json:
        click.echo(json.dumps({"format": FORMAT, "rubrics": records}, ensure_ascii=False, indent=1))
    return 1 if refuted else 0


def _lines(pack: Pack, authored: Authored, proofs: Sequence[Proof], every: bool) -> Iterator[str]:
    """What is refuted at its place, what is not wholly proved in a line each (with `every`, all), and the counts."""
    for one in proofs:
        if one.verdict == "refuted":
            found = diagnosed(authored, one)
            path = pack.folder.parent / found.place.file
            yield from told(found, lines_of(path), str(path))
            yield ""
        elif every or one.verdict != "proved":
            yield from _line(authored, one)
    yield _sum_up(pack.name, proofs)
    if (code := next((one.code for one in proofs if one.verdict == "refuted"), None)) is not None:
        yield f"代码的说明 / about a code：youju code {code}"


def _line(authored: Authored, one: Proof) -> Iterator[str]:
    because = (f"，因为{one.found.zh}", f", because {one.found.en}") if one.found is not None else ("", "")
    title = authored.rubric.indicators[one.indicator].title if one.indicator else None
    zh, en = (f"{title.zh}，", f"{title.en}, ") if title else ("", "")
    yield f"{_ZH[one.verdict]}：{zh}{one.claim.zh}{because[0]}"
    yield f"  {one.verdict}: {en}{one.claim.en}{because[1]}"


def _sum_up(name: str, proofs: Sequence[Proof]) -> str:
    count = Counter(one.verdict for one in proofs)
    zh = "，".join(f"{_ZH[verdict]} {count[verdict]}" for verdict in VERDICTS)
    return f"{name}：{zh} / {', '.join(f'{count[verdict]} {verdict}' for verdict in VERDICTS)}"


def _record(authored: Authored, proofs: Sequence[Proof]) -> dict[str, Any]:
    rubric, count = authored.rubric, Counter(one.verdict for one in proofs)
    in_force = rubric.spec.in_force
    return {
        "rubric": rubric.id,
        "in_force": None if in_force is None else in_force.isoformat(),
        "digest": rubric.digest,
        "counts": {verdict: count[verdict] for verdict in VERDICTS},
        "proofs": [_proof(authored, one) for one in proofs],
    }


def _proof(authored: Authored, one: Proof) -> dict[str, Any]:
    found = one.found
    return {
        "code": one.code,
        "indicator": one.indicator,
        "about": one.about,
        "place": str(place_of(authored, one)),
        "verdict": one.verdict,
        "claim": one.claim.zh,
        "claim_en": one.claim.en,
        "found": None if found is None else found.zh,
        "found_en": None if found is None else found.en,
        "at": {name: _value(authored, name, value) for name, value in one.at.items()},
    }


def _value(authored: Authored, name: str, value: Value) -> str:
    return shown(value, authored.rubric.dictionary.facts.get(name))
