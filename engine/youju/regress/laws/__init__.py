"""The laws a rubric should keep, proved over all values of its facts, or refuted by values that anybody can replay."""

from youju.regress.laws.desk import shown
from youju.regress.laws.places import diagnosed, place_of
from youju.regress.laws.proof import CODES, VERDICTS, Proof, Verdict
from youju.regress.laws.prove import prove_rubric

__all__ = ["CODES", "VERDICTS", "Proof", "Verdict", "diagnosed", "place_of", "prove_rubric", "shown"]
