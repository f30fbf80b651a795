"""The site is whole: it builds without a warning, every document is a page of it, and every page can be reached."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from docs_pages import ROOT

DOCS = ROOT / "docs"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "-d", str(folder / "trees")]
    built = subprocess.run([*command, str(DOCS), str(folder / "html")], capture_output=True, text=True, check=False)

    assert (built.returncode, built.stderr) == (0, "")
    return folder / "html"


def documents() -> set[str]:
    skipped = ("example", "_extra")
    found = (path.relative_to(DOCS) for path in DOCS.rglob("*.md") if path.relative_to(DOCS).parts[0] not in skipped)
    return {path.with_suffix(".html").as_posix() for path in found}


def test_every_document_is_a_page_of_the_site(site: Path):
    missing = {name for name in documents() if not (site / name).is_file()}

    assert missing == set()


def test_every_page_can_be_reached_from_the_first(site: Path):
    reached, frontier = set[str](), ["README.html"]
    while frontier:
        page = frontier.pop()
        reached.add(page)
        links = re.findall(r'href="([^"#:]+\.html)', (site / page).read_text("utf-8"))
        found = {((site / page).parent / link).resolve().relative_to(site.resolve()).as_posix() for link in links}
        frontier += sorted(found & documents() - reached - set(frontier))

    assert reached == documents()


def test_no_page_asks_anything_of_the_network(site: Path):
    """Scripts, styles and pictures stand beside the pages; a link that a reader may follow is no request."""
    asked = {
        (page.name, address)
        for page in site.rglob("*.html")
        for address in re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(https?:[^"]+)"', page.read_text("utf-8"))
    }

    assert asked == set()
