"""The findings of an audit as SARIF 2.1.0, for tools that show, count and compare findings of any analyser."""

from youju.publish.sarif.baseline import Baseline, Change, counted, read_baseline
from youju.publish.sarif.results import results_of
from youju.publish.sarif.write import sarif_of

__all__ = ["Baseline", "Change", "counted", "read_baseline", "results_of", "sarif_of"]
