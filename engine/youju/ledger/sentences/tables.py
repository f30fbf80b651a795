"""The forms of all that certificates tell, for who checks them."""

from __future__ import annotations

from collections.abc import Mapping

from youju.ledger.sentences import regain, why, why_not
from youju.ledger.sentences.sentence import Form

FORMS: Mapping[str, Form] = {**why.FORMS, **regain.FORMS, **why_not.FORMS}
"""By key: a key is one form, whichever command prints it."""
TABLES: Mapping[str, Mapping[str, Form]] = {"why": FORMS, "regain": regain.FORMS, "why-not": why_not.FORMS}
"""By the command that prints them: why tells also what its rules failed by and what would win points back."""
