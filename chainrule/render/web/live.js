// The numbers in the text of a page, computed anew when an input moves.
const PART = DATA.parts[DATA.drawn];
const point = Object.assign({}, DATA.point);
let states = [];
let state = null;
const moved = () => Object.keys(point).some(name => point[name] !== DATA.point[name]);

function compute() {
  states = DATA.parts.map(part => part === null ? null : part.live ? run(part, FUNCTIONS, point) : part.given);
  state = states[DATA.drawn];
}

// A number by its name: "0:v3" is a value of part 0, g a gradient, d a derivative, which may not exist.
function known(name) {
  const [place, key] = name.split(":"), id = Number(key.slice(1));
  const part = DATA.parts[place], found = states[place];
  if (!part || !found) return undefined;
  if (key[0] === "v") return found.values[id];
  return key[0] === "g" ? found.adjoints[id] ?? 0 : derivative(part, found, id);
}

function derivative(part, found, id) {
  const one = part.asked.find(each => each.id === id);
  const rise = found.adjoints[id] ?? 0;
  return (moved() ? smooth(part, FUNCTIONS, point, one.name, rise) : one.exists) ? rise : NaN;
}

function math(tag, ...inside) {
  const made = document.createElementNS(document.querySelector("math").namespaceURI, tag);
  made.append(...inside);
  return made;
}

// A number as MathML: 12, −0.5, 1.2 × 10⁻⁷, in parentheses where its place needs them.
function written(value, digits, tight) {
  if (!Number.isFinite(value)) return [math("mtext", "–")];
  const [, minus, mantissa, power] = number(value, digits).match(/^(−?)([^e]*)(?:e(.*))?$/);
  const made = minus ? [math("mo", "−")] : [];
  made.push(math("mn", mantissa));
  if (power !== undefined) made.push(math("mo", "×"), math("msup", math("mn", "10"), math("mn", power)));
  return tight && minus ? [math("mo", "("), ...made, math("mo", ")")] : made;
}

const FIRST = new Map();  // what stood there for the given point
function again(element) {
  if (!FIRST.has(element)) FIRST.set(element, element.innerHTML);
  else if (element.innerHTML !== FIRST.get(element)) element.innerHTML = FIRST.get(element);
}

// How many digits the numbers of a row have, by what must multiply and add up to what.
function digitsOf(row) {
  const [left, total] = row.dataset.products.split("=");
  return agreeingDigits(left.split("+").map(each => each.split("*").map(known)), known(total));
}

function retold() {
  const away = moved();
  for (const element of $("[data-live], [data-rounded], [data-means]")) again(element);
  if (away) {
    for (const element of $("[data-live]")) retell(element);
    for (const sign of $("[data-rounded]")) sign.textContent = sign.dataset.rounded.split(" ").some(name => isRounded(known(name))) ? "≈" : "=";
    for (const paragraph of $("[data-means]")) mean(paragraph);
  }
  for (const element of $(".answers [data-live]")) retell(element);
  for (const element of $("[data-here]")) element.classList.toggle("elsewhere", away);
  for (const remark of $("[data-passing]")) remark.hidden = away;
  for (const part of $(".moved")) part.hidden = !away || DATA.chosen;
}

function retell(element) {
  const value = known(element.dataset.live), row = element.closest("tr[data-products]");
  if (value === undefined) return;
  const total = row !== null && row.dataset.products.endsWith(`=${element.dataset.live}`);
  const digits = row !== null && !total ? digitsOf(row) : 4;
  element.replaceChildren(...written(value, digits, element.hasAttribute("data-tight")));
}

// The sentence of meaning anew: its gaps filled with names and numbers.
function mean(paragraph) {
  const [place, name] = [paragraph.dataset.means.split(":")[0], paragraph.dataset.means.replace(/^[^:]*:/, "")];
  const part = DATA.parts[place], spoken = paragraph.closest("[data-lang]").dataset.lang;
  const one = part && part.asked.find(each => each.name === name);
  if (!one) return;
  const found = meant(part, FUNCTIONS, point, name, derivative(part, states[place], one.id));
  const texts = DATA.words[spoken].meaning, names = DATA.names[paragraph.dataset.means][spoken];
  const fill = text => text.split(/\{(\w+)\}/).map((piece, k) => k % 2 === 0 ? piece.replace(/[&<]/g, "") : gap(piece)).join("");
  const shown = value => { const made = math("math", ...written(value, 4)); return made.outerHTML; };
  const gap = key => key === "by" ? shown(1) : key === "truth" ? truth() : key === "size" ? shown(found.size) : names[key];
  const truth = () => texts[found.truth].replace("{size}", shown(Math.abs(found.change)));
  paragraph.innerHTML = fill(texts[found.key]);
}
