"""A page's tree, made plain: what only the look of a page needs is taken away, and what a document has is put in its
place.

Nodes are pandoc's own: `{"t": "Str", "c": "ord"}`, and attributes `[id, [class…], [[key, value]…]]`. Nothing is changed
in place.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from briefs.office.pictures import Draughtsman, Picture

TreeNode: TypeAlias = dict[str, Any]
Nodes: TypeAlias = list[TreeNode]

_SPACE: TreeNode = {"t": "Space"}
_NEEDLESS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))  # they bind and part words in our own lines alone
# what the templates call that which has no element of its own
_HIDDEN = frozenset({"visually-hidden"})
_NOTE = "note"
_HEAD_OF_A_CELL = "row-title"
_LINES_OF_A_CELL = frozenset({"row-text", "due", "basis"})
_APART = frozenset({"key", "kicker-project", "claim-kind", "since"})
_PAIR = "pair"
_ENTRY = "entry"
_NUMBER = "big-number"
_BETWEEN = frozenset({"Space", "SoftBreak", "LineBreak"})
_DRAWING = "drawing"
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
_LABEL = re.compile(r"""<svg\b[^>]*\saria-label=["']([^"']+)["']""")
_KINDS = {".gif": "gif", ".jpeg": "jpeg", ".jpg": "jpeg", ".png": "png", ".webp": "webp"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Dialect:
    """What a format can hold: `flat` cells of one line and no anchors, as Markdown, or all that a Word document can.

    `files` are the pictures of the page, by the path that it names; `tags` are the tags of languages, as `nb-NO` of
    `nb`. `draughtsman` makes pictures of drawings; without one their words stand in their place.
    """

    flat: bool = False
    draughtsman: Draughtsman | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)


def plain(blocks: Nodes, dialect: Dialect) -> Nodes:
    """The blocks of a page without what is hidden, raw or only laid out, with notes as notes."""
    made = [each for block in blocks for each in _block(block, dialect)]
    return list(_one_list(made)) if dialect.flat else made


def _one_list(blocks: Nodes) -> Iterator[TreeNode]:
    """Blocks whose lists that follow each other are one: between two, Markdown would ask for a mark of HTML."""
    points: Nodes = []
    for block in [*blocks, None]:
        if block and block["t"] == "BulletList":
            points += block["c"]
            continue
        if points:
            yield {"t": "BulletList", "c": points}
            points = []
        if block:
            yield block


def text_of(nodes: Sequence[Any]) -> str:
    """The words of nodes, of notes none."""
    return "".join(map(_words, nodes))


def _words(node: Any) -> str:
    if isinstance(node, list):
        return text_of(node)
    if not isinstance(node, dict) or node.get("t") == "Note":
        return ""
    if node["t"] in {"Space", "SoftBreak", "LineBreak"}:
        return " "
    return node["c"] if node["t"] == "Str" else text_of(node.get("c", []))


def _block(block: TreeNode, dialect: Dialect) -> Nodes:
    make = _BLOCKS.get(block["t"])
    return make(block, dialect) if make else [block]


def _paragraph(block: TreeNode, dialect: Dialect) -> Nodes:
    inlines = _inlines(block["c"], dialect)
    return [{"t": block["t"], "c": inlines}] if text_of(inlines).strip() or _has_picture(inlines) else []


def _has_picture(inlines: Nodes) -> bool:
    return any(each["t"] == "Image" for each in inlines)


def _heading(block: TreeNode, dialect: Dialect) -> Nodes:
    level, (id, _, _), inlines = block["c"]
    return [{"t": "Header", "c": [level, [id, [], []], _inlines(inlines, dialect)]}]


def _division(block: TreeNode, dialect: Dialect) -> Nodes:
    attributes, blocks = block["c"]
    if _HIDDEN & set(attributes[1]):
        return []
    inside = plain(_entry(blocks, dialect) if _ENTRY in attributes[1] else blocks, dialect)
    kept = _attributes(attributes, dialect)
    return [{"t": "Div", "c": [kept, inside]}] if inside and any(kept) else inside


def _entry(blocks: Nodes, dialect: Dialect) -> Nodes:
    """What stands in the margin beside a heading: below it, and a number before its words."""
    match blocks:
        case [{"t": "Para", "c": margin}, {"t": "Div", "c": [attributes, [{"t": "Header", "c": head}, *rest]]}]:
            level, named, words = head
            if margin[0]["t"] == "Span" and _NUMBER in margin[0]["c"][0][1]:
                numbered = {"t": "Header", "c": [level, named, [*margin, _SPACE, *words]]}
                return [{"t": "Div", "c": [attributes, [numbered, *rest]]}]
            return [{"t": "Header", "c": head}, {"t": "Para", "c": margin}, {"t": "Div", "c": [attributes, rest]}]
    return blocks


def _figure(block: TreeNode, dialect: Dialect) -> Nodes:
    """What a figure holds; where nothing can be drawn, the table beside a drawing says the same."""
    if _DRAWING in block["c"][0][1] and dialect.draughtsman is None:
        return []
    return plain(block["c"][2], dialect)


def _list(block: TreeNode, dialect: Dialect) -> Nodes:
    return [{"t": block["t"], "c": [plain(item, dialect) for item in block["c"]]}]


def _numbered_list(block: TreeNode, dialect: Dialect) -> Nodes:
    start, items = block["c"]
    return [{"t": "OrderedList", "c": [start, [plain(item, dialect) for item in items]]}]


def _definitions(block: TreeNode, dialect: Dialect) -> Nodes:
    """Terms with what they mean; where there is no such list, a list of points that begin with the term."""
    pairs = [(_inlines(term, dialect), [plain(each, dialect) for each in meant]) for term, meant in block["c"]]
    if not dialect.flat:
        return [{"t": "DefinitionList", "c": [list(pair) for pair in pairs]}]
    items = [
        [
            {
                "t": "Plain",
                "c": [{"t": "Strong", "c": term}, _SPACE, *_joined([each for blocks in meant for each in blocks])],
            }
        ]
        for term, meant in pairs
    ]
    return [{"t": "BulletList", "c": items}]


def _table(block: TreeNode, dialect: Dialect) -> Nodes:
    """A table whose columns are as wide as what they hold; where captions are none of a table's, the caption stands
    before it.
    """
    _, (short, caption), columns, head, bodies, foot = block["c"]
    head, foot = (_part(part, dialect) for part in (head, foot))
    bodies = [[["", [], []], heads, _rows(first, dialect), _rows(rows, dialect)] for _, heads, first, rows in bodies]
    caption = plain(caption, dialect)
    widths = _widths([*head[1], *(row for body in bodies for row in body[3])], len(columns))
    specs = [[align, {"t": "ColWidth", "c": width}] for (align, _), width in zip(columns, widths, strict=True)]
    if not dialect.flat:
        return [{"t": "Table", "c": [["", [], []], [short, caption], specs, head, bodies, foot]}]
    specs = [[align, {"t": "ColWidthDefault"}] for align, _ in columns]
    words = [each for node in _joined(caption) for each in (node["c"] if node["t"] == "Strong" else [node])]
    above: Nodes = [{"t": "Para", "c": [{"t": "Strong", "c": words}]}] if words else []
    return [*above, {"t": "Table", "c": [["", [], []], [None, []], specs, head, bodies, foot]}]


def _part(part: list[Any], dialect: Dialect) -> list[Any]:
    return [["", [], []], _rows(part[1], dialect)]


def _rows(rows: list[Any], dialect: Dialect) -> list[Any]:
    return [[["", [], []], [_cell(cell, dialect) for cell in cells]] for _, cells in rows]


def _cell(cell: list[Any], dialect: Dialect) -> list[Any]:
    _, align, rows, columns, blocks = cell
    inside = plain(blocks, dialect)
    if dialect.flat and (words := _joined(inside)):
        inside = [{"t": "Plain", "c": words}]
    return [["", [], []], align, rows, columns, inside]


def _widths(rows: list[Any], count: int) -> list[float]:
    """What part of the line each column gets: by the words in it, none less than a twelfth nor so narrow that its
    longest word breaks.
    """
    needs = [1.0] * count
    for _, cells in rows:
        for place, (_, _, _, columns, blocks) in enumerate(cells[:count]):
            words = text_of(blocks)
            if columns == 1:
                longest = max(map(len, words.split()), default=1)
                needs[place] = max(needs[place], min(len(words), 60) ** 0.75, longest)
    least = sum(needs) / 12
    needs = [max(need, least) for need in needs]
    return [round(need / sum(needs), 3) for need in needs]


def _joined(blocks: Nodes) -> Nodes:
    """The words of blocks in one line, with a space between them, and a semicolon between the points of a list."""
    lines: list[Nodes] = [line for block in blocks for line in _lines(block)]
    return [each for place, line in enumerate(lines) for each in ([_SPACE, *line] if place else line)]


def _lines(block: TreeNode) -> Iterator[Nodes]:
    if block["t"] in {"Para", "Plain"}:
        yield block["c"]
    elif block["t"] == "Div":
        yield from (line for each in block["c"][1] for line in _lines(each))
    elif block["t"] in {"BulletList", "OrderedList"}:
        items = block["c"] if block["t"] == "BulletList" else block["c"][1]
        for place, item in enumerate(items):
            line = _joined(item)
            yield [*line, {"t": "Str", "c": ";"}] if place < len(items) - 1 else line
    elif block["t"] == "Header":
        yield block["c"][2]


_BLOCKS: Mapping[str, Callable[[TreeNode, Dialect], Nodes]] = {
    "Para": _paragraph,
    "Plain": _paragraph,
    "Header": _heading,
    "Div": _division,
    "Figure": _figure,
    "BulletList": _list,
    "OrderedList": _numbered_list,
    "DefinitionList": _definitions,
    "BlockQuote": lambda block, dialect: [{"t": "BlockQuote", "c": plain(block["c"], dialect)}],
    "Table": _table,
    "RawBlock": lambda block, dialect: [],
}


def _inlines(inlines: Nodes, dialect: Dialect) -> Nodes:
    made = [each for inline in inlines for each in _inline(inline, dialect)]
    return _tidy(made)


def _tidy(inlines: Nodes) -> Nodes:
    """Without spaces and breaks at the ends, spaces two in a row, or one before a note or a break."""
    kept: Nodes = []
    for place, each in enumerate(inlines):
        after = inlines[place + 1]["t"] if place + 1 < len(inlines) else "Space"
        is_space = each["t"] in {"Space", "SoftBreak"}
        if (not kept and each["t"] in _BETWEEN) or (is_space and after in {*_BETWEEN, "Note"}):
            continue
        kept.append(_SPACE if is_space else each)
    return kept


def _inline(inline: TreeNode, dialect: Dialect) -> Nodes:
    make = _INLINES.get(inline["t"])
    return make(inline, dialect) if make else [inline]


def _string(inline: TreeNode, dialect: Dialect) -> Nodes:
    text = inline["c"].translate(_NEEDLESS)
    return [{"t": "Str", "c": text}] if text else []


def _wrapped(inline: TreeNode, dialect: Dialect) -> Nodes:
    inside = _inlines(inline["c"], dialect)
    return [{"t": inline["t"], "c": inside}] if inside else []


def _span(inline: TreeNode, dialect: Dialect) -> Nodes:
    attributes, inlines = inline["c"]
    if _HIDDEN & set(attributes[1]):
        return []
    if _PAIR in attributes[1]:
        return _pair([half for half in inlines if half["t"] == "Span"], dialect)
    inside = [each for one in inlines for each in _inline(one, dialect)]
    if _NOTE in attributes[1]:
        return [{"t": "Note", "c": [{"t": "Para", "c": _tidy(inside)}]}]
    if _APART & set(attributes[1]):
        return [{"t": "Str", "c": "·"}, _SPACE, *_tidy(inside)]
    if _HEAD_OF_A_CELL in attributes[1]:
        return [{"t": "Strong", "c": _tidy(inside)}]
    if _LINES_OF_A_CELL & set(attributes[1]):
        return [_SPACE if dialect.flat else {"t": "LineBreak"}, *_tidy(inside)]
    kept = _attributes(attributes, dialect)
    return [{"t": "Span", "c": [kept, inside]}] if inside and any(kept) else inside


def _pair(halves: Nodes, dialect: Dialect) -> Nodes:
    """Two languages of one text: below each other, or with a stroke between them where all stands in one line."""
    between: Nodes = [_SPACE, {"t": "Str", "c": "/"}, _SPACE] if dialect.flat else [{"t": "LineBreak"}]
    said = [_inline(half, dialect) for half in halves]
    return [each for place, half in enumerate(said) for each in ([*between, *half] if place else half)]


def _link(inline: TreeNode, dialect: Dialect) -> Nodes:
    """A link, and its words alone where it leads to a place in the page that a format has no name for."""
    _, inlines, target = inline["c"]
    inside = _inlines(inlines, dialect)
    leads_nowhere = not re.match(r"(https?|mailto):", target[0]) and (dialect.flat or not target[0].startswith("#"))
    return inside if leads_nowhere else [{"t": "Link", "c": [["", [], []], inside, target]}]


def _picture(inline: TreeNode, dialect: Dialect) -> Nodes:
    """A picture of the page inside the document, with its alternative, and one that is made of a drawing, because not
    every Word shows it by itself.
    """
    _, alternative, (source, _) = inline["c"]
    alternative = _inlines(alternative, dialect)
    if source.startswith("data:image/svg+xml"):
        _, _, data = source.partition("base64,")
        return _drawing(base64.b64decode(data).decode(errors="replace"), alternative, dialect)
    if source not in dialect.files or dialect.flat:
        return []
    suffix = PurePosixPath(source).suffix.lower()
    if suffix == ".svg" and dialect.draughtsman:
        return _drawn(dialect.draughtsman.file(source), alternative)
    if not (kind := _KINDS.get(suffix)):
        return []
    data = base64.b64encode(dialect.files[source]).decode()
    return [{"t": "Image", "c": [["", [], []], alternative, [f"data:image/{kind};base64,{data}", ""]]}]


def _drawing(drawing: str, alternative: Nodes, dialect: Dialect) -> Nodes:
    """A drawing of the page, which says something where it has a title or label; its words where nothing draws it."""
    title = _TITLE.search(drawing) or _LABEL.search(drawing)
    words: Nodes = [{"t": "Str", "c": " ".join(unescape(title[1]).split())}] if title else alternative
    made = dialect.draughtsman.inline(drawing) if dialect.draughtsman and words else None
    return _drawn(made, words) or words


def _drawn(picture: Picture | None, alternative: Nodes) -> Nodes:
    if picture is None:
        return []
    size = [["width", f"{picture.width}mm"], ["height", f"{picture.height}mm"]]
    return [{"t": "Image", "c": [["", [], size], alternative, [picture.address, ""]]}]


def _attributes(attributes: list[Any], dialect: Dialect) -> list[Any]:
    """What is kept of an element's attributes: its language, and its name where others can lead to it."""
    id, _, pairs = attributes
    language = next((value for key, value in pairs if key == "lang"), "")
    return [
        "" if dialect.flat else id,
        [],
        [["lang", dialect.tags.get(language, language)]] if language and not dialect.flat else [],
    ]


_INLINES: Mapping[str, Callable[[TreeNode, Dialect], Nodes]] = {
    "Str": _string,
    "Emph": _wrapped,
    "Strong": _wrapped,
    "Underline": _wrapped,
    "Superscript": _wrapped,
    "Subscript": _wrapped,
    "SmallCaps": _wrapped,
    "Strikeout": _wrapped,
    "Quoted": lambda inline, dialect: [{"t": "Quoted", "c": [inline["c"][0], _inlines(inline["c"][1], dialect)]}],
    "Span": _span,
    "Link": _link,
    "Image": _picture,
    "RawInline": lambda inline, dialect: [],
}
