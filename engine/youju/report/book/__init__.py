"""Excel workbooks as documents: every cell as it is shown, at its place."""

from youju.report.book.reader import read_xlsx

__all__ = ["read_xlsx"]
