"""The sentences of explanations as data: their forms in both languages, filled with values that say what they are.

Whoever explains takes a form from here and fills it; whoever checks an explanation takes the same form, reads the
values back out of the text and compares them with the ledger. Nothing here knows how a point came about. Each kind of
sentences is a file, loaded by who tells them; `tables` holds those of all that certificates tell.
"""

from youju.ledger.sentences.sentence import Form, Said, Sentence, sentence

BECAUSE = "because/"
"""How keys begin whose form is what a card says for a rule: `because/INDICATOR/RULE`."""

__all__ = ["BECAUSE", "Form", "Said", "Sentence", "sentence"]
