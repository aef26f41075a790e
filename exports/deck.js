// Shows the slides of a deck one by one: keys, clicks on figures, long tables cut to the screen, fitting text.
(() => {
  const FIGURES = JSON.parse(document.getElementById("figures").textContent);
  const WORDS = JSON.parse(document.getElementById("words").textContent);
  const ZOOM = 1.5, LOW = 24, MOST_PAGES = 6, PHONE = 700;
  const stage = document.getElementById("stage"), said = document.getElementById("said");
  const embedded = window.parent !== window;
  const printing = location.hash === "#print";
  let slides = [], at = 0, typed = "", typing = null;

  const phone = () => !printing && Math.min(innerWidth, screen.width || innerWidth) < PHONE;
  const visible = slide => !slide.hidden;

  // The stage is 1080 high and as wide as the screen is, between 3:2 and 16:9; less would crowd years.
  function fit() {
    document.documentElement.classList.toggle("phone", phone());
    if (phone() || printing) return;
    const aspect = Math.min(16 / 9, Math.max(3 / 2, innerWidth / innerHeight));
    const scale = Math.min(innerWidth / (1080 * aspect), innerHeight / 1080);
    stage.style.width = `${1080 * aspect}px`;
    stage.style.transform =
      `translate(${(innerWidth - 1080 * aspect * scale) / 2}px, ${(innerHeight - 1080 * scale) / 2}px) scale(${scale})`;
  }

  // Tables that are longer than the screen go on over further slides.
  function cut() {
    for (const extra of stage.querySelectorAll(".slide.further")) extra.remove();
    for (const slide of stage.querySelectorAll(".slide[data-table]")) {
      const table = slide.querySelector("table"), rows = [...table.tBodies[0].rows];
      rows.forEach(row => row.hidden = false);
      const heads = [...table.tHead.rows[0].cells];
      heads.forEach(cell => cell.style.width = "");
      table.style.tableLayout = "";
      slide.querySelector(".rest").textContent = "";
      // Measured with the longest that may stand there, so that nothing moves afterwards.
      slide.querySelector(".page").textContent = " (9/9)";
      slide.querySelector(".number").textContent = "999/999";
      if (phone()) {
        slide.querySelector(".page").textContent = "";
        continue;
      }
      const was = slide.hidden;
      slide.hidden = false;
      // Columns are as wide on every page as all rows want them.
      const widths = heads.map(cell => cell.offsetWidth / table.offsetWidth);
      heads.forEach((cell, i) => cell.style.width = `${100 * widths[i]}%`);
      table.style.tableLayout = "fixed";
      const room = slide.querySelector(".body").clientHeight - 36, head = table.tHead.offsetHeight;
      const pages = [[]];
      let used = head;
      for (const row of rows) {
        if (used + row.offsetHeight > room && pages.at(-1).length) { pages.push([]); used = head; }
        pages.at(-1).push(row);
        used += row.offsetHeight;
      }
      const shown = pages.slice(0, MOST_PAGES), told = shown.flat().length;
      const copies = shown.slice(1).map(page => {
        const copy = slide.cloneNode(true);
        copy.classList.add("further");
        copy.removeAttribute("id");
        const wanted = new Set(page.map(row => rows.indexOf(row)));
        [...copy.querySelector("table").tBodies[0].rows].forEach((row, i) => wanted.has(i) || row.remove());
        return copy;
      });
      const first = new Set(shown[0]);
      rows.forEach(row => row.hidden = !first.has(row));
      slide.after(...copies);
      const all = [slide, ...copies];
      all.forEach((page, i) => {
        page.querySelector(".page").textContent = all.length > 1 ? ` (${i + 1}/${all.length})` : "";
        page.hidden = was || i > 0;
      });
      if (told < rows.length) {
        all.at(-1).querySelector(".rest").textContent =
          WORDS.rest.replace("{shown}", told.toLocaleString(WORDS.locale)).replace("{count}", rows.length.toLocaleString(WORDS.locale));
      }
    }
    slides = [...stage.querySelectorAll(".slide")];
    slides.forEach((slide, i) => slide.querySelector(".number").textContent = `${i + 1}/${slides.length}`);
  }

  // A long finding is written smaller, never below what a hall can read.
  function fitText(slide) {
    const title = slide.querySelector("h2");
    if (!title || phone()) return;
    let size = 46;
    const most = () => parseFloat(getComputedStyle(title).lineHeight) * 2 + 4;
    title.style.fontSize = `${size}px`;
    while (size > LOW + 4 && title.scrollHeight > most()) title.style.fontSize = `${size -= 2}px`;
  }

  // On paper a hatched bar would be a picture of a megabyte: it stands as an outline of its colour instead.
  function outlined(trace) {
    const marker = trace.marker, shape = marker?.pattern?.shape;
    if (!shape) return trace;
    const count = (trace.x || trace.y).length;
    const each = (value, i) => Array.isArray(value) ? value[i] : value;
    const hatched = [...Array(count).keys()].map(i => each(shape, i) === "/");
    const colour = hatched.map((is, i) => is ? "#ffffff" : each(marker.color, i));
    const line = hatched.map((is, i) => is ? each(marker.color, i) : "#ffffff");
    return { ...trace, marker: { ...marker, pattern: {}, color: colour, line: { color: line, width: hatched.map(is => is ? 3 : 1) } } };
  }

  function draw(slide) {
    const box = slide.querySelector(".plot");
    if (!box) return;
    const told = FIGURES.figures[box.dataset.figure];
    const figure = structuredClone(told);
    if (printing) figure.data = figure.data.map(outlined);
    const zoom = phone() ? 1 : ZOOM;
    const area = box.parentElement;
    const width = area.clientWidth / zoom;
    // One bar alone would fill a whole wall.
    const height = phone() ? figure.natural : Math.min(area.clientHeight / zoom, 2 * figure.natural);
    figure.layout.template = FIGURES.look;
    if (figure.foot) figure.layout.title = { ...figure.layout.title, y: figure.foot / height };
    Object.assign(figure.layout, { width, height, autosize: false });
    box.style.transform = zoom === 1 ? "" : `scale(${zoom})`;
    const config = { ...FIGURES.config, displayModeBar: false, responsive: false };
    return Plotly.react(box, figure.data, figure.layout, config).then(() => {
      if (box.listens) return;
      box.listens = true;
      const open = event => numbers(slide, event.points[0]);
      box.on("plotly_click", open);
      box.on("plotly_treemapclick", event => { open(event); return false; });
    });
  }

  function pointed(point) {
    if (!point) return [];
    const told = point.hovertext || (typeof point.text === "string" && point.data.mode === "text" ? "" : point.text);
    const text = [point.data.name, point.label, told || [point.x, point.y].join(" · ")].filter(Boolean);
    return [...new Set(text)].flatMap(part => String(part).split(/<br\s*\/?>/)).map(plain).filter(Boolean);
  }

  function plain(html) {
    const read = new DOMParser().parseFromString(html, "text/html");
    return read.body.textContent.trim();
  }

  function numbers(slide, point) {
    const panel = document.getElementById(slide.dataset.numbers);
    if (!panel) return;
    panel.querySelector(".pointed").replaceChildren(...pointed(point).map(line => {
      const p = document.createElement("p");
      p.textContent = line;
      return p;
    }));
    panel.classList.add("open");
    panel.querySelector(".close").focus({ preventScroll: true });
  }

  const open = () => document.querySelector(".numbers.open");
  function close() {
    const panel = open();
    if (panel) panel.classList.remove("open");
    stage.focus({ preventScroll: true });
    return Boolean(panel);
  }

  function show(number, quiet) {
    close();
    at = Math.max(0, Math.min(slides.length - 1, number));
    slides.forEach((slide, i) => slide.hidden = i !== at);
    fitText(slides[at]);
    draw(slides[at]);
    said.textContent = `${at + 1}/${slides.length}. ${slides[at].getAttribute("aria-label")}`;
    if (!quiet && location.protocol !== "about:") history.replaceState(null, "", `#${at + 1}`);
  }

  function leave() {
    if (document.fullscreenElement) document.exitFullscreen();
    if (embedded) window.parent.postMessage({ deck: "closed" }, "*");
  }

  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {
      // A frame that may not: the page that holds it.
      try { window.parent.document.documentElement.requestFullscreen().catch(() => {}); } catch { /* another origin */ }
    });
  }

  function number(digit) {
    typed = (typed + digit).slice(-3);
    const hint = document.getElementById("typed");
    hint.textContent = typed;
    hint.hidden = false;
    clearTimeout(typing);
    // A number alone jumps too, for those who don't know of Enter.
    typing = setTimeout(jump, 1200);
  }

  function jump() {
    clearTimeout(typing);
    document.getElementById("typed").hidden = true;
    if (typed) show(Number(typed) - 1);
    typed = "";
  }

  const KEYS = {
    ArrowRight: () => show(at + 1), ArrowDown: () => show(at + 1), PageDown: () => show(at + 1), " ": () => show(at + 1),
    ArrowLeft: () => show(at - 1), ArrowUp: () => show(at - 1), PageUp: () => show(at - 1), Backspace: () => show(at - 1),
    Home: () => show(0), End: () => show(slides.length - 1), Enter: jump, Escape: () => close() || leave(),
    f: full, t: () => numbers(slides[at]), n: () => document.body.classList.toggle("notes"),
    b: () => document.body.classList.toggle("black"),
  };
  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || phone()) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (open() && name !== "Escape" && name !== "t") return;  // the panel scrolls by its own keys
    if (/^[0-9]$/.test(name)) number(name);
    else if (name === "Enter" && !typed) return;
    else if (open() && name === "t") close();
    else if (KEYS[name]) KEYS[name]();
    else return;
    event.preventDefault();
  }

  function layout() {
    fit();
    if (phone()) {
      cut();
      slides.forEach(slide => { slide.hidden = false; draw(slide); });
    } else {
      cut();
      show(at, true);
    }
  }

  async function print() {
    document.documentElement.classList.add("printing");
    cut();
    for (const slide of slides) { slide.hidden = false; fitText(slide); await draw(slide); }
    document.documentElement.dataset.ready = "yes";
  }

  document.documentElement.classList.add("shows");
  document.addEventListener("keydown", key);
  let again = null;
  window.addEventListener("resize", () => { clearTimeout(again); again = setTimeout(layout, 120); });
  document.addEventListener("click", event => { if (event.target.closest(".close")) close(); });
  let touched = null;
  document.addEventListener("touchstart", event => touched = event.touches[0].clientX, { passive: true });
  document.addEventListener("touchend", event => {
    const moved = event.changedTouches[0].clientX - touched;
    if (!phone() && !open() && Math.abs(moved) > 60) show(at + (moved < 0 ? 1 : -1));
  });
  if (embedded) {
    try {
      window.parent.document.addEventListener("keydown", key);
      window.addEventListener("pagehide", () => window.parent.document.removeEventListener("keydown", key));
    } catch { /* another origin: the keys of this window are enough */ }
  }
  const start = Number(location.hash.slice(1) || document.body.dataset.start || 1) - 1;
  at = Number.isFinite(start) ? start : 0;
  const begin = printing ? print : layout;
  document.fonts.ready.then(begin).then(() => {
    document.documentElement.dataset.ready = "yes";
    stage.focus({ preventScroll: true });
    if (!printing) window.focus();
  });
  window.addEventListener("beforeprint", () => { if (!printing) print(); });
})();
