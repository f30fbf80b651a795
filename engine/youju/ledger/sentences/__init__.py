"""The sentences of explanations as data: their forms in both languages, filled with values that say what they are.

Whoever explains takes a form from here and fills it; whoever checks an explanation takes the same form, reads the
values back out of the text and compares them with the ledger. Nothing here knows how a point came about.
"""

from collections.abc import Mapping

from youju.ledger.sentences import regain, why, why_not
from youju.ledger.sentences.sentence import Form, Said, Sentence, sentence

FORMS: Mapping[str, Form] = {**why.FORMS, **regain.FORMS, **why_not.FORMS}
"""The forms of all that certificates tell; a key is one form, whichever command prints it."""
TABLES: Mapping[str, Mapping[str, Form]] = {"why": FORMS, "regain": regain.FORMS, "why-not": why_not.FORMS}
"""The forms by the command that prints them: why tells also what its rules failed by and what would win points back."""
BECAUSE = "because/"
"""How keys begin whose form is what a card says for a rule: `because/INDICATOR/RULE`."""

__all__ = ["BECAUSE", "FORMS", "TABLES", "Form", "Said", "Sentence", "sentence"]
