"""The typesetter: people's text stays text, one compiler serves many threads, the fonts draw what they promise."""

import json
import resource
from datetime import UTC, datetime
from multiprocessing.pool import ThreadPool
from pathlib import Path

import pytest
import typst

from ordo.documents import typesetting
from ordo.documents.typesetting import FONTS, MISSING, PACKAGES, TypesettingError, covered, printable, render

MOMENT = datetime(2026, 6, 12, 10, 42, tzinfo=UTC)
TEMPLATE = """
#import "@local/ordo:1.0.0": *
#show: paper.with(title: data.title, lang: "ky")
#heading(level: 1, data.title)
#for row in data.rows { par(row) }
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A template of a module, outside the shipped ones."""
    path = tmp_path / "slip.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def shown(path: Path, data: dict[str, object]) -> str:
    """Every text the document contains, as the typesetter itself reports it."""
    found = typst.query(
        path,
        "par",
        root=path.parent,
        font_paths=[FONTS],
        package_path=PACKAGES,
        sys_inputs={"data": json.dumps(data)},
    )
    return "\n".join(item["body"]["text"] for item in json.loads(found))


def test_a_document_is_pdf_a_pdf_ua_and_tagged_in_its_language(template: Path) -> None:
    pdf = render(template, {"title": "Ведомость № 1", "rows": ["ңөү"]}, created=MOMENT)
    assert pdf.startswith(b"%PDF-1.7")
    for claim in (b"pdfaid:part>2<", b"pdfaid:conformance>A<", b"pdfuaid:part>1<"):
        assert claim in pdf
    assert "Ведомость № 1".encode() in pdf
    assert b"/Lang(ky" in pdf.replace(b"/Lang (", b"/Lang(")


@pytest.mark.parametrize(
    "text",
    [
        "#panic()",
        "*bold* _i_ $x^2$",
        '#import "/etc/passwd"',
        "#sys.inputs",
        "</script>",
        "\\ \\n `code` @ref <a>",
    ],
)
def test_text_of_people_is_never_read_as_markup(template: Path, text: str) -> None:
    assert shown(template, {"title": "x", "rows": [text]}) == text
    assert render(template, {"title": text, "rows": [text]}).startswith(b"%PDF")


def test_the_same_data_and_moment_give_the_same_bytes(template: Path) -> None:
    data = {"title": "Маалымкат", "rows": ["бир", "эки"]}
    assert render(template, data, created=MOMENT) == render(template, data, created=MOMENT)
    assert render(template, data, created=MOMENT) != render(template, data | {"rows": ["үч"]}, created=MOMENT)


def test_a_kept_compiler_alone_refuses_a_second_thread(template: Path) -> None:
    """Shows that the lock is needed: without it the race exists."""
    compiler = typst.Compiler(template, root=template.parent, font_paths=[FONTS], package_path=PACKAGES)
    failures: list[BaseException] = []

    def work(_: int) -> None:
        for number in range(40):
            data = json.dumps({"title": "x", "rows": [str(number)] * 60})
            try:
                compiler.compile(format="pdf", sys_inputs={"data": data})
            except RuntimeError as error:
                failures.append(error)

    with ThreadPool(4) as pool:
        pool.map(work, range(4), chunksize=1)
    assert failures


def test_many_threads_each_get_their_own_document(template: Path) -> None:
    wrong: list[str] = []

    def work(name: str) -> None:
        for number in range(15):
            title = f"{name}-{number}-{name}"
            if title.encode() not in render(template, {"title": title, "rows": [title] * 60}):
                wrong.append(title)

    with ThreadPool(4) as pool:
        pool.map(work, ["aigul", "bakyt", "cholpon", "daniyar"], chunksize=1)
    assert wrong == []


def test_a_changed_template_is_read_again(template: Path) -> None:
    before = render(template, {"title": "x", "rows": ["a"]}, created=MOMENT)
    template.write_text(TEMPLATE.replace("par(row)", "par(row + row)"), encoding="utf-8")
    assert render(template, {"title": "x", "rows": ["a"]}, created=MOMENT) != before


def test_memory_stays_flat_over_hundreds_of_documents(template: Path) -> None:
    def some(first: int) -> int:
        for number in range(first, first + 150):
            render(template, {"title": str(number), "rows": [f"{number} {row}" for row in range(60)]})
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    warm = some(0)
    assert some(1_000) - warm < 20_000  # kilobytes


@pytest.mark.parametrize("face", ["serif", "sans"])
@pytest.mark.parametrize("style", ["", 'weight: "bold"', 'style: "italic"'])
def test_every_covered_character_has_a_glyph_in_every_face(tmp_path: Path, face: str, style: str) -> None:
    path = tmp_path / f"all_{face}.typ"
    path.write_text(
        f'#import "@local/ordo:1.0.0": *\n#show: paper.with(title: "all", faces: {face})\n'
        f"#text({style})[#data.all]\n",
        encoding="utf-8",
    )
    assert render(path, {"all": " ".join(sorted(covered()))}).startswith(b"%PDF")


def test_kyrgyz_letters_and_the_signs_of_forms_are_covered() -> None:
    assert set("ңөүҢӨҮ№«»—–₽…ёЁ≤≥✓□") <= covered()


def test_what_no_font_draws_is_shown_as_a_box_and_does_not_stop_the_document(template: Path) -> None:
    assert printable("李 Айгүл") == f"{MISSING} Айгүл"
    assert render(template, {"title": "李", "rows": ["😀 \x00\ud800"]}).startswith(b"%PDF")


def test_letters_that_turn_the_reading_direction_are_dropped() -> None:
    assert printable("100\u202e001\u200b\x07") == "100001"
    assert printable("и\u0306") == "й"
    assert printable("a\tb\r") == "a b "


def test_a_fault_of_the_template_is_told_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "broken.typ"
    path.write_text("#missing()", encoding="utf-8")
    with pytest.raises(TypesettingError, match=r"broken\.typ: unknown variable"):
        render(path, {})
    with pytest.raises(TypesettingError, match=r"no template nothing\.typ"):
        render("nothing", {})


def test_only_json_values_are_taken(template: Path) -> None:
    with pytest.raises(TypeError, match="datetime"):
        render(template, {"title": "x", "rows": [MOMENT]})


def test_fonts_are_small_and_come_with_their_licence() -> None:
    fonts = sorted(typesetting.FONTS.glob("*.ttf"))
    assert len(fonts) == 7
    assert all(font.stat().st_size <= 300_000 for font in fonts)
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
