// Pictures wider than the page: made larger and smaller with buttons, keys, the wheel and two fingers; dragged; printed.
const LEAST = 0.1, MOST = 8, FACTOR = 1.25;
const graphs = $(".graph");

function graphOf(element) { return element.closest("article").querySelector(".graph"); }

// The picture's width over its own; `x`, `y` stay where they are on the screen.
function resized(box, factor, x = box.clientWidth / 2, y = box.clientHeight / 2) {
  const svg = box.querySelector("svg");
  if (!svg) return;
  const own = svg.viewBox.baseVal.width, before = svg.getBoundingClientRect().width;
  const scale = Math.min(MOST, Math.max(LEAST, before / own * factor)), ratio = scale * own / before;
  const [left, top] = [(box.scrollLeft + x) * ratio - x, (box.scrollTop + y) * ratio - y];
  svg.style.cssText = `width:${scale * own}px;max-width:none;min-width:0`;
  box.scrollTo(left, top);
}

// A picture larger than its box begins where its path does.
function seek() {
  for (const box of graphs) {
    const first = box.querySelector(".node.path") || box.querySelector(".path");
    if (!first || box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth) continue;
    const [area, path] = [box.getBoundingClientRect(), first.getBoundingClientRect()];
    box.scrollTo(Math.max(0, path.left - area.left - 40), Math.max(0, path.top - area.top - area.height / 3));
  }
}

function usual(box) { for (const svg of $("svg", box)) svg.style.cssText = ""; box.scrollTo(0, 0); }

function zoom(box, way) {
  if (way === "usual") usual(box);
  else resized(box, way === "in" ? FACTOR : 1 / FACTOR);
}

for (const button of $("[data-zoom]")) button.addEventListener("click", () => zoom(graphOf(button), button.dataset.zoom));
for (const box of graphs) {
  box.addEventListener("keydown", event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const way = { "+": "in", "=": "in", "-": "out", "−": "out", 0: "usual" }[event.key];
    const [right, down] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] || [0, 0];
    const roomy = right ? box.scrollWidth > box.clientWidth : down ? box.scrollHeight > box.clientHeight : false;
    if (!way && !roomy) return;
    event.preventDefault();
    if (way) zoom(box, way);
    else box.scrollBy(40 * right, 40 * down);
  });
  box.addEventListener("wheel", event => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const area = box.getBoundingClientRect();
    resized(box, Math.exp(-event.deltaY / 300), event.clientX - area.left, event.clientY - area.top);
  }, { passive: false });

  let from = null;
  box.addEventListener("pointerdown", event => {
    if (event.pointerType === "mouse" && event.button === 0) {
      from = { x: event.clientX, y: event.clientY, left: box.scrollLeft, top: box.scrollTop };
      box.setPointerCapture(event.pointerId);
    }
  });
  box.addEventListener("pointermove", event => {
    if (from) box.scrollTo(from.left + from.x - event.clientX, from.top + from.y - event.clientY);
  });
  for (const end of ["pointerup", "pointercancel"]) box.addEventListener(end, () => { from = null; });

  let apart = 0;
  const spread = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  box.addEventListener("touchstart", event => { apart = event.touches.length === 2 ? spread(event.touches) : 0; });
  box.addEventListener("touchmove", event => {
    if (event.touches.length !== 2 || !apart) return;
    event.preventDefault();
    const area = box.getBoundingClientRect(), now = spread(event.touches), [one, other] = event.touches;
    resized(box, now / apart, (one.clientX + other.clientX) / 2 - area.left, (one.clientY + other.clientY) / 2 - area.top);
    apart = now;
  }, { passive: false });
}

// On paper nothing scrolls: what is wider than the sheet is made smaller.
const SHEET = 660;
addEventListener("beforeprint", () => {
  for (const box of graphs) usual(box);
  for (const table of $(".formulas > table")) {
    const wide = table.scrollWidth;
    if (wide > SHEET) table.style.zoom = String(Math.max(0.3, SHEET / wide));
  }
});
addEventListener("afterprint", () => { for (const table of $(".formulas > table")) table.style.zoom = ""; });
