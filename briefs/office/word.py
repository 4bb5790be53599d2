"""A page as a Word document: pandoc writes it after a reference document, ours or the project's; we set its description
and its package, so that equal pages give equal bytes.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from briefs.errors import BriefsError, Problem, Where
from briefs.office.breaks import bound
from briefs.office.pandoc import tree_of, written
from briefs.office.pictures import Draughtsman
from briefs.office.reference import Look, reference
from briefs.office.tree import Dialect, plain
from briefs.pdf.description import Record

REFERENCE = "styles/reference.docx"
_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip can name: none is told
_CORE = "docProps/core.xml"
_APP = "docProps/app.xml"
_SETTINGS = "word/settings.xml"
_TEXT_PARTS = ("word/document.xml", "word/footnotes.xml")
_SOURCE = re.compile(r'(<pic:cNvPr [^>]*?)descr="data:[^"]*"')
_BELOW_TABLE = re.compile(r'(</w:tbl>\s*<w:p><w:pPr><w:pStyle w:val=")BodyText"')
_ROW = re.compile(r"<w:tr>(?:<w:trPr>)?")


def word(page: str, record: Record, files: Mapping[str, bytes], tags: Mapping[str, str], *, name: str) -> bytes:
    """The Word document of a page; BriefsError where pandoc is not there, or the project's own reference document is
    none.

    `tags` are the tags of languages that Word knows (`nb-NO`), by ours.
    """
    tree = tree_of(page, name)
    language = tags.get(record.language, record.language)
    draughtsman = Draughtsman(name=name, record=record, files=files)
    tree["blocks"] = plain(tree["blocks"], Dialect(files=files, tags=tags, draughtsman=draughtsman))
    tree["meta"] = {"lang": {"t": "MetaString", "c": language}}
    own = files.get(REFERENCE)
    if own is not None and not zipfile.is_zipfile(io.BytesIO(own)):
        raise BriefsError(Problem(Where(REFERENCE), "this is no Word document", "Save it from Word as .docx"))
    look = own or reference(Look.of(page, title=record.title, language=language))
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        Path(file.name).write_bytes(look)
        made = written(tree, name, "--to=docx", f"--reference-doc={file.name}")
    return _described(made, record, language)


def _described(made: bytes, record: Record, language: str) -> bytes:
    """The document with what it says about itself, in a package without times."""
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[_CORE] = _core(record, language).encode()
    parts[_APP] = _app(record).encode()
    parts[_SETTINGS] = _in_language(parts[_SETTINGS].decode(), language).encode()
    for name in _TEXT_PARTS:
        if name in parts:
            parts[name] = _ROW.sub(_whole_row, parts[name].decode()).encode()
    text = _SOURCE.sub(r"\1", parts[_TEXT_PARTS[0]].decode())  # each picture is there once
    text = _BELOW_TABLE.sub(r'\1FirstParagraph"', text)  # as pandoc has it below a list
    parts[_TEXT_PARTS[0]] = bound(text).encode()
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        first = "[Content_Types].xml"
        for name in (first, *sorted(parts.keys() - {first})):
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            package.writestr(info, parts[name])
    return output.getvalue()


def _core(record: Record, language: str) -> str:
    """Title, publisher and the rest of the description; both times are the as-of day, at midnight UTC."""
    when = f"{record.created.isoformat()}T00:00:00Z"
    fields = {
        "dc:title": record.title,
        "dc:creator": record.publisher,
        "dc:description": record.summary,
        "dc:language": language,
        "dc:identifier": record.case_number or "",
        "cp:keywords": ", ".join(record.keywords),
        "cp:lastModifiedBy": record.publisher,
        "cp:version": record.number or "",
    }
    said = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items() if value)
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{when}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{said}{times}</cp:coreProperties>'
    )


def _app(record: Record) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>Policy briefs</Application><Company>{escape(record.publisher)}</Company></Properties>"
    )


def _in_language(settings: str, language: str) -> str:
    """The settings with the document's language, which Word proofs by."""
    return re.sub(r"<w:themeFontLang[^>]*/>", f'<w:themeFontLang w:val="{escape(language)}"/>', settings)


def _whole_row(match: re.Match[str]) -> str:
    """The beginning of a table's row that no page parts."""
    if match[0] == "<w:tr>":
        return "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
    return f"{match[0]}<w:cantSplit/>"
