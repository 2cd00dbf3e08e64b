"""Signatures that anybody can check without a network, in the style of the health certificates (architecture §7).

The text of a code is `ORDO1:` + base45 (RFC 9285) of zlib (RFC 1950) of a COSE_Sign1 message (RFC 9052, tag 18):

    18([ protected, {}, payload, signature ])
    protected = << {1: -8, 4: kid} >>       1 = algorithm EdDSA, 4 = key id: first 8 bytes of SHA-256 of the public key
    payload   = << map with text keys >>    deterministic CBOR (RFC 8949 §4.2)
    signature = Ed25519 over << ["Signature1", protected, h'', payload] >>

Any COSE library verifies it. Sizes are bounded before anything is unpacked; nothing of the payload is read before its
signature holds. Keys are raw 32-byte strings; where they are kept is the KeyStore's matter.
"""

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from urllib.parse import quote, unquote

import base45
import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PREFIX = "ORDO1:"
LONGEST_TEXT = 4_296
"""Characters: what the largest QR code holds in alphanumeric mode."""
LONGEST_MESSAGE = 8_192
"""Bytes after unpacking."""
_ALGORITHM, _KEY_ID, _EDDSA, _SIGN1 = 1, 4, -8, 18


class KeyStore(Protocol):
    """Where a university's keys are kept (`ordo.tenancy.keys` is one)."""

    def private_key(self, purpose: str) -> bytes:
        """The 32 raw bytes of the Ed25519 key in force."""

    def public_keys(self, purpose: str) -> Mapping[str, bytes]:
        """Raw public keys by key id, retired ones too."""


class ProblemCode(StrEnum):
    """Why a text is not accepted."""

    NOT_A_DOCUMENT = "not_a_document"
    DAMAGED = "damaged"
    UNKNOWN_KEY = "unknown_key"
    FORGED = "forged"


@dataclass(frozen=True)
class Problem:
    """A refusal; `key_id` is what the text claims, where it could be read."""

    code: ProblemCode
    key_id: str = ""


@dataclass(frozen=True)
class Verified:
    """A payload whose signature holds, and the key that made it."""

    payload: Mapping[str, object]
    key_id: str


class _Damaged(ValueError):
    """The message does not have the form described above."""


def generate() -> bytes:
    """A fresh private key, 32 raw bytes."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_of(private: bytes) -> bytes:
    """The raw public key that belongs to a raw private key."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def key_id(public: bytes) -> str:
    """16 hexadecimal digits: the first 8 bytes of the SHA-256 of the public key."""
    return hashlib.sha256(public).hexdigest()[:16]


def pem(public: bytes) -> str:
    """The public key as PEM, for those who check with their own programs."""
    key = Ed25519PublicKey.from_public_bytes(public)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def sign(payload: Mapping[str, object], key: bytes) -> str:
    """The signed text of a payload; `key` is a raw private key. Values: text, numbers, bytes, lists, maps."""
    protected = cbor2.dumps(
        {_ALGORITHM: _EDDSA, _KEY_ID: bytes.fromhex(key_id(public_of(key)))}, canonical=True
    )
    body = cbor2.dumps(dict(payload), canonical=True)
    signature = Ed25519PrivateKey.from_private_bytes(key).sign(_to_be_signed(protected, body))
    message = cbor2.dumps(cbor2.CBORTag(_SIGN1, [protected, {}, body, signature]))
    code: bytes = base45.b45encode(zlib.compress(message, 9))
    return PREFIX + code.decode()


def verify(text: str, public_keys: Mapping[str, bytes]) -> Verified | Problem:
    """Check a scanned or pasted text against the keys, by key id. Never raises for what people paste."""
    code = extract(text)
    if code is None:
        return Problem(ProblemCode.NOT_A_DOCUMENT)
    try:
        protected, body, signature = _open(code)
        kid = _claimed_key(protected)
    except _Damaged:
        return Problem(ProblemCode.DAMAGED)
    public = public_keys.get(kid)
    if public is None:
        return Problem(ProblemCode.UNKNOWN_KEY, kid)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _to_be_signed(protected, body))
        return Verified(_payload(body), kid)
    except InvalidSignature:
        return Problem(ProblemCode.FORGED, kid)
    except _Damaged:
        return Problem(ProblemCode.DAMAGED, kid)


def with_address(address: str, text: str) -> str:
    """One text for one code: a phone opens the check page, a verifier reads the signature behind the '#' offline.

    The fragment never travels to the server. Only '%' and the space of base45 are not allowed in one (RFC 3986).
    """
    return f"{address}#{quote(text, safe='$*+-./:')}"


def extract(text: str) -> str | None:
    """The signed text out of what was scanned: as such, or behind the '#' of a check address; None if there is none."""
    stripped = text.strip("\r\n\t")
    if "#" in stripped:
        stripped = unquote(stripped.partition("#")[2])
    plain = stripped.lstrip(" ")
    return plain if plain.startswith(PREFIX) and len(plain) <= LONGEST_TEXT else None


def _to_be_signed(protected: bytes, body: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", body])


def _open(text: str) -> tuple[bytes, bytes, bytes]:
    """Unpack to (protected, payload, signature), all still bytes."""
    try:
        unpacker = zlib.decompressobj()
        message = unpacker.decompress(base45.b45decode(text.removeprefix(PREFIX)), LONGEST_MESSAGE)
    except (ValueError, zlib.error) as error:
        raise _Damaged from error
    if not unpacker.eof or unpacker.unused_data:
        raise _Damaged
    tagged = _loads(message)
    if not isinstance(tagged, cbor2.CBORTag) or tagged.tag != _SIGN1:
        raise _Damaged
    match tagged.value:
        case [bytes() as protected, unprotected, bytes() as body, bytes() as signature]:
            if isinstance(unprotected, Mapping) and not unprotected and len(signature) == 64:
                return protected, body, signature
    raise _Damaged


def _claimed_key(protected: bytes) -> str:
    match _loads(protected):
        case {1: -8, 4: bytes() as kid} if len(kid) == 8:
            return kid.hex()
    raise _Damaged


def _payload(body: bytes) -> dict[str, object]:
    value = _loads(body)
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value):
        raise _Damaged
    return value


def _loads(data: bytes) -> object:
    """CBOR of people we do not know: shallow, of known length, no key twice."""
    try:
        value: object = cbor2.loads(
            data, max_depth=6, allow_indefinite=False, allow_duplicate_keys=False, semantic_decoders={}
        )
    except (cbor2.CBORError, ValueError, RecursionError, OverflowError) as error:
        raise _Damaged from error
    return value
