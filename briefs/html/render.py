"""An edition becomes one self-contained HTML page, for the screen or for the typesetter; so do the list of all briefs
and what changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from briefs import assets, limits
from briefs.assets import Medium
from briefs.content.model import STATUSES, Paper
from briefs.edition.changes import Changes, RecordChange
from briefs.edition.edition import Edition
from briefs.edition.packs import Pack, PackBrief
from briefs.edition.rows import tabled
from briefs.edition.sections.sources import SourceEntry
from briefs.errors import BriefsError, Problem, UntranslatedError, Where
from briefs.html.contained import check_pictures, contained
from briefs.html.environment import PACKAGED_PREFIX, Page, PageEnvironment, Templates, environment_for
from briefs.html.index import Index
from briefs.html.joined import part_of, scoped
from briefs.html.mistakes import problems_placed
from briefs.html.popups import only_opened
from briefs.html.repeated import drawn_once
from briefs.html.unmatched import without_unmatched
from briefs.html.values import Setting
from briefs.html.words import Words
from briefs.language import typography
from briefs.language.catalogue import read_catalogue
from briefs.language.tables import Language

PACK_TEMPLATE, MINUTES_TEMPLATE = "pack.html", "minutes.html"
PACK_SHEETS = ("pack.css", "pack-screen.css")  # the second for a screen alone
PROJECT_SHEET = "project.css"
_CSS_NEEDLESS = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\s*;?\s*(?P<end>\})\s*|\s*(?P<sign>[{;,>])\s*"""
    r"""|(?P<colon>:)\s+|/\*.*?\*/|(?P<space>\s+)|(?<=[\s:(,-])0(?=\.\d)""",
    re.DOTALL,
)


def render(edition: Edition, root: Path, medium: Medium) -> str:
    """The page of an edition; BriefsError with template file and line where a template is wrong or a word is
    missing.
    """
    return polished(edition, root, medium)[0]


def polished(edition: Edition, root: Path, medium: Medium) -> tuple[str, tuple[typography.Change, ...]]:
    """The page, and what the rules of typography changed in its texts."""
    setup = _page_of(edition, root, medium)
    environment = environment_for(setup)
    page = _printed(edition, setup, environment, styles=_styles(edition, root, medium))
    if not _has_faces(page):
        raise BriefsError(_no_faces(environment.templates, edition.template))
    return _finished(page, setup, edition.template), tuple(dict.fromkeys(setup.words.setting.changes))


def bodies_of(pack: Pack, root: Path, medium: Medium) -> dict[str, Markup]:
    """The briefs of a pack as parts of its page, by their ids; the copies of many recipients share them."""
    return {brief.id: Markup(_body(brief, root, medium)) for brief in pack.briefs}


def render_pack(pack: Pack, root: Path, medium: Medium, bodies: Mapping[str, Markup] | None = None) -> str:
    """The papers of a meeting, or the frame of its minutes, as one page, with the bodies of its briefs if they are
    rendered already; BriefsError as for an edition.
    """
    setup = _page(root, Setting(language=pack.language), medium=medium)
    environment = environment_for(setup)
    template = MINUTES_TEMPLATE if pack.order.minutes else PACK_TEMPLATE
    page = _from_template(
        setup,
        template,
        pack.order.meeting,
        environment,
        edition=pack,  # its marks, sources and notes are printed as those of an edition
        pack=pack,
        bodies=bodies_of(pack, root, medium) if bodies is None else dict(bodies),
        medium=medium,
        styles=Markup(_styles_of_pack(pack, root, medium)),
        in_pack=False,
    )
    if not _has_faces(page):
        raise BriefsError(_no_faces(environment.templates, template))
    return _finished(page, setup, template)


def render_enclosed(pack: Pack, root: Path) -> tuple[str, ...]:
    """What the attachments of a pack are called, in plain text and in their order; BriefsError as for an edition."""
    page = _page(root, Setting(language=pack.language))
    environment = environment_for(page)
    return tuple(
        _from_template(page, "enclosed.txt", "enclosed.txt", environment, item=item.entry, file=file).strip()
        for item in (*pack.items, *pack.closed_items)
        for file in item.files
    )


def _body(brief: PackBrief, root: Path, medium: Medium) -> str:
    """A brief as a part of a pack, its headings below those of its item."""
    edition = brief.edition
    setup = _page_of(edition, root, medium)
    page = _printed(edition, setup, environment_for(setup), in_pack=True)
    classes, words = part_of(page, f"{brief.id}-", levels=2, landmarks=medium == "pdf")
    return f'<article class="brief {classes}" id="{brief.id}" lang="{edition.language}">{words}</article>'


def _page_of(edition: Edition, root: Path, medium: Medium) -> Page:
    setting = Setting(language=edition.language, group=edition.group_thousands)
    return _page(root, setting, edition.order.audience, medium)


