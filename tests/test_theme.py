"""The look: colours that every eye can part, words that can be read, marks by language."""

import itertools
import math
import tomllib
from pathlib import Path

import plotly.graph_objects as go
import plotly.io as pio
import pytest

from charts import theme
from labels import Labels, languages

VI = Labels("vi")
CONFIG = Path(__file__).parents[1] / ".streamlit" / "config.toml"
# Machado, Oliveira and Fernandes (2009), severity 1, on linear sRGB.
EYES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# One CIEDE2000 is just visible side by side; ten still tells a bar from a legend swatch apart.
APART = 10
# Steps of a scale lie in order and carry numbers, so a visible step is enough.
STEP = 7


def linear(colour: str) -> tuple[float, ...]:
    values = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)


def luminance(colour: str) -> float:
    return sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, eye: str) -> tuple[float, float, float]:
    """CIELAB (D65) of a colour as that eye sees it."""
    rgb = linear(colour)
    r, g, b = (min(1, max(0, sum(m * v for m, v in zip(row, rgb, strict=True)))) for row in EYES[eye])
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def ciede2000(one: tuple, other: tuple) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    c7 = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * math.sqrt(c7 / (c7 + 25**7))
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    waves = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    t = 1 + sum(k * math.cos(math.radians(n * hue + shift)) for k, n, shift in waves)
    dl = (l2 - l1) / (1 + 0.015 * (lightness - 50) ** 2 / math.sqrt(20 + (lightness - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * chroma * t)
    bend = math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2)))
    twist = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * math.sin(bend)
    return math.sqrt(dl**2 + dc**2 + dh**2 + twist * dc * dh)


def distance(one: str, other: str, eye: str) -> float:
    return ciede2000(seen(one, eye), seen(other, eye))


def test_ciede2000_gives_the_published_values():
    # Sharma, Wu and Dalal (2005), pairs 1, 7 and 17.
    for one, other, value in [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ]:
        assert ciede2000(one, other) == pytest.approx(value, abs=1e-4)


TOGETHER = {
    "categories": (*theme.CATEGORIES, theme.OTHER, theme.PARTY_RED, theme.MISSING),
    "outcomes": (*theme.OUTCOMES.values(), theme.MISSING),
    "attainment": (*theme.ATTAINMENT.values(), theme.MISSING),
    "quota": (theme.ADMITTED, theme.QUOTA, theme.MISSING),
    "changes": (theme.INCREASE, theme.DECREASE, theme.MISSING),
}


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("colours", TOGETHER.values(), ids=TOGETHER)
def test_colours_of_one_figure_differ_for_every_eye(colours, eye):
    near = {
        pair: round(distance(*pair, eye), 1)
        for pair in itertools.combinations(colours, 2)
        if distance(*pair, eye) < APART
    }
    assert near == {}


@pytest.mark.parametrize("eye", EYES)
def test_the_scale_has_visible_steps(eye):
    assert min(distance(*pair, eye) for pair in itertools.pairwise(theme.SEQUENTIAL)) > STEP


def test_lightness_of_the_scale_runs_one_way():
    sequence = [luminance(colour) for colour in theme.SEQUENTIAL]
    assert sequence == sorted(sequence, reverse=True)


PAGES = {
    "party_light": (theme.LIGHT_PAPER, theme.LIGHT_INK, theme.LIGHT_MUTED),
    "party_dark": (theme.DARK_PAPER, theme.DARK_INK, theme.DARK_MUTED),
}


@pytest.mark.parametrize("name", PAGES)
def test_text_and_marks_stand_out_from_the_page(name):
    paper, ink, muted = PAGES[name]
    layout = pio.templates[name].layout
    assert (layout.paper_bgcolor, layout.font.color) == (paper, ink)
    assert layout.xaxis.tickfont.color == layout.legend.font.color == muted
    assert min(contrast(ink, paper), contrast(muted, paper)) >= 4.5
    marks = {*theme.CATEGORICAL, *theme.MEANINGS.values()}
    assert [mark for mark in marks if contrast(mark, paper) < 3] == []


