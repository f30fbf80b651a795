"""A card with its scoring form written out: the ordinary rules that are fired, as YAML that loads again."""

from __future__ import annotations

from typing import Any

import yaml

from youju.rubric import Basis, Indicator, Text


def expanded(indicator: Indicator) -> str:
    """`hit` and `rules` of an indicator as they stand on a card without a form."""
    rules = [
        {
            "id": rule.id,
            "when": rule.when.text,
            "points": rule.points.text,
            **({"because": _text(rule.because)} if rule.because else {}),
            **({"basis": [_basis(one) for one in rule.basis]} if rule.basis else {}),
        }
        for rule in indicator.rules
    ]
    return yaml.safe_dump({"hit": indicator.hit, "rules": rules}, allow_unicode=True, sort_keys=False, width=1000)


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _basis(basis: Basis) -> dict[str, Any]:
    source = {"source": basis.source} if basis.source is not None else {}
    return {"mark": basis.mark, "text": basis.text, **source}
