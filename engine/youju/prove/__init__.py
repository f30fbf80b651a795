"""The room of proofs: conditions and points of cards in the language of a solver, for what several facts decide."""

from youju.prove.answers import Bounds, End, Reach, Replay, Smallest, Undecided, Verdict
from youju.prove.bounds import bounds
from youju.prove.domain import Budget, Domain, Free, Scale, domain_of
from youju.prove.errors import Disagreement, NotEncodable, ProverMissing
from youju.prove.smallest import smallest

__all__ = [
    "Bounds",
    "Budget",
    "Disagreement",
    "Domain",
    "End",
    "Free",
    "NotEncodable",
    "ProverMissing",
    "Reach",
    "Replay",
    "Scale",
    "Smallest",
    "Undecided",
    "Verdict",
    "bounds",
    "domain_of",
    "smallest",
]
