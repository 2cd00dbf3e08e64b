"""The few kinds of blocks a page's text is put together from."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "hr"]
"""What an editor may do in running text; headings are blocks of their own, so that their order stays right."""


class QuoteBlock(blocks.StructBlock):
    """Somebody's words with the name beneath."""

    words = blocks.TextBlock(label=_("Words"))
    who = blocks.CharBlock(label=_("Who said it"), required=False, max_length=120)

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        template = "portal/blocks/quote.html"


class FileBlock(blocks.StructBlock):
    """A document of the university to take away."""

    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200)

    class Meta:
        label = _("File to download")
        icon = "doc-full"
        template = "portal/blocks/file.html"


class FactsBlock(blocks.StructBlock):
    """Pairs of a name and its value, one pair a line: `Founded: 1996`."""

    lines = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("name", blocks.CharBlock(label=_("Name"), max_length=80)),
                ("value", blocks.CharBlock(label=_("Value"), max_length=300)),
            ]
        ),
        label=_("Lines"),
    )

    class Meta:
        label = _("Facts")
        icon = "list-ul"
        template = "portal/blocks/facts.html"


def body_blocks() -> list[tuple[str, Any]]:
    """Blocks of every page's text."""
    return [
        (
            "heading",
            blocks.CharBlock(
                label=_("Heading"), icon="title", max_length=120, template="portal/blocks/heading.html"
            ),
        ),
        ("text", blocks.RichTextBlock(label=_("Text"), icon="pilcrow", features=TEXT_FEATURES)),
        ("image", ImageBlock(label=_("Picture"), icon="image", template="portal/blocks/image.html")),
        ("quote", QuoteBlock()),
        ("facts", FactsBlock()),
        ("file", FileBlock()),
    ]