def test_words_inside_a_bar_can_be_read():
    for mark in {*theme.CATEGORICAL, *theme.MEANINGS.values()}:
        assert contrast(mark, "#000000" if mark in theme.PALE else "#ffffff") >= 4.5
    pieces = [theme.bar(y=[1], marker={"color": colour}) for colour in (theme.LILAC, theme.BLUE)]
    stack = theme.figure(*map(theme.number_inside, pieces), say=VI, barmode="stack")
    assert [bar.textposition for bar in stack.data] == ["inside"] * 2
    assert [bar.insidetextfont.color for bar in stack.data] == ["#000000", "#ffffff"]
    assert "textposition" not in pieces[0]


def test_red_is_kept_for_meaning():
    assert theme.PARTY_RED not in theme.CATEGORICAL
    red = [code for code, colour in theme.MEANINGS.items() if colour == theme.PARTY_RED]
    assert red == ["below", "khai_tru"]


def test_streamlit_shows_the_same_colours():
    settings = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
    assert settings["chartCategoricalColors"] == list(theme.CATEGORICAL)
    assert len(theme.CATEGORICAL) >= 10
    for mode, name in (("light", "party_light"), ("dark", "party_dark")):
        paper, ink, _ = PAGES[name]
        page = settings[mode]
        assert (page["backgroundColor"], page["textColor"]) == (paper, ink)
        assert contrast(ink, page["secondaryBackgroundColor"]) >= 4.5
        assert contrast(page["primaryColor"], page["secondaryBackgroundColor"]) >= 3
        assert contrast(page["primaryColor"], "#ffffff") >= 4.5  # the words on a button


@pytest.mark.parametrize(("lang", "marks"), [("vi", ",."), ("en", ".,")])
def test_a_figure_carries_the_marks_of_its_language(lang, marks):
    fig = theme.dress(theme.figure(theme.bar(x=["2023"], y=[1239]), say=Labels(lang), height=300), dark=False)
    assert fig.layout.separators == marks
    assert fig.layout.height == 300
    for axis in (fig.layout.template.layout.xaxis, fig.layout.template.layout.yaxis):
        assert axis.tickformat.startswith(",") and axis.hoverformat.startswith(",")
    # Else the text "2023" is read as a number and drawn 2.023.
    assert fig.layout.template.layout.autotypenumbers == "strict"
    assert go.Figure(fig.to_dict()) == fig


@pytest.mark.parametrize(("dark", "paper"), [(False, theme.LIGHT_PAPER), (True, theme.DARK_PAPER)])
def test_dress_changes_nothing_but_the_template(dark, paper):
    fig = theme.figure(theme.bar(y=[1], marker={"color": theme.ADMITTED}), say=VI)
    before = fig.to_dict()
    dressed = theme.dress(fig, dark).to_dict()
    assert dressed["layout"].pop("template")["layout"]["paper_bgcolor"] == paper
    before["layout"].pop("template", None)
    assert dressed == before


def test_category_colours_keep_meanings_and_never_repeat_a_hue():
    assert theme.category_colours(["a", "khai_tru", "b", "a"]) == [
        theme.BLUE,
        theme.PARTY_RED,
        theme.ORANGE,
        theme.BLUE,
    ]
    with_warning = theme.category_colours(["a", "canh_cao", "b"])
    assert len(set(with_warning)) == 3
    many = theme.category_colours([f"c{n}" for n in range(10)])
    assert many[7:] == [theme.OTHER] * 3 and len(set(many[:7])) == 7


def test_partial_bars_are_hatched():
    pattern = theme.partial_pattern([False, True])
    fig = theme.figure(theme.bar(y=[1, 2], marker={"pattern": pattern}), say=VI)
    assert fig.data[0].marker.pattern.shape == ("", "/")


@pytest.mark.parametrize("lang", languages())
def test_plotly_config_is_complete_and_stays_at_home(lang):
    config = theme.plotly_config(Labels(lang))
    inline = config["locales"][config["locale"]]
    assert [len(inline["format"][k]) for k in ("months", "shortMonths", "days", "shortDays")] == [
        12,
        12,
        7,
        7,
    ]
    assert config["displaylogo"] is config["showSendToCloud"] is False
    assert config["toImageButtonOptions"]["scale"] == 2
    assert "http" not in str(config)


def test_vietnamese_modebar_has_no_english():
    dictionary = theme.plotly_config(VI)["locales"]["vi"]["dictionary"]
    assert [key for key, word in dictionary.items() if key == word] == []
    assert dictionary["Download plot as a PNG"] == "Tải hình PNG"
