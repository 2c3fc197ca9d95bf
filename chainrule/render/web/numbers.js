// The arithmetic of the page: values forward, adjoints backward, numbers as they are shown. It touches no page.
const HOLDS = { "<": (a, b) => a < b, ">": (a, b) => a > b, "<=": (a, b) => a <= b, ">=": (a, b) => a >= b,
  "==": (a, b) => a === b, "!=": (a, b) => a !== b };

// The value of every node at a point, inputs first; `functions` holds those that the graph uses.
function evaluate(data, functions, point) {
  const values = [];
  data.nodes.forEach(([i, op, args, note]) => {
    const x = args.map(a => values[a]);
    if (op === "input") values[i] = point[note];
    else if (op === "number") values[i] = note;
    else if (op === "difference") values[i] = x.reduce((a, b, k) => a + (note[k] === "-" ? -b : b), 0);
    else if (op === "cases") values[i] = chosen(x, note);
    else values[i] = functions[op](...x);
  });
  return values;
}

function chosen(x, note) {
  let place = 0;
  for (const signs of note) {
    const value = x[place++];
    const holds = signs.every((sign, k) => HOLDS[sign](x[place + 2 * k], x[place + 2 * k + 1]));
    if (holds) return value;
    place += 2 * signs.length;
  }
  return NaN;
}

// Everything at a point: values, partials by edge, and adjoints added from the output down.
function run(data, functions, point) {
  const values = evaluate(data, functions, point);
  const adjoints = {}, branches = {};
  data.shown.forEach(node => { adjoints[node.id] = 0; });
  adjoints[data.output] = 1;
  for (let k = data.edges.length - 1; k >= 0; k--) {
    const edge = data.edges[k];
    if (adjoints[edge.gate] === 0) { branches[edge.key] = 0; continue; }
    branches[edge.key] = adjoints[edge.gate] * values[edge.partial];
    adjoints[edge.source] += branches[edge.key];
  }
  return { values, adjoints, branches };
}

// What is typed into a box: 3, -0.5, 1e-3, 1/3; NaN for anything else, 3,5 too.
function typed(text) {
  const plain = text.trim().replace(/[−–]/g, "-");
  const one = "[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?";
  const found = plain.match(new RegExp(`^(${one})(?:\\s*/\\s*(${one}))?$`));
  if (!found) return NaN;
  return found[2] === undefined ? Number(found[1]) : Number(found[1]) / Number(found[2]);
}

// Whether the function has this derivative by one input, from both sides: at a kink or a jump it has none.
function smooth(data, functions, point, name, derivative) {
  const step = 1e-6 * Math.max(1, Math.abs(point[name]));
  const at = x => evaluate(data, functions, { ...point, [name]: x })[data.output];
  const here = at(point[name]), room = 1e-3 * Math.max(1, Math.abs(derivative));
  return [step, -step].every(h => Math.abs((at(point[name] + h) - here) / h - derivative) <= room);
}

function number(value, digits = 4) {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const power = Math.floor(Math.log10(Math.abs(value)));
  let text = Number.isInteger(value) && Math.abs(value) < 1e12 ? String(value)
    : power >= -4 && power < 6 ? Number(value.toFixed(Math.max(0, digits - 1 - power))).toString()
    : value.toExponential(digits - 1).replace(/\.?0+e/, "e").replace("e+", "e");
  return text.replace(/-/g, "−");
}

// What a shown number says, and whether that is less than the whole value: the last bits do not count.
function asShown(value, digits = 4) { return Number(number(value, digits).replace(/−/g, "-")); }
function isRounded(value) { return Number.isFinite(value) && Math.abs(asShown(value) - value) > 1e-12 * Math.abs(value); }

// How many digits factors need, so that the shown ones multiply and add up to the shown total: 4 to 6.
function agreeingDigits(products, total) {
  for (const digits of [4, 5, 6]) {
    const found = products.reduce((sum, factors) =>
      sum + factors.reduce((whole, x) => whole * (isRounded(x) ? asShown(x, digits) : x), 1), 0);
    if (number(found) === number(total)) return digits;
  }
  return 4;
}

// What raising one input by 1 does: which sentence says it, and with which numbers.
function meant(data, functions, point, name, slope) {
  const at = x => evaluate(data, functions, { ...point, [name]: x })[data.output];
  const change = at(point[name] + 1) - at(point[name]), way = x => Math.sign(x);
  const close = 1e-9 * Math.max(1, Math.abs(at(point[name])), Math.abs(slope));
  const settled = Math.abs(change) <= close ? 0 : change;
  const truth = Number.isFinite(change) ? `truth ${way(settled)}` : "truth None";
  if (!Number.isFinite(slope)) return { key: "none", truth, change: settled };
  const exact = Number.isFinite(change) && Math.abs(change - slope) <= close;
  return { key: `${exact ? "exact" : "about"} ${way(slope)}`, truth, size: Math.abs(slope), change: settled };
}
