"""The site of the documents: `make docs` builds it from the Markdown as it stands, and a warning stops it."""

from pathlib import Path

HERE = Path(__file__).parent

project = "有据 youju"
copyright = "Apache-2.0"
language = "zh_CN"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "README"
exclude_patterns = ["_extra", "example"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
myst_links_external_new_tab = False
# Files beside the documents (rules, examples) are read in the repository; reports have no highlighting of their own.
suppress_warnings = ["myst.xref_missing", "misc.highlighting_failure", "myst.header"]
html_theme = "furo"
html_title = "有据 youju"
html_static_path = ["_static"]
html_extra_path = ["_extra"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None

# What the site lists, in order; on a page by itself the same links stand in its tables.
_SHELVES = {
    "README": [
        ("用起来 · Using it", ["reading-an-audit", "editor"]),
        ("查阅 · Reference", ["language", "cards", "json", "codes/README"]),
        ("程序 · The code", ["house"]),
    ],
    "codes/README": [("", sorted(f"codes/{page.stem}" for page in HERE.glob("codes/*.md") if page.stem != "README"))],
}


def _with_contents(_app, document: str, source: list[str]) -> None:
    """The table of contents of a shelf, which only the site needs, is put under its page here."""
    for caption, names in _SHELVES.get(document, []):
        head = [":::{toctree}", ":hidden:", *([f":caption: {caption}"] if caption else []), ""]
        source[0] += "\n\n" + "\n".join([*head, *(f"/{name}" for name in names), ":::"]) + "\n"


def setup(app) -> dict[str, bool]:
    app.connect("source-read", _with_contents)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
