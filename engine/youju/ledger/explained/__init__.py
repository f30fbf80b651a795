"""The checker of explanations: what `youju-explanation/1` asserts, proved from the audit inside it alone.

check.py reads a certificate from the top; every other file proves one kind of claim: cited.py that the cited facts
suffice and are needed, regained.py the ways to win points back and the intervals, ranged.py the range, quoted.py every
quote, told.py every sentence: bound.py has what its slots may be about, led.py what it stands under, claims_of_*.py
what its form asserts, compared.py that of comparisons, referred.py what a slot must say, of which worded.py parses
expressions back, sided.py reads the sides of comparisons, otherwise.py other readings.
world.py asks the replay what an indicator would come to with other values, elsewhere.py where weights would move.
"""

from youju.ledger.explained.check import FORMAT, AtHand, is_explanation, verify_explanation

__all__ = ["FORMAT", "AtHand", "is_explanation", "verify_explanation"]
