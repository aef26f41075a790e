"""The dashboard in a real browser: open, wait until all is drawn, act, read."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit

# Counts the runs of the script that ended, by what the server says: a page may never be drawn as running when it is
# short. Only the outermost fields of a message are read; 6 is `script_finished`, 2 an end for the sake of another run.
COUNTS_RUNS = """
window.__runs = 0;
const ends = data => {
  const bytes = new Uint8Array(data);
  let at = 0;
  const number = () => {
    for (let found = 0, factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      found += (byte & 127) * factor;
      if (byte < 128) return found;
    }
  };
  while (at < bytes.length) {
    const key = number(), value = number();
    if (key === 6 << 3) return value !== 2;
    if (key & 7) at += value;
  }
  return false;
};
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', told => { if (ends(told.data)) window.__runs++; });
  }
};
"""
SETTLED = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  return app && app.getAttribute('data-test-script-state') === 'notRunning'
    && document.querySelector('.page-head h1')
    && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
    && [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(e => e.querySelector('.main-svg text'));
}"""
# Plotly writes the words of a figure a moment after its frame, and on a busy machine one figure long after another:
# every figure must have words (SETTLED), and nothing may change for three looks in a row.
STILL = """() => {
  const words = [...document.querySelectorAll('.js-plotly-plot svg text')].map(t => t.textContent).join('|');
  const now = words + document.body.innerText;
  window.__looks = window.__before === now ? (window.__looks || 0) + 1 : 0;
  window.__before = now;
  return window.__looks >= 2;
}"""
# Corners of turned labels, so that slanting ticks are measured as they stand.
OVERLAPPING_TICKS = """() => {
  const corners = t => {
    const b = t.getBBox(), m = t.getScreenCTM();
    return [[b.x, b.y], [b.x + b.width, b.y], [b.x + b.width, b.y + b.height], [b.x, b.y + b.height]]
      .map(([x, y]) => [m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f]);
  };
  const apart = (p, q) => [p, q].some(r => [0, 1].some(i => {
    const [dx, dy] = [r[i + 1][0] - r[i][0], r[i + 1][1] - r[i][1]], n = [-dy, dx];
    const on = s => s.map(([x, y]) => x * n[0] + y * n[1]);
    const length = Math.hypot(...n) || 1, [a, b] = [on(p), on(q)];
    return Math.max(...a) <= Math.min(...b) + length || Math.max(...b) <= Math.min(...a) + length;
  }));
  const found = [];
  for (const plot of document.querySelectorAll('.js-plotly-plot')) {
    const texts = [...plot.querySelectorAll('[class*="xaxislayer"] text')].filter(t => t.textContent.trim());
    const boxes = texts.map(corners);
    for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++)
      if (!apart(boxes[i], boxes[j])) found.push(texts[i].textContent + ' | ' + texts[j].textContent);
  }
  return found;
}"""
# What sticks out on the right, but for what scrolls inside a box of its own.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth, main = document.querySelector('[data-testid=stMain]');
  const scrolls = e => { for (let p = e; p && p !== main; p = p.parentElement)
    if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(p).overflowX)) return true; return false; };
  const out = [...main.querySelectorAll('*')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && box.height && box.right > width + 1 && !scrolls(e);
  }).map(e => `${e.tagName}.${e.getAttribute('class')}: ${(e.textContent || '').slice(0, 60)}`);
  return main.scrollWidth > main.clientWidth + 1 ? [`scrolls ${main.scrollWidth} > ${main.clientWidth}`, ...out] : out;
}"""
DRAWN = "() => [...document.querySelectorAll('.js-plotly-plot svg text')].map(t => t.textContent)"


class Screen:
    """One window of the browser at one dashboard."""

    def __init__(self, page, server: str):
        self.page, self.server = page, server
        page.add_init_script(COUNTS_RUNS)
        page.set_default_timeout(60_000)

    def open(self, name: str = "", **address: str) -> "Screen":
        """A page by its name with filters in the address (`from_` is `from`)."""
        given = urlencode({k.rstrip("_"): v for k, v in address.items()})
        self.page.goto(f"{self.server}/{name}?{given}")
        return self.settle()

    def settle(self) -> "Screen":
        """Wait until the script has run and all figures are drawn."""
        self.page.wait_for_function(SETTLED)
        self.page.evaluate("window.__before = null")
        self.page.wait_for_function(STILL, polling=200)
        return self

    def act(self, action: Callable[[], object]) -> "Screen":
        """Do what makes the script run again, and wait for the end of it."""
        before = self.page.evaluate("window.__runs")
        action()
        self.page.wait_for_function("n => window.__runs > n", arg=before)
        return self.settle()

    def resize(self, width: int, height: int) -> "Screen":
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_timeout(500)  # figures redraw without a run of the script
        return self.settle()

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def address(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.page.url).query))

    @property
    def heading(self) -> str:
        return self.page.locator(".page-head h1").inner_text()

    @property
    def text(self) -> str:
        """What can be read: the page's text and the words in its figures."""
        return "\n".join([self.page.locator("body").inner_text(), *self.page.evaluate(DRAWN)])

    @property
    def cards(self) -> str:
        """What the cards say, words in figures included."""
        told = self.page.locator("[class*='st-key-card_']").all_inner_texts()
        return "\n".join([*told, *self.page.evaluate(DRAWN)])

    def fold(self, nth: int = 0):
        """The summary of a card's fold with its table."""
        return self.page.locator("[class*='st-key-card_'] [data-testid=stExpander] summary").nth(nth)

    def choose(self, label: str, option: str, typed: str = "") -> "Screen":
        """Pick an option of a select box of the bar, by typing if `typed` is given."""

        def pick():
            box = self.page.get_by_role("combobox", name=label)
            box.scroll_into_view_if_needed()
            box.click()
            if typed:
                self.page.keyboard.type(typed)
            self.page.get_by_role("option", name=option).first.click()

        return self.act(pick)
