"""What is wrong in the text itself, whatever the rubric: forms left over, days that cannot be, another year's work.

`text_findings` calls one finder for each kind, each in a file of its own; what they look at is a `Page`. The words are
those of `text` in facts/dictionary.
"""

from youju.audit.text.find import text_findings

__all__ = ["text_findings"]
