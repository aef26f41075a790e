// Esc in the slides leaves the show; the keys belong to the slides as soon as they are there.
if (!window.knowsStage) {
  window.knowsStage = true;
  window.addEventListener("message", event => {
    if (event.data?.deck !== "closed") return;
    document.querySelector(".st-key-stage_leave button")?.click();
  });
}
