"""Our reference document: the styles, the paper and the foot of a Word document, written by code from the colours of
the page.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TOKEN = re.compile(r"--(accent|ink|ink-soft|rule)\s*:\s*#([0-9a-fA-F]{6})\s*[;}]")
_LETTER = re.compile(r"\bsize:\s*letter\b")
_FACE = "Calibri"  # Carlito has its widths where there is none
_TWIPS_A4 = (11906, 16838)
_TWIPS_LETTER = (12240, 15840)
_MARGIN = 1247  # twips: 22 mm


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """The colours of a page, and what stands on each sheet."""

    title: str
    language: str
    accent: str = "0f4c5c"
    ink: str = "1b2226"
    soft: str = "4a565c"
    rule: str = "b7c2c6"
    letter: bool = False

    @classmethod
    def of(cls, page: str, *, title: str, language: str) -> Look:
        """The look that the tokens in a page ask for; the last of a name counts."""
        found = dict(_TOKEN.findall(page))
        colours = {"soft" if name == "ink-soft" else name: value for name, value in found.items()}
        return cls(title=title, language=language, letter=bool(_LETTER.search(page)), **colours)


def reference(look: Look) -> bytes:
    """A Word document without text that pandoc takes its styles, its paper and its foot from."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("settings", "settings.xml"), ("footer", "footer1.xml")
        ),
        "word/document.xml": _document(look),
        "word/settings.xml": _settings(look),
        "word/styles.xml": _styles(look),
        "word/footer1.xml": _footer(look),
    }
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name), (_HEAD + text).encode())
    return output.getvalue()


def _content_types() -> str:
    kinds = {"document": "document.main", "settings": "settings", "styles": "styles", "footer1": "footer"}
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="rId{place}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def _document(look: Look) -> str:
    width, height = _TWIPS_LETTER if look.letter else _TWIPS_A4
    sides = " ".join(f'w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:document {_W} {_R}><w:body><w:p/><w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar {sides} w:header="708" w:footer="708" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _settings(look: Look) -> str:
    return (
        f'<w:settings {_W}><w:defaultTabStop w:val="708"/><w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{escape(look.language)}"/></w:settings>'
    )


def _footer(look: Look) -> str:
    """The title on the left, the number of the sheet and how many there are on the right."""
    width = (_TWIPS_LETTER if look.letter else _TWIPS_A4)[0] - 2 * _MARGIN
    return (
        f'<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        f'</w:pPr><w:r><w:t xml:space="preserve">{escape(look.title)}</w:t></w:r><w:r><w:tab/></w:r>{_field("PAGE")}'
        f'<w:r><w:t xml:space="preserve"> / </w:t></w:r>{_field("NUMPAGES")}</w:p></w:ftr>'
    )


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _styles(look: Look) -> str:
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{_FACE}" w:hAnsi="{_FACE}" w:cs="{_FACE}"'
        f' w:eastAsia="{_FACE}"/><w:color w:val="{look.ink}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{escape(look.language)}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    small = f'<w:color w:val="{look.soft}"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
    styles = [
        _paragraph("Normal", "Normal", based="", is_default=True),
        _paragraph("BodyText", "Body Text"),
        _paragraph("FirstParagraph", "First Paragraph", based="BodyText", layout='<w:spacing w:before="80"/>'),
        _paragraph("Compact", "Compact", based="BodyText", layout='<w:spacing w:before="20" w:after="20"/>'),
        _heading(1, look, size=40, before=0),
        _heading(2, look, size=28, before=320),
        _heading(3, look, size=23, before=220),
        _heading(4, look, size=21, before=160),
        _paragraph("Title", "Title", look=f'<w:b/><w:color w:val="{look.accent}"/><w:sz w:val="40"/>'),
        _paragraph("Caption", "caption", layout="<w:keepNext/>", look="<w:b/>"),
        _paragraph("TableCaption", "Table Caption", based="Caption", layout="<w:keepNext/>"),
        _paragraph("ImageCaption", "Image Caption", based="Caption"),
        _paragraph("DefinitionTerm", "Definition Term", layout='<w:keepNext/><w:spacing w:after="0"/>', look="<w:b/>"),
        _paragraph("Definition", "Definition", layout='<w:ind w:left="284"/>'),
        _paragraph("BlockText", "Block Text", layout='<w:ind w:left="567" w:right="567"/>'),
        _paragraph("FootnoteText", "footnote text", layout='<w:spacing w:after="20" w:line="240"/>', look=small),
        _paragraph("Footer", "footer", look=small),
        _character("DefaultParagraphFont", "Default Paragraph Font", "", is_default=True),
        _character("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
        _character("Hyperlink", "Hyperlink", f'<w:color w:val="{look.accent}"/><w:u w:val="single"/>'),
        _table(look),
    ]
    return f"<w:styles {_W}>{defaults}{''.join(styles)}</w:styles>"


def _paragraph(
    id: str, name: str, *, based: str = "Normal", is_default: bool = False, layout: str = "", look: str = ""
) -> str:
    return (
        f'<w:style w:type="paragraph"{" w:default=" + chr(34) + "1" + chr(34) if is_default else ""} w:styleId="{id}">'
        f'<w:name w:val="{name}"/>{f"""<w:basedOn w:val="{based}"/>""" if based else ""}<w:qFormat/>'
        f"<w:pPr>{layout}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def _heading(level: int, look: Look, *, size: int, before: int) -> str:
    layout = (
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="80" w:line="240" w:lineRule="auto"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>'
    )
    colour = look.accent if level < 3 else look.ink
    shown = f'<w:b/><w:bCs/><w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return _paragraph(f"Heading{level}", f"heading {level}", layout=layout, look=shown)


def _character(id: str, name: str, look: str, *, is_default: bool = False) -> str:
    default = ' w:default="1"' if is_default else ""
    return (
        f'<w:style w:type="character"{default} w:styleId="{id}"><w:name w:val="{name}"/><w:rPr>{look}</w:rPr></w:style>'
    )


def _table(look: Look) -> str:
    """Rules between the rows, a stronger one under the heads."""
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{look.rule}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{look.accent}"'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/><w:tblPr><w:tblInd w:w="0"'
        f' w:type="dxa"/><w:tblBorders><w:top {strong}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
        '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/>'
        f'<w:color w:val="{look.accent}"/></w:rPr><w:tcPr><w:tcBorders><w:bottom {strong}/></w:tcBorders></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )
