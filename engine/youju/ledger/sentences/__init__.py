"""The sentences of explanations as data: their forms in both languages, filled with values that say what they are.

Whoever explains takes a form from here and fills it; whoever checks an explanation takes the same form, reads the
values back out of the text and compares them with the ledger. Nothing here knows how a point came about.
"""

from youju.ledger.sentences.sentence import Form, Said, Sentence, sentence

__all__ = ["Form", "Said", "Sentence", "sentence"]
