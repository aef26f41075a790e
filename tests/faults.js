() => {
  const found = [], stage = document.getElementById("stage");
  const scale = new DOMMatrix(getComputedStyle(stage).transform).a;
  const slide = [...document.querySelectorAll(".slide")].find(s => !s.hidden), box = slide.getBoundingClientRect();
  const words = [], walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement, text = node.textContent.trim();
    if (!text || element.closest(".note") || (element.closest(".plot") && !element.closest(".main-svg"))) continue;
    let seen = 1;
    for (let e = element; e; e = e.parentElement) seen *= parseFloat(getComputedStyle(e).opacity);
    const style = getComputedStyle(element);
    if (element.closest("svg")) seen *= parseFloat(style.fillOpacity || 1);
    if (seen < 0.05 || style.visibility === "hidden" || style.display === "none") continue;
    const plot = element.closest(".plot");
    const zoom = scale * (plot ? new DOMMatrix(getComputedStyle(plot).transform).a : 1);
    const size = parseFloat(style.fontSize) * zoom;
    if (size < 24 * scale - 0.01) found.push(`small: ${text.slice(0, 30)} (${(size / scale).toFixed(1)})`);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (!rect.width) continue;
      words.push([text.slice(0, 30), rect]);
      const out = [box.left - rect.left, rect.right - box.right, box.top - rect.top, rect.bottom - box.bottom];
      if (Math.max(...out) > 1) found.push(`outside: ${text.slice(0, 30)}`);
    }
  }
  words.forEach(([one, a], i) => words.slice(i + 1).forEach(([other, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 3 * scale && high > 0.35 * Math.min(a.height, b.height)) found.push(`overlap: ${one} / ${other}`);
  }));
  for (const part of slide.querySelectorAll(".body, .source, h2")) {
    if (part.clientHeight && part.scrollHeight > part.clientHeight + 8) found.push(`cut: ${part.className || part.tagName}`);
  }
  return found;
}
