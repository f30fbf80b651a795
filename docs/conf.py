"""The site of the documents: `make docs` builds it from the Markdown as it stands, and a warning stops it.

The pages of the rubrics stand beside their cards, outside of this folder: both are copied side by side to where the
site is built, so that a link means the same there, on a code host and in a working copy.
"""

import html
import re
import shutil
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
RUBRICS = sorted(path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("rules/*/README.md"))

project = "有据 youju"
copyright = "Apache-2.0"
language = "zh_CN"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "docs/README"
exclude_patterns = ["docs/_extra", "docs/example"]
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

# What the site lists, in order, beside the rubrics; on a page by itself the same links stand in its tables.
_SHELVES = {
    "docs/README": [
        (
            "用起来 · Using it",
            [
                "ten-minutes",
                "serving",
                "workbench",
                "reading-an-audit",
                "reading-files",
                "handed-facts",
                "rulings",
                "explanations",
                "what-if",
                "journal",
                "store",
                "api",
                "workpapers",
                "outputs",
                "graph",
                "editor",
            ],
        ),
        (
            "改标准 · Changing a rubric",
            [
                "changing-a-rubric",
                "cases",
                "coverage",
                "generating",
                "mutants",
                "proofs",
                "diff",
                "impact",
                "population",
            ],
        ),
        (
            "查阅 · Reference",
            ["commands", "language", "cards", "dmn", "json", "explanation-certificate", "codes/README"],
        ),
        ("程序 · The code", ["house", "evidence", "performance"]),
    ],
    "docs/codes/README": [
        ("", sorted(f"codes/{page.stem}" for page in HERE.glob("codes/*.md") if page.stem != "README"))
    ],
}
_PAGE = re.compile(r"\]\((indicators/[^)]+)\.md\)")


def _contents(document: str, text: str) -> list[tuple[str, list[str]]]:
    """The captions and documents under a page: of a shelf those above, of a rubric its indicators in their order."""
    if document.removesuffix("/README") in RUBRICS:
        return [("", [f"{document.removesuffix('README')}{name}" for name in _PAGE.findall(text)])]
    found = [(caption, [f"docs/{name}" for name in names]) for caption, names in _SHELVES.get(document, [])]
    if document == "docs/README":
        found.insert(1, ("评分标准 · Rubrics", [f"{rubric}/README" for rubric in RUBRICS]))
    return found


def _with_contents(_app, document: str, source: list[str]) -> None:
    """The table of contents, which only the site needs, is put under its page here."""
    for caption, names in _contents(document, source[0]):
        head = [":::{toctree}", ":hidden:", *([f":caption: {caption}"] if caption else []), ""]
        source[0] += "\n\n" + "\n".join([*head, *(f"/{name}" for name in names), ":::"]) + "\n"


def _side_by_side(app, _config) -> None:
    """Documents, their pictures and rubrics as the source of the site, among what it remembers of the last build."""
    source = Path(app.doctreedir) / "source"
    shutil.rmtree(source, ignore_errors=True)
    for folder in ("docs", "rules"):
        for page in (one for kind in ("*.md", "*.svg") for one in (ROOT / folder).rglob(kind)):
            copy = source / page.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(page, copy)
    app.srcdir = type(app.srcdir)(source)


def _at_the_side(app, page: str) -> str:
    """The shelves with their documents, and below the one that a page belongs to the page alone.

    What the theme would ask for instead is every page on every page: nine tenths of a build, and of each file.
    """
    below = app.env.toctree_includes

    def entry(name: str) -> str:
        inner = [one for one in below.get(name, ()) if one == page]
        here = " current" if page == name or inner else ""
        link = f'<a class="reference internal" href="{app.builder.get_relative_uri(page, name)}">'
        title = html.escape(app.env.titles[name].astext())
        return f'<li class="toctree-l1{here}">{link}{title}</a>{listed(inner)}</li>'

    def listed(names: list[str]) -> str:
        return f"<ul>{''.join(map(entry, names))}</ul>" if names else ""

    shelves = [(caption, listed(names)) for caption, names in _contents("docs/README", "")]
    return "".join(f'<p class="caption"><span class="caption-text">{zh_en}</span></p>{one}' for zh_en, one in shelves)


def _with_side(app, page: str, _template: str, context: dict, _tree) -> None:
    context["toctree"] = lambda **_: _at_the_side(app, page)


def setup(app) -> dict[str, bool]:
    app.connect("config-inited", _side_by_side)
    app.connect("source-read", _with_contents)
    # Before the theme, which asks for the list at the ordinary time.
    app.connect("html-page-context", _with_side, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
