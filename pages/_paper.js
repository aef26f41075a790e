// A figure is as wide as the screen it was drawn on: on paper it shrinks to the width of the page, and grows back after.
if (!window.fitsPaper) {
  window.fitsPaper = true;
  const A4_BETWEEN_MARGINS = 688;
  const zoom = by => document.querySelectorAll("[data-testid=stPlotlyChart] .js-plotly-plot")
    .forEach(plot => { plot.style.zoom = by; });
  window.addEventListener("beforeprint", () => {
    const main = document.querySelector("[data-testid=stMainBlockContainer]");
    if (main) zoom(Math.min(1, A4_BETWEEN_MARGINS / main.clientWidth));
  });
  window.addEventListener("afterprint", () => zoom(""));
}