def _printed(
    edition: Edition, setup: Page, environment: PageEnvironment, *, styles: str = "", in_pack: bool = False
) -> str:
    """What the templates of an edition print, by itself or in a pack, which has the style sheets for all of it."""
    return _from_template(
        setup,
        edition.template,
        edition.order.stem,
        environment,
        edition=edition,
        medium=setup.medium,
        in_pack=in_pack,
        styles=Markup(styles),
        statuses=STATUSES,
    )


def _finished(page: str, setup: Page, template: str) -> str:
    """A page as it is handed on: one for a screen holds all that it shows, each once, and nothing that it does not."""
    if setup.medium == "pdf":
        check_pictures(page, setup.root)
        return page
    page = drawn_once(only_opened(page, f"templates/{template}"))
    return without_unmatched(contained(page, setup.root, template=template))


def render_rows(edition: Edition, root: Path) -> str:
    """The demands and measures of an edition, a cell to a line and an empty line behind each row; BriefsError as for an
    edition.
    """
    table = tabled(edition)
    page = _page(root, Setting(language=edition.language, group=edition.group_thousands), edition.order.audience)
    return _from_template(page, "rows.txt", "rows.txt", edition=edition, table=table, medium="pdf", statuses=STATUSES)


def render_index(index: Index, root: Path) -> str:
    """The list of all briefs, with a place for the faces; BriefsError as for an edition."""
    names = ("tokens.css", "dark.css", "type.css", "index.css")
    styles = "\n".join([assets.FACES_PLACE, *(_style(root, name) for name in names), *_own_sheet(root)])
    script = (assets.packaged("templates") / "base" / "filter.js").read_text("utf-8")
    setup = _page(root, Setting(language=index.language))
    values: dict[str, Any] = {"index": index, "styles": Markup(_short(styles)), "script": Markup(script)}
    page = _from_template(setup, "index.html", "index.html", None, **values)
    return contained(page, root, template="index.html", script=script)


def tool_page(name: str, language: Language, root: Path, **values: Any) -> str:
    """A page of the program's own tools, whose template is always the program's; BriefsError where a word is
    missing.
    """
    page = _page(root, Setting(language=language))
    return _from_template(page, f"{PACKAGED_PREFIX}tool/{name}", name, language=language, **values)


def render_changes(changes: Changes, sources: tuple[SourceEntry, ...], language: Language, root: Path) -> str:
    """What changed as plain text for a terminal, with the numbered sources below; BriefsError as for an edition."""
    shown = tuple(source for source in sources if source.number in changes.sources)
    page = _page(root, Setting(language=language, typographic=False))
    return _from_template(page, "changes.txt", "changes.txt", changes=changes, sources=shown, medium="pdf")


def sentences(changes: Changes, language: Language, root: Path) -> tuple[str, ...]:
    """Each change in one sentence of plain text, in the order of `changes.all`."""
    page = _page(root, Setting(language=language, typographic=False))
    environment = environment_for(page)
    texts = (_from_template(page, "change.txt", "change.txt", environment, change=change) for change in changes.all)
    return tuple(text.strip() for text in texts)


def printed_news(
    news: Sequence[tuple[RecordChange, Sequence[SourceEntry]]], language: Language, root: Path
) -> tuple[tuple[str, str], ...]:
    """Each change in one sentence of plain text, and the documents that it stands on in another, empty where there are
    none.
    """
    page = _page(root, Setting(language=language, typographic=False))
    environment = environment_for(page)
    texts = (
        _from_template(page, "news.txt", "news.txt", environment, change=change, sources=sources)
        for change, sources in news
    )
    lines = (text.strip().partition("\n") for text in texts)
    return tuple((first.strip(), rest.strip()) for first, _, rest in lines)


def feed_title(project: str, demand: tuple[str, str] | None, language: Language, root: Path) -> str:
    """What a feed is called: that of a whole project, or of one demand by its number and title."""
    page = _page(root, Setting(language=language, typographic=False))
    return _from_template(page, "feed.txt", "feed.txt", project=project, demand=demand).strip()


def _has_faces(page: str) -> bool:
    """Whether the style sheets reached a `<style>` of the page: without their faces no letter can be set on paper."""
    before, faces, _ = page.partition(assets.FACES_PLACE)
    _, style, inside = before.lower().rpartition("<style")
    return bool(faces and style) and "<" not in inside and before.rfind("<!--") <= before.rfind("-->")


def _no_faces(templates: Templates, name: str) -> Problem:
    """The problem of a page without its style sheets, placed at the template that writes the page's head."""
    names = (f"templates/{path}" for each in ("page.html", name) for _, path in templates.places(each))
    shown = next((each for each in names if each in templates.shown), f"templates/{name}")
    what = "the page has none of its style sheets, and so no face to set it in"
    return Problem(Where(shown), what, "Write <style>{{ styles }}</style> in its <head>")


