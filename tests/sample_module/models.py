"""One table."""

from django.db import models


class SampleNote(models.Model):
    """A line of text; rows are kept (`keeps_rows`)."""

    text = models.CharField(max_length=100)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text
