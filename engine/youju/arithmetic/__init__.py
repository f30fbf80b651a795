"""The arithmetic of a whole text, no dictionary of facts needed: which of its numbers must agree, and whether they do.

`sentences` cuts the folded text into sentences with their figures; each kind of relation has a file of its own that
takes a sentence (or all of them) and yields relations; `find` calls them in order. The words that tell a sum from a
rate (共, 其中, 占, 同比) stand in facts/dictionary, not here.
"""

from youju.arithmetic.find import relations_of
from youju.arithmetic.ratio import Interval, ratio_candidates, simplest
from youju.arithmetic.relation import Relation, Term, Verdict

__all__ = ["Interval", "Relation", "Term", "Verdict", "ratio_candidates", "relations_of", "simplest"]