def _page(root: Path, setting: Setting, audience: str = "", medium: Medium = "html") -> Page:
    folders = assets.template_folders(root)
    words = Words(catalogue=read_catalogue(folders, setting.language), setting=setting, folders=folders)
    return Page(root=root, words=words, audience=audience, medium=medium)


def _from_template(page: Page, name: str, what: str, environment: PageEnvironment | None = None, **values: Any) -> str:
    """What the template `name` prints of values; mistakes in it, words that are missing, and a page without end, which
    is called `what`, become problems.
    """
    environment = environment or environment_for(page)
    with problems_placed(environment, name), limits.limited(limits.RENDERING, what):
        text = environment.get_template(name).render(values)
    if problems := page.words.problems():
        raise UntranslatedError(page.words.setting.language, *problems)
    return text


def _styles(edition: Edition, root: Path, medium: Medium) -> str:
    """All style sheets of a page in one piece: a place for the faces, tokens, type, parts, those of a single page, the
    audience's own, the medium's, the size of the paper, and last what the project has for all its pages; the tokens
    alone where others write on.
    """
    read: Callable[[str], str] = partial(_style, root)
    if medium == "word":
        chosen = ("tokens.css", *(("letter.css",) if edition.paper == "letter" else ()))
        return "\n".join([assets.FACES_PLACE, *map(read, chosen)])
    own = f"audiences/{edition.order.audience}.css"
    has_own = assets.style_if_any(root, own) is not None
    names = ("tokens.css", "type.css", "parts.css", *(("one-page.css",) if edition.order.one_page else ()))
    shared = [assets.FACES_PLACE, *map(read, names), read(own) if has_own else ""]
    sheets = "\n".join([*shared, *_of_medium(root, medium, edition.paper), *_own_sheet(root)])
    return sheets if medium == "pdf" else _short(sheets)


def _styles_of_pack(pack: Pack, root: Path, medium: Medium) -> str:
    """The style sheets of a pack in one piece: as for an edition, but each audience's own reach its briefs alone, and
    those of packs come after the medium's.
    """
    audiences = sorted({brief.edition.order.audience for brief in pack.briefs})
    own = {name: f"audiences/{name}.css" for name in audiences if assets.style_if_any(root, f"audiences/{name}.css")}
    narrowed = [scoped(_style(root, path), f".brief.audience-{name}") for name, path in own.items()]
    shared = [assets.FACES_PLACE, *(_style(root, name) for name in ("tokens.css", "type.css", "parts.css"))]
    medium_sheets = _of_medium(root, medium, pack.paper)
    own_sheets = (_style(root, name) for name in (PACK_SHEETS if medium == "html" else PACK_SHEETS[:1]))
    sheets = "\n".join([*shared, *narrowed, *medium_sheets, *own_sheets, *_own_sheet(root)])
    return sheets if medium == "pdf" else _short(sheets)


def _of_medium(root: Path, medium: Medium, paper: Paper) -> list[str]:
    """The style sheets of a medium, and of the size of the paper."""
    read: Callable[[str], str] = partial(_style, root)
    media = (
        [read("page.css")]
        if medium == "pdf"
        else [
            read("dark.css"),
            f"@media screen {{\n{read('screen.css')}\n}}",
            f"@media print {{\n{read('page.css')}\n}}",
        ]
    )
    return [*media, *([read("letter.css")] if paper == "letter" else [])]


def _own_sheet(root: Path) -> list[str]:
    return [_style(root, PROJECT_SHEET)] if assets.style_if_any(root, PROJECT_SHEET) else []


def _short(css: str) -> str:
    """Style sheets without comments and what a browser reads nothing of, but for the place of the faces."""
    before, faces, after = css.partition(assets.FACES_PLACE)
    return before + faces + _CSS_NEEDLESS.sub(_needed, after)


def _needed(match: re.Match[str]) -> str:
    """What stays of a match: a text, one sign, or one space for several."""
    return match["text"] or match["end"] or match["sign"] or match["colon"] or (" " if match["space"] else "")


def _style(root: Path, name: str) -> str:
    """A style sheet's text, of the tokens the program's and the project's own; BriefsError where it would end the
    page's `<style>`.
    """
    shown = f"styles/{name}"
    one = name != "tokens.css"
    texts = (assets.read_text(assets.style_file(root, name), shown),) if one else assets.style_texts(root, name)
    for text in texts:
        if (start := text.lower().find("</style")) >= 0:
            where = Where(shown, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
            raise BriefsError(Problem(where, "a style sheet cannot hold '</style'"))
    return "\n".join(texts)
