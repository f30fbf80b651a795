"""The checker of explanations: what `youju-explanation/1` asserts, proved from the audit inside it alone.

check.py reads a certificate from the top; every other file proves one kind of claim: cited.py that the cited facts
suffice and are needed, regained.py the ways to win points back and the intervals, ranged.py the range, told.py every
sentence, quoted.py every quote. world.py asks the replay what an indicator would come to with other values.
"""

from youju.ledger.explained.check import FORMAT, AtHand, is_explanation, verify_explanation

__all__ = ["FORMAT", "AtHand", "is_explanation", "verify_explanation"]
