"""An audit as one page for a browser: the report with its facts marked, the scores, the findings, the relations.

`markup` builds elements and escapes every word; `marks` finds what is quoted and cuts the text at it; the other files
make a part of the page each, and `page` puts them together. The page loads nothing and may be kept, mailed, printed.
"""

from youju.publish.html.page import html_page

__all__ = ["html_page"]
