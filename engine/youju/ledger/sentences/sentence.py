"""One sentence of an explanation: a form with slots, and in every slot words that say what they stand for.

What a slot stands for is a reference, of which a checker knows the value:

`points` `weight` `claimed` `lost` `low` `high` of the indicator's row (`lost` is weight less points) · `title` ·
`name:FACT` · `fact:FACT` its value · `let:NAME` a named quantity, `let:weight` the weight that rules read ·
`entry:ID:points` `entry:ID:exact` · `worth:RULE` the points that a rule would give · `side:RULE:N:left|right|gap` of
the N-th comparison of a rule's condition (from 0, as written; `applies` for applicability) · `quote:FACT:N`
`place:FACT:N` `said:FACT:N` (its value) of its N-th statement · `papers:FACT` `paper:FACT:N` · `basis:RULE:N` (no
rule: the card's) · `way:W:points` `way:W:C:name|before|after|gap|far` the C-th change of the W-th way to win points
back (`far` the furthest value beyond `after` that does as well) · `near:…` the same of a step that leads less far ·
`stay:S:name|low|high` an interval in which the score stays ·
`range:low|high` · `word` a word of the language, with no number in it · texts that are quoted whole: `condition:RULE`
`formula:RULE` a condition, and the points of a rule, in words · `let:NAME:formula` what a named quantity is worked out
from · `side:RULE:N:left:words` a side in words · `finding:KEY` a finding's message, `finding:KEY:by|reason` of the
ruling on it · `other:N:words|points` the N-th other statement or reading · `reconcile:N` · `ruling:FACT:by|source|note`
· `count:FACT` how many statements it has.

Statements that a ruling sets aside are counted on behind those that stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from youju.structs import Struct

SLOT = re.compile(r"\{([^{}]*)\}")
Form = Mapping[str, str]
"""The words of a sentence by language, `zh` and `en`, with `{slots}`.

A third text, `of`, may bind its slots to what they must stand for: `name=name:F value=fact:F`. A capital letter is
one and the same thing in all of them, so that no name can stand beside the value of another fact.
"""


class Said(Struct):
    """What stands in a slot, in both languages, and what it is (a reference)."""

    zh: str
    en: str
    of: str

    def text(self, lang: str) -> str:
        """The words in a language."""
        return self.zh if lang == "zh" else self.en


class Sentence(Struct):
    """A form under its key, filled. `depth` is how far a line of its own is set in, from 0."""

    key: str
    form: Form
    slots: Mapping[str, Said]
    depth: int = 0

    def text(self, lang: str) -> str:
        """The sentence in a language; KeyError where a slot of the form is not filled."""
        return SLOT.sub(lambda hole: self.slots[hole.group(1)].text(lang), self.form[lang])

    def pieces(self, lang: str) -> Iterator[str | Said]:
        """The words of the form and what fills its slots, in the order of the language."""
        for at, piece in enumerate(SLOT.split(self.form[lang])):
            if piece:
                yield self.slots[piece] if at % 2 else piece


def sentence(forms: Mapping[str, Form], key: str, depth: int = 0, **slots: Said) -> Sentence:
    """The sentence of a table under a key."""
    return Sentence(key, forms[key], slots, depth)
