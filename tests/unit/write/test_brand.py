"""brand.yaml: what it gives, what a city and a year change, and what is refused with what to do."""

import io
from functools import cache

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import Image

from rapor.ground.errors import DataRejected
from rapor.write.brand import HOUSE, read_brand
from rapor.write.colours import NIGHT, PAPER, TEXT_CONTRAST, contrast, mixed, readable
from rapor.write.fonts import FAMILY, LETTERS, SIGN_FAMILY, families, path, set_in, width
from rapor.write.html import in_brand
from rapor.write.pdf import picture as picture_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'


@pytest.fixture
def project(home):
    """The made-up city's project, and a way to write files of a brand into it."""
    home.reference.mkdir(parents=True, exist_ok=True)

    def write(text, folder=None, **files):
        folder = folder or home.reference
        (folder / "brand.yaml").write_text(text)
        for name, content in files.items():
            (folder / name.replace("_", ".")).write_bytes(content)
        return home

    return write


def picture(wide, high, kind="PNG"):
    out = io.BytesIO()
    Image.new("RGB", (wide, high), "#336699").save(out, kind)
    return out.getvalue()


@cache
def firm_font(family="Firma", without="≥", mark=0):
    """A small font with a name of its own, made of the one that matplotlib carries."""
    options = subset.Options(name_IDs=[1, 2, 4, 6], layout_features=[], hinting=False)
    options.drop_tables += ["FFTM"]
    font = TTFont(path("DejaVuSerif.ttf"))
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    for table in font["cmap"].tables:
        table.cmap = {code: name for code, name in table.cmap.items() if chr(code) not in without}
    for number in (1, 4, 6):
        font["name"].setName(family, number, 3, 1, 0x409)
        font["name"].setName(family, number, 1, 0, 0)
    font["OS/2"].fsType = mark
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


FONTS = "font_files: {regular: a.ttf, bold: b.ttf}\n"


def problems(home, *of):
    with pytest.raises(DataRejected) as raised:
        read_brand(home, *of)
    return "\n".join(map(str, raised.value.problems))


def test_without_a_file_it_is_the_house(home):
    assert read_brand(home, "kota-contoh", "2023") == HOUSE
    assert not HOUSE.is_given


def test_a_city_and_a_year_change_what_they_name_and_nothing_else(project, home):
    project("name: PT Uji\nstate: draft\nletter: '1'\n")
    city = home.raw("kota-contoh")
    city.mkdir(parents=True, exist_ok=True)
    project("letter: '2'\nyears:\n  '2023': {letter: '3', state: final}\n", city)
    shown = {
        year: (one.name, one.letter, one.state)
        for year in ("2022", "2023")
        for one in [read_brand(home, "kota-contoh", year)]
    }
    assert shown == {"2022": ("PT Uji", "2", "draft"), "2023": ("PT Uji", "3", "final")}
    assert read_brand(home).letter == "1"


def test_colours_follow_from_the_accent(project):
    brand = read_brand(project("colours: {accent: '#7A1F3D'}\n"))
    assert brand.accent == "#7a1f3d"
    assert brand.second == mixed("#7a1f3d", PAPER, 0.5)
    assert contrast("#1b2226", brand.tint) > TEXT_CONTRAST


@pytest.mark.parametrize("ground", [PAPER, NIGHT])
@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#0b5563", "#ffcc00", "#7a1f3d"])
def test_a_colour_can_be_made_readable_on_any_ground(colour, ground):
    assert contrast(readable(colour, ground), ground) >= TEXT_CONTRAST


