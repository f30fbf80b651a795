"""What a set of cases should show of an indicator, each decided on a case exactly and said to the solver alike."""

from youju.regress.obligations.gather import obligations
from youju.regress.obligations.look import Look, look_at, look_of, read_facts
from youju.regress.obligations.model import KINDS, Kind, Obligation

__all__ = ["KINDS", "Kind", "Look", "Obligation", "look_at", "look_of", "obligations", "read_facts"]
