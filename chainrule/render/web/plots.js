// The plot beside the graph: its point, and the tangent or the gradient there, move with the inputs.
function plotted(svg, title) {
  const inner = svg.querySelector("svg"), range = key => inner.dataset[key].split(" ").map(Number);
  const [[low, high], [under, over]] = [range("across"), range("up")];
  const [wide, tall] = ["width", "height"].map(key => Number(inner.getAttribute(key)));
  const place = (x, y) => `${wide * (x - low) / (high - low)},${tall * (1 - (y - under) / (over - under))}`;
  const only = (selector, tag, kind) => {
    const found = inner.querySelector(selector);
    if (found) return found;
    const made = document.createElementNS(svg.namespaceURI, tag);
    made.setAttribute("class", kind);
    return inner.appendChild(made);
  };
  const line = only(".tangent", "polyline", "trace tangent"), dot = only(".dot.point", "circle", "dot point");
  const found = DATA.plot.length === 1 ? onCurve(high - low, over - under) : onHills(high - low, over - under);
  const there = Number.isFinite(found.at[1]);
  dot.setAttribute("visibility", there ? "visible" : "hidden");
  line.setAttribute("visibility", found.ends ? "visible" : "hidden");
  if (there) {
    const [x, y] = place(...found.at).split(",");
    dot.setAttribute("cx", x);
    dot.setAttribute("cy", y);
    dot.setAttribute("r", "4");
  }
  if (found.ends) line.setAttribute("points", found.ends.map(end => place(...end)).join(" "));
  const said = DATA.words[title].plot[found.ends ? 0 : 1].replace("{at}", number(found.at[0]));
  for (const text of svg.querySelectorAll(":scope > title, :scope > desc, :scope > text:first-of-type")) text.textContent = said;
}

function slope(name) {
  const one = PART.asked.find(each => each.name === name);
  return one === undefined ? NaN : derivative(PART, state, one.id);
}

function onCurve(wide, tall) {
  const x = point[DATA.plot[0]], y = state.values[PART.output], rise = slope(DATA.plot[0]);
  if (!Number.isFinite(rise) || !Number.isFinite(y)) return { at: [x, y], ends: null };
  const half = Math.min(wide / 4, rise === 0 ? Infinity : tall / 3 / Math.abs(rise));
  return { at: [x, y], ends: [[x - half, y - half * rise], [x + half, y + half * rise]] };
}

function onHills(wide, tall) {
  const at = DATA.plot.map(name => point[name]), rise = DATA.plot.map(slope);
  const size = Math.max(Math.abs(rise[0]), Math.abs(rise[1]));
  if (!Number.isFinite(size) || size === 0) return { at, ends: null };
  const reach = 0.12 * Math.min(wide, tall) / size;
  return { at, ends: [at, [at[0] + reach * rise[0], at[1] + reach * rise[1]]] };
}

function plot() {
  if (!DATA.plot || !DATA.live) return;
  for (const box of $(".moving")) plotted(box.querySelector("svg"), box.closest("[data-lang]").dataset.lang);
}
