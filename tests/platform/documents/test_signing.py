"""Offline signatures: what is signed verifies, whatever else comes is refused by name and never by a crash."""

import zlib

import base45
import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from ordo.documents import signing
from ordo.documents.signing import PREFIX, Problem, ProblemCode, Verified

KEY = bytes(range(32))
PUBLIC = signing.public_of(KEY)
KEYS = {signing.key_id(PUBLIC): PUBLIC}
PAYLOAD: dict[str, object] = {
    "u": "nsu",
    "k": "grade_sheet",
    "n": "2026-00123",
    "t": 1_781_250_120,
    "h": b"\x01" * 32,
    "f": [["Дисциплина", "Математикалык анализ"], ["Тайпа", "МАТ-21"]],
}
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=20) | st.binary(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


def wrap(message: object) -> str:
    """A text of the right outer form around any CBOR value."""
    code: bytes = base45.b45encode(zlib.compress(cbor2.dumps(message)))
    return PREFIX + code.decode()


def code_of(answer: Verified | Problem) -> ProblemCode:
    """The problem's code; fails for an accepted text."""
    assert isinstance(answer, Problem)
    return answer.code


@given(st.dictionaries(st.text(max_size=8), values, max_size=5))
def test_what_is_signed_verifies_and_comes_back_unchanged(payload: dict[str, object]) -> None:
    assert signing.verify(signing.sign(payload, KEY), KEYS) == Verified(payload, signing.key_id(PUBLIC))


def test_the_message_is_a_cose_sign1_that_any_library_can_check() -> None:
    text = signing.sign(PAYLOAD, KEY)
    message = cbor2.loads(zlib.decompress(base45.b45decode(text.removeprefix("ORDO1:"))))
    protected, unprotected, body, signature = message.value
    assert (message.tag, unprotected) == (18, {})
    assert cbor2.loads(protected) == {1: -8, 4: bytes.fromhex(signing.key_id(PUBLIC))}
    assert cbor2.loads(body) == PAYLOAD
    signed = cbor2.dumps(["Signature1", protected, b"", body])
    Ed25519PublicKey.from_public_bytes(PUBLIC).verify(signature, signed)


@given(st.integers(0, 400), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"))
def test_one_changed_sign_is_always_refused(place: int, sign: str) -> None:
    text = signing.sign(PAYLOAD, KEY)
    place = place % len(text)
    changed = text[:place] + sign + text[place + 1 :]
    if changed != text:
        assert isinstance(signing.verify(changed, KEYS), Problem)


def test_a_forged_payload_under_a_real_key_id_is_told_as_forged() -> None:
    mine = signing.sign(PAYLOAD, KEY)
    message = cbor2.loads(zlib.decompress(base45.b45decode(mine.removeprefix(PREFIX))))
    protected, unprotected, _, signature = message.value
    better = cbor2.dumps({**PAYLOAD, "n": "2026-00124"}, canonical=True)
    forged = wrap(cbor2.CBORTag(18, [protected, unprotected, better, signature]))
    assert signing.verify(forged, KEYS) == Problem(ProblemCode.FORGED, signing.key_id(PUBLIC))


def test_a_key_of_another_university_is_unknown_here() -> None:
    foreign = signing.generate()
    answer = signing.verify(signing.sign(PAYLOAD, foreign), KEYS)
    assert answer == Problem(ProblemCode.UNKNOWN_KEY, signing.key_id(signing.public_of(foreign)))


@pytest.mark.parametrize(
    "text", ["", " ", "https://example.kg/", "HC1:6BF", "2026-00123", PREFIX.lower() + "ABC"]
)
def test_what_is_no_signed_text_is_told_so(text: str) -> None:
    assert code_of(signing.verify(text, KEYS)) is ProblemCode.NOT_A_DOCUMENT


@pytest.mark.parametrize(
    "message",
    [
        1,
        [1, 2],
        {"a": 1},
        cbor2.CBORTag(17, [b"", {}, b"", b""]),
        cbor2.CBORTag(18, [b"", {}, b""]),
        cbor2.CBORTag(18, [b"\xa1\x01\x26", {}, b"", b"x" * 64]),
        cbor2.CBORTag(18, [b"", {1: 2}, b"", b"x" * 64]),
        cbor2.CBORTag(18, [cbor2.dumps({1: -7, 4: b"12345678"}), {}, b"", b"x" * 64]),
        cbor2.CBORTag(18, [[[[[[[[[[1]]]]]]]]], {}, b"", b"x" * 64]),
    ],
)
def test_messages_of_another_form_are_damaged(message: object) -> None:
    assert code_of(signing.verify(wrap(message), KEYS)) is ProblemCode.DAMAGED


def test_a_bomb_is_not_unpacked() -> None:
    bomb = PREFIX + base45.b45encode(zlib.compress(b"\x00" * 2_000_000, 9)).decode()
    assert len(bomb) < 4_296
    assert code_of(signing.verify(bomb, KEYS)) is ProblemCode.DAMAGED
    assert code_of(signing.verify(PREFIX + "0" * 5_000, KEYS)) is ProblemCode.NOT_A_DOCUMENT


@given(st.text(max_size=80), st.booleans())
def test_no_pasted_text_crashes_the_check(text: str, prefixed: bool) -> None:
    assert isinstance(signing.verify(PREFIX + text if prefixed else text, KEYS), Problem)


def test_one_code_opens_the_page_and_verifies_offline() -> None:
    text = signing.sign(PAYLOAD, KEY)
    address = signing.with_address("https://nsu.example.kg/verify/q3nT0rVJx2ab9Qd0pLmZ8w/", text)
    assert " " not in address
    assert address.partition("#")[0] == "https://nsu.example.kg/verify/q3nT0rVJx2ab9Qd0pLmZ8w/"
    assert signing.verify(address, KEYS) == signing.verify(text, KEYS)
    assert signing.verify(f"{address}\r\n", KEYS) == signing.verify(text, KEYS)


def test_an_old_text_verifies_after_the_key_was_changed() -> None:
    new = signing.public_of(signing.generate())
    assert isinstance(
        signing.verify(signing.sign(PAYLOAD, KEY), {**KEYS, signing.key_id(new): new}), Verified
    )


def test_the_form_of_the_text_never_changes() -> None:
    """Printed papers live for decades: this text was made by the first version and must verify for ever."""
    printed = signing.sign({"n": "1"}, KEY)
    assert printed == FIRST_PRINTED
    assert signing.verify(FIRST_PRINTED, KEYS) == Verified({"n": "1"}, "56475aa75463474c")


def test_keys_are_told_apart_by_eight_bytes_of_their_digest() -> None:
    assert signing.key_id(PUBLIC) == "56475aa75463474c"
    assert len(signing.generate()) == 32
    assert signing.generate() != signing.generate()
    assert signing.pem(PUBLIC).startswith("-----BEGIN PUBLIC KEY-----")


FIRST_PRINTED = (
    "ORDO1:NCFU70V30FFWTWGSLK/-4N69-09-6LZOC-U95 8CEC-CC27B-JLIRO+IO/*AJ33HAUVDJN-OS+BFAM%P2BGQ"
    "1UK1/4HCR.UE$R7*IOXRD.EP/Z1ST93CB51AZML3VJL%K-STF6IOU0RFD63H$JHY$4"
)
