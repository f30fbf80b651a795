"""The sentences of explanations as data: their forms in both languages, filled with values that say what they are.

Whoever explains takes a form from here and fills it; whoever checks an explanation takes the same form, reads the
values back out of the text and compares them with the ledger. Nothing here knows how a point came about.
"""

from collections.abc import Mapping

from youju.ledger.sentences import regain, why, why_not
from youju.ledger.sentences.sentence import Form, Said, Sentence, sentence

TABLES: Mapping[str, Mapping[str, Form]] = {"why": why.FORMS, "regain": regain.FORMS, "why-not": why_not.FORMS}
"""The forms of what certificates tell, by the command that prints it: what a checker of sentences knows."""
BECAUSE = "because/"
"""How keys begin whose form is what a card says for a rule: `because/INDICATOR/RULE`."""

__all__ = ["BECAUSE", "TABLES", "Form", "Said", "Sentence", "sentence"]
