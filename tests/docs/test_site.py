"""The site is whole: it builds without a warning, every document is a page of it, and every page can be reached."""

import posixpath
import re
import subprocess
import sys
from pathlib import Path

import pytest
from docs_pages import ROOT

from youju.rubric import Pack, dictionary_of, load_rubric, packs

DOCS = ROOT / "docs"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "-d", str(folder / "trees")]
    built = subprocess.run([*command, str(DOCS), str(folder / "html")], capture_output=True, text=True, check=False)

    assert (built.returncode, built.stderr) == (0, "")
    return folder / "html"


def documents() -> set[str]:
    """Every document and every page of a rubric, as the site names it."""
    skipped = ("docs/example/", "docs/_extra/")
    found = {path.relative_to(ROOT).as_posix() for top in ("docs", "rules") for path in (ROOT / top).rglob("*.md")}
    return {name.removesuffix(".md") + ".html" for name in found if not name.startswith(skipped)}


def links(site: Path, page: str) -> set[str]:
    """The pages that a page of the site leads to."""
    found = re.findall(r'href="([^"#:]+\.html)', (site / page).read_text("utf-8"))
    return {posixpath.normpath(posixpath.join(posixpath.dirname(page), link)) for link in found}


def test_every_document_is_a_page_of_the_site(site: Path):
    missing = {name for name in documents() if not (site / name).is_file()}

    assert missing == set()


def test_every_page_can_be_reached_from_the_first(site: Path):
    whole, reached, frontier = documents(), set[str](), ["docs/README.html"]
    while frontier:
        page = frontier.pop()
        reached.add(page)
        frontier += sorted(links(site, page) & whole - reached - set(frontier))

    assert reached == whole


def test_the_first_page_is_where_the_root_of_the_site_leads(site: Path):
    assert links(site, "index.html") == {"docs/README.html"}


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.name)
def test_a_check_and_the_indicators_it_touches_lead_to_each_other(site: Path, pack: Pack):
    rubric = load_rubric(pack.folder, dictionary_of(pack.folder))
    page = {path.stem: path.relative_to(ROOT).with_suffix(".html").as_posix() for path in pack.folder.rglob("*.yaml")}
    pairs = {
        (f"docs/codes/{check.code}.html", page[risk.indicator]) for check in rubric.checks for risk in check.at_risk
    }
    written = {(code, card) for code, card in pairs if (site / code).is_file()}

    assert [] == sorted(pair for pair in written if pair[1] not in links(site, pair[0]))
    assert [] == sorted(pair for pair in written if pair[0] not in links(site, pair[1]))


def test_no_page_asks_anything_of_the_network(site: Path):
    """Scripts, styles and pictures stand beside the pages; a link that a reader may follow is no request."""
    asked = {
        (page.name, address)
        for page in site.rglob("*.html")
        for address in re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(https?:[^"]+)"', page.read_text("utf-8"))
    }

    assert asked == set()
