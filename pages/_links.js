// A link to a unit, or a click on a unit's bar, cell or point, changes the address, and Streamlit answers it as it
// answers the browser's back button: nothing is loaded anew. With a key held down a link opens as any other link.
if (!window.opensUnits) {
  window.opensUnits = true;
  const open = (asked, path) => {
    const address = new URL(window.location.href);
    if (path) address.pathname = path;
    asked.forEach((value, name) => address.searchParams.set(name, value));
    window.history.pushState(null, "", address);
    window.dispatchEvent(new PopStateEvent("popstate"));
  };
  document.addEventListener("click", event => {
    const link = event.target.closest("a[data-unit]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const to = new URL(link.href);
    open(to.searchParams, to.pathname);
  });
  // The unit of a point stands first in what the figure keeps beside it.
  const unitOf = told => [told.points[0].customdata].flat()[0];
  const listen = figure => {
    if (!figure || !figure.on || figure.opensUnits) return;
    figure.opensUnits = true;
    const surface = () => figure.querySelectorAll(".nsewdrag");
    const follow = told => {
      if (unitOf(told)) open(new URLSearchParams({ unit: unitOf(told) }));
      return false; // else an area of a tree would grow over the others
    };
    figure.on("plotly_click", follow);
    figure.on("plotly_treemapclick", follow);
    figure.on("plotly_hover", told => surface().forEach(s => s.style.cursor = unitOf(told) ? "pointer" : ""));
    figure.on("plotly_unhover", () => surface().forEach(s => s.style.cursor = ""));
  };
  document.addEventListener("pointerover", event => listen(event.target.closest?.(".js-plotly-plot")));
}
