// The player: one step for every value, then one for every edge of the sweep.
compute();
const steps = [...PART.shown.map(node => ["value", node]), ["start", PART.shown[PART.shown.length - 1]],
  ...PART.edges.slice().reverse().map(edge => ["gradient", edge])];
let at = steps.length;
const names = Object.fromEntries(PART.shown.map(node => [node.id, node.name]));

function told(k) {
  if (k === 0) return words("ready");
  const [kind, item] = steps[k - 1];
  if (kind === "value") return `${k}/${steps.length}  ${item.name} = ${number(state.values[item.id])}`;
  if (kind === "start") return `${k}/${steps.length}  d${item.name}/d${item.name} = 1`;
  const up = state.adjoints[item.gate], local = state.values[item.partial];
  const factor = x => x < 0 ? `(${number(x)})` : number(x);
  const sum = partial(k, item.source);
  const added = sum.count > 1 ? `   ${words("sum")} ${number(sum.total)}` : "";
  return `${k}/${steps.length}  ${names[item.gate]} → ${names[item.source]}: ${number(up)} × ${factor(local)} = `
    + `${number(state.branches[item.key])}${added}`;
}

// What has come back to a node after k steps.
function partial(k, node) {
  let total = 0, count = 0;
  for (const [kind, item] of steps.slice(0, k)) {
    if (kind === "gradient" && item.source === node) { total += state.branches[item.key]; count += 1; }
    if (kind === "start" && item.id === node) { total += 1; count += 1; }
  }
  return { total, count };
}

function show() {
  const done = new Set(steps.slice(0, at).filter(([kind]) => kind === "value").map(([, node]) => node.id));
  const edges = new Set(steps.slice(0, at).filter(([kind]) => kind === "gradient").map(([, edge]) => edge.key));
  for (const group of $("svg .node[data-id]")) {
    const id = Number(group.dataset.id);
    put(group, ".value", done.has(id), state.values[id]);
    const back = partial(at, id);
    put(group, ".gradient", back.count > 0, back.total);
    group.classList.remove("lit");
  }
  for (const group of $("svg .on-edge")) put(group, ".gradient", edges.has(group.dataset.edge), state.branches[group.dataset.edge]);
  for (const group of $("svg .edge")) group.classList.remove("lit");
  if (at > 0 && at < steps.length) {
    const [kind, item] = steps[at - 1];
    const lit = kind === "gradient" ? `svg .edge[data-edge="${item.key}"]` : `svg .node[data-id="${item.id}"]`;
    for (const group of $(lit)) group.classList.add("lit");
  }
  retold();
  plot();
  for (const box of $(".player output")) box.textContent = at === steps.length ? words("done") : told(at);
  for (const button of $("[data-go=first], [data-go=back]")) button.disabled = at === 0;
  for (const button of $("[data-go=next], [data-go=last]")) button.disabled = at === steps.length;
}

function put(group, kind, visible, value) {
  for (const text of $(kind, group)) {
    text.classList.toggle("hidden", !visible);
    text.textContent = number(value);
    fit(text, group);
  }
}

// A number longer than the one that was there first is smaller, so that it stays beside its node.
const ROOM = new Map();
function fit(text, group) {
  const line = group.querySelector(".line");
  if (!line || !text.getClientRects().length) return;
  if (!ROOM.has(line)) ROOM.set(line, line.getBBox().width);
  text.style.fontSize = "";
  const size = parseFloat(text.getAttribute("font-size")), wide = text.getComputedTextLength(), room = ROOM.get(line);
  if (wide > room) text.style.fontSize = `${Math.max(0.5, room / wide) * size}px`;
}

function go(where) {
  at = { first: 0, last: steps.length, back: Math.max(0, at - 1), next: Math.min(steps.length, at + 1) }[where];
  show();
}

function changed(name, text) {
  const value = typed(text);
  const good = Number.isFinite(value);
  for (const box of $("input[type=text]")) if (box.dataset.name === name) box.setAttribute("aria-invalid", String(!good));
  for (const part of $(".refused")) part.hidden = good;
  if (!good) return;
  point[name] = value;
  if (!DATA.live) return;
  compute();
  for (const box of $("input")) if (box.dataset.name === name && typed(box.value) !== value) box.value = String(value);
  show();
}

// Along the way of a descent: the variables take their values after a step, and a plot that moves its frame.
let walked = null;
function walk(k) {
  walked = k;
  const [step, values] = DATA.path[k];
  Object.assign(point, values);
  compute();
  for (const box of $("input[data-name]")) if (box.dataset.name in values) box.value = String(values[box.dataset.name]);
  for (const box of $("[data-walk]")) box.value = String(k);
  for (const box of $("[data-walked]")) box.textContent = String(step);
  const frame = DATA.frames.filter(each => each <= step).length - 1;
  for (const svg of $(".chainrule-plot")) {
    if (frame >= 0 && svg.querySelector("animate")) { svg.pauseAnimations(); svg.setCurrentTime((frame + 0.5) * 0.25); }
  }
  show();
}

for (const box of $("[data-walk]")) box.addEventListener("input", () => walk(Number(box.value)));
for (const button of $("[data-go]")) button.addEventListener("click", () => go(button.dataset.go));
for (const box of $("input[data-name]")) box.addEventListener("input", () => changed(box.dataset.name, box.value));
document.addEventListener("keydown", event => {
  if (event.target instanceof HTMLInputElement || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  const where = { ArrowRight: "next", ArrowLeft: "back", Home: "first", End: "last" }[event.key];
  if (where) { event.preventDefault(); go(where); }
});

// A factor lights its edge and an edge its factors: both are known by the names of their two ends.
const pair = edge => `${names[edge.gate]}\n${names[edge.source]}`;
const byPair = new Map(PART.edges.map(edge => [pair(edge), edge.key]));
const byKey = new Map(PART.edges.map(edge => [edge.key, pair(edge)]));
function light(key, on) {
  for (const group of $(`svg .edge[data-edge="${key}"]`)) group.classList.toggle("lit", on);
  for (const factor of $("mfrac[data-of]")) {
    if (`${factor.dataset.of}\n${factor.dataset.wrt}` === byKey.get(key)) factor.classList.toggle("lit", on);
  }
}
for (const factor of $("mfrac[data-of]")) {
  const key = byPair.get(`${factor.dataset.of}\n${factor.dataset.wrt}`);
  if (key === undefined) continue;
  factor.setAttribute("tabindex", "0");
  for (const [name, on] of [["mouseenter", true], ["mouseleave", false], ["focus", true], ["blur", false]]) {
    factor.addEventListener(name, () => light(key, on));
  }
}
for (const group of $("svg .edge")) {
  group.addEventListener("mouseenter", () => light(group.dataset.edge, true));
  group.addEventListener("mouseleave", () => light(group.dataset.edge, false));
}
spoken.push(() => { if (walked !== null) walk(walked); else show(); });
