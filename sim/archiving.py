"""Printed forms made to last: PDF/A-3 with its fonts embedded and a file attached (ISO 19005-3).

The same form and file give the same bytes for ever, as plain printed forms do. Texts are wrapped with the
metrics of the plain forms, whose letters are wider: what fits there fits here.
"""

from functools import lru_cache
from importlib.resources import files
from xml.sax.saxutils import escape

from sim.language import glyphs
from sim.printing import PrintedForm, Sheet, Style, laid_out

FONTS = files("font_source_sans_pro") / "files"
FACES = {"": "SourceSansPro-Regular.ttf", "B": "SourceSansPro-Bold.ttf"}
MADE_ON = "2000-01-01T00:00:00+00:00"
"""Date of making of every form: the document's own date is printed on it."""
EXTENSION = (
    ("DocumentFileName", "external", "Name of the embedded XML invoice file"),
    ("DocumentType", "external", "INVOICE"),
    ("Version", "external", "Version of the Factur-X XML schema"),
    ("ConformanceLevel", "external", "Conformance level of the embedded Factur-X data"),
)


class ArchiveSheet(Sheet):
    """A sheet whose letters are in the file."""

    family = "sourcesans"

    def __init__(self, form: PrintedForm) -> None:
        super().__init__(form, "PDF/A-3B")
        for face, name in FACES.items():
            self.add_font(self.family, face, str(FONTS / name))

    def measure(self, shown: str, style: Style) -> float:
        """Return the width of a text in mm, as this font has it."""
        return float(self.get_string_width(shown))


@lru_cache(maxsize=64)
def render_archive(form: PrintedForm, name: str, data: bytes, level: str) -> bytes:
    """Return the form as a PDF/A-3 that carries a Factur-X file of that conformance level."""
    sheet = ArchiveSheet(form)
    title = glyphs.printable(f"{form.title} {form.number}".strip())
    sheet.set_xmp_metadata(_metadata(title, form.issuer[0] if form.issuer else "", name, level))
    sheet.embed_file(
        bytes=data,
        basename=name,
        mime_type="text/xml",
        modification_date=sheet.creation_date,
        associated_file_relationship="ALTERNATIVE",
    )
    return laid_out(sheet, form)


def _metadata(title: str, author: str, name: str, level: str) -> str:
    """Return the XMP packet: what kind of PDF it is, and what the attached file is (Factur-X 1.07, §6.2)."""
    properties = "".join(
        f"<rdf:li rdf:parseType='Resource'><pdfaProperty:name>{one}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{category}</pdfaProperty:category>"
        f"<pdfaProperty:description>{told}</pdfaProperty:description></rdf:li>"
        for one, category, told in EXTENSION
    )
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{escape(author)}</rdf:li></rdf:Seq></dc:creator></rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f"<xmp:CreateDate>{MADE_ON}</xmp:CreateDate><xmp:ModifyDate>{MADE_ON}</xmp:ModifyDate>"
        "<pdf:Producer>Bannette</pdf:Producer></rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
        'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
        "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>"
        "<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>"
        "<pdfaSchema:prefix>fx</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property>"
        "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">'
        f"<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>{escape(name)}</fx:DocumentFileName>"
        f"<fx:Version>1.0</fx:Version><fx:ConformanceLevel>{escape(level)}</fx:ConformanceLevel></rdf:Description>"
        "</rdf:RDF></x:xmpmeta>"
    )
