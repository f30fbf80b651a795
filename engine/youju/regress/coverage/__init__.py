"""What the cases of a rubric cover of what they should show, in whole numbers, and what they leave out and why."""

from youju.regress.coverage.cover import cover
from youju.regress.coverage.model import Count, Coverage, Covered, Told, Verdict, counted

__all__ = ["Count", "Coverage", "Covered", "Told", "Verdict", "counted", "cover"]