def test_the_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo_png", picture(300, 100)),
        ("logo_jpg", picture(300, 100, "JPEG")),
        ("logo_svg", SVG.format("<circle r='5'/>").encode()),
    ],
)
def test_a_logo_is_a_picture_of_three_kinds(project, name, content):
    brand = read_brand(project(f"logo: {name.replace('_', '.')}\n", **{name: content}))
    assert brand.logo.breadth == pytest.approx(3 if "svg" not in name else 2)
    assert brand.logo.picture[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0")


WRONG = {
    "a colour too pale": ("colours: {accent: '#9fc5e8'}\n", {}, "contrast of 1.8 : 1"),
    "a misspelt field": ("nmae: X\n", {}, "the nearest is 'name'"),
    "a sign that no typeface has": ("author: Konsultan 中\n", {}, "write it without 中 (U+4E2D)"),
    "a state that is none": ("state: drfat\n", {}, "the nearest is 'draft'"),
    "a logo elsewhere": ("logo: ../logo.png\n", {}, "beside this one"),
    "no logo": ("logo: logo.png\n", {}, "cannot be read"),
    "a small logo": ("logo: logo.png\n", {"logo_png": picture(60, 40)}, "60 x 40 pixels"),
    "a strip": ("logo: logo.png\n", {"logo_png": picture(2000, 100)}, "more compact"),
    "no picture": ("logo: logo.png\n", {"logo_png": b"bukan"}, "is no PNG picture"),
    "another kind": ("logo: logo.png\n", {"logo_png": picture(300, 99, "JPEG")}, "is no PNG"),
    "a script": ("logo: a.svg\n", {"a_svg": SVG.format("<script/>").encode()}, "<script>"),
    "an event": ("logo: a.svg\n", {"a_svg": SVG.format("<g onload='x'/>").encode()}, "script"),
    "a far picture": (
        "logo: a.svg\n",
        {"a_svg": SVG.format("<g fill=\"url('http://x.example/a')\"/>").encode()},
        "from elsewhere",
    ),
    "letters": ("logo: a.svg\n", {"a_svg": SVG.format("<text>A</text>").encode()}, "letters"),
    "no size": ("logo: a.svg\n", {"a_svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>'}, "size"),
    "a font elsewhere": (FONTS.replace("a.ttf", "../a.ttf"), {}, "beside this one"),
    "no bold face": ("font_files: {regular: a.ttf}\n", {}, "bold"),
    "no font": (FONTS, {"a_ttf": b"bukan", "b_ttf": firm_font()}, "no font"),
    "no file": (FONTS, {"a_ttf": firm_font()}, "cannot be read"),
    "two families": (FONTS, {"a_ttf": firm_font(), "b_ttf": firm_font("Lain")}, "two families"),
    "few letters": (FONTS, {"a_ttf": firm_font(without="aZ"), "b_ttf": firm_font()}, "no Z a"),
    "a licence that forbids": (
        FONTS,
        {"a_ttf": firm_font(), "b_ttf": firm_font(mark=2)},
        "forbids to put it into documents",
    ),
    "an entity": ("logo: a.svg\n", {"a_svg": b"<!DOCTYPE a [<!ENTITY b 'c'>]><svg/>"}, "declares"),
}


def test_a_brand_s_own_family_is_measured_drawn_and_put_into_the_page(project):
    brand = read_brand(project(FONTS, a_ttf=firm_font(), b_ttf=firm_font()))
    own = brand.typeface
    assert (brand.font, own.family, families()) == ("Firma", "Firma", (FAMILY, SIGN_FAMILY))
    ours = width("Indeks"), for_page(HOUSE)
    with set_in(own):
        assert families() == ("Firma", FAMILY, SIGN_FAMILY)
        assert width("Indeks") > ours[0]
    assert (width("Indeks"), for_page(HOUSE)) == ours
    assert for_page(brand).count("@font-face") == 2
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">'
        "<text y='15' style=\"font: 12px 'Firma', 'Fira Sans'\">Indeks</text></svg>"
    )
    assert picture_of(svg, 72, own) != picture_of(svg, 72)


def for_page(brand):
    return in_brand(brand, "DRAF")


def test_signs_that_a_brand_s_family_lacks_are_told(project):
    brand = read_brand(project(FONTS, a_ttf=firm_font(), b_ttf=firm_font()))
    assert brand.typeface_told == "brand.yaml: Firma has no ≥: Fira Sans is used for them"
    brand = read_brand(project(FONTS, a_ttf=firm_font(without=""), b_ttf=firm_font(without="")))
    assert not brand.typeface_told


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_what_to_do(project, case):
    text, files, told = WRONG[case]
    assert told in problems(project(text, **files))


def test_everything_wrong_is_told_together(project):
    told = problems(project("nmae: X\ncolours: {accent: blue}\nstate: x\n"))
    assert all(part in told for part in ("nmae", "accent", "state"))
