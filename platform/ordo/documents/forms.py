"""Forms of the check page."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes: far more than any document of ours has."""
LONGEST_TEXT = 8_000


class CodeForm(forms.Form):
    """What somebody reads on the paper: the text of the code, the address, or the number."""

    text = forms.CharField(
        label=_("Text of the code, check address or number"),
        help_text=_(
            "Scan the code on the document with any program and paste all of the text, or type the number."
        ),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean_text(self) -> str:
        """Spaces alone are nothing."""
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(_("Paste a text or type a number."))
        return text


class FileForm(forms.Form):
    """The PDF to be compared with what was issued."""

    file = forms.FileField(
        label=_("The PDF itself"),
        help_text=_("The file is compared and not kept."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what cannot be a document of ours."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than any document issued here."))
        return file
