"""Storages whose every path starts with the university's prefix (trap 14)."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from storages.backends.s3 import S3Storage

from ordo.tenancy.current import university_schema


class UniversityFileStorage(FileSystemStorage):
    """Local disk; the folder is asked for at every use, never remembered."""

    @property
    def base_location(self) -> str:
        """`MEDIA_ROOT/<schema>`."""
        return str(Path(settings.MEDIA_ROOT) / university_schema())

    @property
    def location(self) -> str:
        """Absolute form of `base_location`."""
        return str(Path(self.base_location).resolve())


class UniversityS3Storage(S3Storage):
    """Any S3; the key prefix is the schema."""

    @property
    def location(self) -> str:
        """Key prefix of the current university."""
        return university_schema() + "/"

    @location.setter
    def location(self, value: str) -> None:
        """The library assigns its default here; the prefix cannot be changed."""
