"""The room of proofs: conditions and points of cards in the language of a solver, for what several facts decide."""

from youju.prove.answers import Bounds, End, Reach, Replay, Smallest, Verdict
from youju.prove.board import Board, Laid, Row, board
from youju.prove.bounds import bounds
from youju.prove.differ import Absence, Came, Pair, Unlike, came_to, pair
from youju.prove.domain import Budget, Domain, Free, Scale, domain_of
from youju.prove.entering import scale_of
from youju.prove.errors import Disagreement, NotEncodable, ProverMissing
from youju.prove.hunt import Found, Hunt, Values
from youju.prove.readable import easier, readable
from youju.prove.replay import exact_points
from youju.prove.smallest import smallest
from youju.prove.weights import Weights, laid_weight, weights_of

__all__ = [
    "Absence",
    "Board",
    "Bounds",
    "Budget",
    "Came",
    "Disagreement",
    "Domain",
    "End",
    "Found",
    "Free",
    "Hunt",
    "Laid",
    "NotEncodable",
    "Pair",
    "ProverMissing",
    "Reach",
    "Replay",
    "Row",
    "Scale",
    "Smallest",
    "Unlike",
    "Values",
    "Verdict",
    "Weights",
    "board",
    "bounds",
    "came_to",
    "domain_of",
    "easier",
    "exact_points",
    "laid_weight",
    "pair",
    "readable",
    "scale_of",
    "smallest",
    "weights_of",
]
