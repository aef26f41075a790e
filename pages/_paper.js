// A figure is as wide as the screen it was drawn on: on paper its drawing shrinks to the width of the page, and grows
// back after. Only the drawing: a changed box would make the figure draw itself anew, too late for the paper.
if (!window.fitsPaper) {
  window.fitsPaper = true;
  const A4_BETWEEN_MARGINS = 688;
  const kept = new Map();
  const shrink = (drawing, by) => {
    const [width, height] = [drawing.width.baseVal.value, drawing.height.baseVal.value];
    kept.set(drawing, [drawing.getAttribute("width"), drawing.getAttribute("height"), drawing.getAttribute("viewBox")]);
    drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    drawing.setAttribute("width", width * by);
    drawing.setAttribute("height", height * by);
    return height * by;
  };
  window.addEventListener("beforeprint", () => {
    const main = document.querySelector("[data-testid=stMainBlockContainer]");
    const by = main ? Math.min(1, A4_BETWEEN_MARGINS / main.clientWidth) : 1;
    document.querySelectorAll("[data-testid=stPlotlyChart]").forEach(figure => {
      const heights = [...figure.querySelectorAll(".main-svg")].map(drawing => shrink(drawing, by));
      figure.style.setProperty("--paper-height", `${Math.max(0, ...heights)}px`);
    });
  });
  window.addEventListener("afterprint", () => {
    kept.forEach((before, drawing) => ["width", "height", "viewBox"].forEach((name, i) =>
      before[i] === null ? drawing.removeAttribute(name) : drawing.setAttribute(name, before[i])));
    kept.clear();
  });
}
