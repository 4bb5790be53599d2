"""What the PDF says of itself: an XMP packet, the same in the information dictionary, and PDF/A-3a's attachment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import md5
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from briefs import __version__
from briefs.pdf.description import Record

PRODUCER = "WeasyPrint and policy-briefs"
ATTACHMENT = "brief.json"
RECEIPT_NAMESPACE = "urn:policy-briefs:receipt:"
WELL_TAGGED = (
    "http://pdfa.org/declarations/wtpdf#accessibility1.0",
    "http://pdfa.org/declarations/wtpdf#reuse1.0",
)

# PDF/A wants every schema but its own described (ISO 19005-2, 6.6.2.3).
_EXTENSION = """<rdf:Description rdf:about=""><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description></rdf:li></rdf:Seq>\
</pdfaSchema:property></rdf:li>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Receipt of what was made</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>urn:policy-briefs:receipt:</pdfaSchema:namespaceURI><pdfaSchema:prefix>made</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>receipt</pdfaProperty:name>\
<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Hashes of the passages and of what they stand on, as JSON</pdfaProperty:description></rdf:li>\
</rdf:Seq></pdfaSchema:property></rdf:li>
</rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "made": RECEIPT_NAMESPACE,
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

_DECLARATIONS = {"pdfd": "http://pdfa.org/declarations/"}


def describe(pdf: pikepdf.Pdf, record: Record) -> None:
    """Write the record into the PDF, and its attachment if it has one; the packet that says the same comes with
    `write_packet`.
    """
    pdf.Root.Lang = String(record.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    information = {
        "/Title": record.title,
        "/Author": record.publisher,
        "/Subject": record.summary,
        "/Keywords": _keywords(record),
        "/Creator": _creator(),
        "/Producer": PRODUCER,
        "/CreationDate": _pdf_date(record.created),
        "/ModDate": _pdf_date(record.created),
    }
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary({key: String(value) for key, value in information.items() if value})
    )
    if record.attachment is not None:
        _attach(pdf, record, record.attachment)


def write_packet(pdf: pikepdf.Pdf, record: Record, receipt: str | None = None, *, claims: bool = True) -> None:
    """Write the metadata packet, with the receipt of the rest if there is one, and the claims to conform if it may have
    them.
    """
    packet = xmp(record, receipt, claims=claims).encode("utf-8")
    pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


def xmp(record: Record, receipt: str | None = None, *, claims: bool = True) -> str:
    """The metadata packet: one rdf:RDF, which every archive and both standards read."""
    known = _NAMESPACES | (_DECLARATIONS if record.conformance == "a-4" else {})
    namespaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in known.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {namespaces}>\n'
        + "\n".join(
            [
                *(_claims(record) if claims else ()),
                *_properties(record),
                *([f"<made:receipt>{escape(receipt)}</made:receipt>"] if receipt else []),
            ]
        )
        + "\n</rdf:Description>\n"
        + ("" if record.conformance == "a-4" else _EXTENSION.replace('rdf:about=""', f'rdf:about="" {namespaces}'))
        + '\n</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    )


def _claims(record: Record) -> Iterator[str]:
    if record.conformance == "a-4":
        yield "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>"
        yield "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>"
        declared = "".join(
            f'<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>{each}</pdfd:conformsTo></rdf:li>'
            for each in WELL_TAGGED
        )
        yield f"<pdfd:declarations><rdf:Bag>{declared}</rdf:Bag></pdfd:declarations>"
        return
    part, conformance = ("2", "A") if record.conformance == "a-2a" else ("3", "A")
    yield f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{conformance}</pdfaid:conformance>"
    yield "<pdfuaid:part>1</pdfuaid:part>"


def _properties(record: Record) -> Iterator[str]:
    moment = f"{record.created.isoformat()}T00:00:00Z"
    yield "<dc:format>application/pdf</dc:format>"
    yield f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(record.title)}</rdf:li></rdf:Alt></dc:title>'
    yield f"<dc:creator><rdf:Seq><rdf:li>{escape(record.publisher)}</rdf:li></rdf:Seq></dc:creator>"
    yield f"<dc:publisher><rdf:Bag><rdf:li>{escape(record.publisher)}</rdf:li></rdf:Bag></dc:publisher>"
    yield f"<dc:language><rdf:Bag><rdf:li>{escape(record.language)}</rdf:li></rdf:Bag></dc:language>"
    if record.summary:
        summary = escape(record.summary)
        yield f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{summary}</rdf:li></rdf:Alt></dc:description>'
    if record.keywords:
        subjects = "".join(f"<rdf:li>{escape(keyword)}</rdf:li>" for keyword in record.keywords)
        yield f"<dc:subject><rdf:Bag>{subjects}</rdf:Bag></dc:subject>"
        yield f"<pdf:Keywords>{escape(_keywords(record))}</pdf:Keywords>"
    if record.case_number:
        yield f"<dc:identifier>{escape(record.case_number)}</dc:identifier>"
    if record.number:
        yield f"<xmpMM:VersionID>{escape(record.number)}</xmpMM:VersionID>"
    if record.dated:
        yield f"<dc:date><rdf:Seq><rdf:li>{record.dated.isoformat()}</rdf:li></rdf:Seq></dc:date>"
    if record.approved_by:
        yield f"<dc:contributor><rdf:Bag><rdf:li>{escape(record.approved_by)}</rdf:li></rdf:Bag></dc:contributor>"
    yield "".join(f"<xmp:{name}Date>{moment}</xmp:{name}Date>" for name in ("Create", "Modify", "Metadata"))
    yield f"<xmp:CreatorTool>{escape(_creator())}</xmp:CreatorTool><pdf:Producer>{escape(PRODUCER)}</pdf:Producer>"


def _attach(pdf: pikepdf.Pdf, record: Record, content: bytes) -> None:
    """The brief's own content beside what was made of it (ISO 19005-3, 6.8): relationship Source, described, dated in
    UTC.
    """
    moment = _pdf_date(record.created)
    file = pdf.make_stream(
        content,
        Type=Name.EmbeddedFile,
        Subtype=Name("/application/json"),
        Params=Dictionary(
            Size=len(content),
            CreationDate=moment,
            ModDate=moment,
            CheckSum=String(md5(content, usedforsecurity=False).digest()),
        ),
    )
    specification = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(ATTACHMENT),
            UF=String(ATTACHMENT),
            Desc=String(record.title),
            AFRelationship=Name.Source,
            EF=Dictionary(F=file, UF=file),
        )
    )
    pdf.Root.AF = Array([specification])
    names = pdf.Root.get("/Names", Dictionary())
    names.EmbeddedFiles = Dictionary(Names=Array([String(ATTACHMENT), specification]))
    pdf.Root.Names = names


def _keywords(record: Record) -> str:
    return ", ".join(record.keywords)


def _creator() -> str:
    return f"policy-briefs {__version__}"


def _pdf_date(day: date) -> str:
    return f"D:{day:%Y%m%d}000000Z"
