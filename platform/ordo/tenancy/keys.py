"""Keys of a university, kept encrypted in its own schema (architecture §3, trap 8).

`secret` keys sign values; `private` keys are Ed25519 and sign documents and daily roots. The master key comes from
the deployment's secret, so a copy of one schema alone is of no use.
"""

import base64
import hashlib
import os

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import transaction

from ordo.tenancy.current import university_schema
from ordo.tenancy.models import TenantKey


def _master() -> Fernet:
    digest = hashlib.sha256(b"ordo.keys:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def _active(purpose: str) -> TenantKey:
    university_schema()
    row = TenantKey.objects.filter(purpose=purpose, retired_at=None).order_by("-id").first()
    return row if row is not None else create(purpose)


@transaction.atomic
def create(purpose: str) -> TenantKey:
    """Make a fresh 32-byte key for the purpose in the current university's schema."""
    raw = os.urandom(32)
    public = Ed25519PrivateKey.from_private_bytes(raw).public_key()
    public_raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return TenantKey.objects.create(
        purpose=purpose,
        key_id=hashlib.sha256(public_raw).hexdigest()[:16],
        secret=_master().encrypt(raw).decode(),
        public=public_raw.hex(),
    )


def secret(purpose: str) -> bytes:
    """32 bytes for symmetric signing; made at the first use."""
    return _master().decrypt(_active(purpose).secret.encode())


def private_key(purpose: str) -> bytes:
    """32 raw bytes of the Ed25519 private key in force for the purpose."""
    return secret(purpose)


def key_id(purpose: str) -> str:
    """Identifier (16 hexadecimal digits) of the key in force."""
    return _active(purpose).key_id


def public_keys(purpose: str) -> dict[str, bytes]:
    """Raw public keys of the purpose by key id, retired ones too: old documents stay verifiable."""
    university_schema()
    rows = TenantKey.objects.filter(purpose=purpose)
    return {row.key_id: bytes.fromhex(row.public) for row in rows}
