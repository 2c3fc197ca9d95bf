// Answers that a reader types: read by the rules of chainrule's own reader, as far as it needs no second look, and
// compared with the derivative at irregular points. Nothing typed is ever executed.
const SIGNS = { "·": "*", "×": "*", "⋅": "*", "÷": "/", "−": "-", "–": "-", "**": "^" };
const RAISED = { "⁰": 0, "¹": 1, "²": 2, "³": 3, "⁴": 4, "⁵": 5, "⁶": 6, "⁷": 7, "⁸": 8, "⁹": 9 };
const TOKEN = /\s*(?:([0-9]+\.?[0-9]*(?:[eE][-+]?[0-9]+)?|\.[0-9]+)|([\p{L}][\p{L}\p{Nd}_₀-₉]*'*)|([⁰¹²³⁴-⁹]+)|(\*\*|[-+*/^()|,√·×⋅÷−–])|(\S))/uy;
const HEAD = /^\s*(?:[\p{L}]\w*['′]+(?:\([^()]*\))?|[d∂][\p{L}]?\w*\s*\/\s*[d∂]\w+(?:\s*\([^()]*\))?)\s*=/u;

function unread(key, text) { return Object.assign(new Error(key), { key, text }); }

function tokens(text) {
  const found = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex, one = TOKEN.exec(text);
    if (one === null) break;
    const gap = /^\s/.test(text.slice(at));
    if (one[5] !== undefined) throw unread("sign", one[5]);
    if (one[1] !== undefined) found.push({ kind: "number", text: one[1], gap });
    else if (one[2] !== undefined) found.push({ kind: "name", text: one[2], gap });
    else if (one[3] !== undefined) found.push({ kind: "raised", text: one[3], gap });
    else found.push({ kind: SIGNS[one[4]] || one[4], text: one[4], gap });
  }
  return [...found, { kind: "end", text: "", gap: false }];
}

// A formula as a function of an environment; `values` says whether a name is one, `calls` holds the functions.
function reader(text, values, calls) {
  const list = tokens(text.replace(HEAD, ""));
  let k = 0, bars = 0;
  const peek = () => list[k].kind, next = () => list[k++];
  const expect = kind => { if (peek() !== kind) throw unread(peek() === "end" ? "ends" : "sign", list[k].text); k++; };

  function sum() {
    let left = peek() === "-" ? (next(), minus(product())) : (peek() === "+" && next(), product());
    while (peek() === "+" || peek() === "-") {
      const sign = next().kind, a = left, b = product();
      left = sign === "+" ? env => a(env) + b(env) : env => a(env) - b(env);
    }
    return left;
  }
  const minus = inner => env => -inner(env);
  const starts = () => ["number", "name", "(", "√"].includes(peek()) || peek() === "|" && bars === 0;

  function product() {
    let left = power(), divided = false;
    for (;;) {
      if (peek() === "*" || peek() === "/") {
        const sign = next().kind, a = left, b = peek() === "-" ? (next(), minus(power())) : power();
        left = sign === "*" ? env => a(env) * b(env) : env => a(env) / b(env);
        divided = sign === "/";
      } else if (starts()) {
        if (divided) throw unread("two ways", list[k - 1].text + list[k].text);
        const a = left, b = power();
        left = env => a(env) * b(env);
      } else return left;
    }
  }

  function power() {
    const base = atom();
    if (peek() === "raised") {
      const n = Number([...next().text].map(c => RAISED[c]).join(""));
      return env => base(env) ** n;
    }
    if (peek() !== "^") return base;
    next();
    const exponent = peek() === "-" ? (next(), minus(power())) : power();
    return env => raised(base(env), exponent(env));
  }

  function atom() {
    const one = next();
    if (one.kind === "number") { const value = Number(one.text); return () => value; }
    if (one.kind === "(") { const kept = bars; bars = 0; const inner = sum(); expect(")"); bars = kept; return inner; }
    if (one.kind === "|") { bars++; const inner = sum(); expect("|"); bars--; return env => Math.abs(inner(env)); }
    if (one.kind === "√") { const inner = atom(); return env => Math.sqrt(inner(env)); }
    if (one.kind !== "name") throw unread(one.kind === "end" ? "ends" : "sign", one.text);
    return named(one);
  }

  function named(one) {
    if (Object.hasOwn(calls, one.text) && !(values(one.text) && peek() !== "(")) return call(one);
    if (values(one.text)) return env => env.value(one.text);
    if (one.text === "e") return () => Math.E;
    if (one.text === "pi" || one.text === "π") return () => Math.PI;
    throw unread("name", one.text);
  }

  function call(one) {
    let exponent = null;
    if (peek() === "^" && list[k + 1].kind === "number") { next(); exponent = Number(next().text); }
    else if (peek() === "raised") exponent = Number([...next().text].map(c => RAISED[c]).join(""));
    const args = [];
    if (peek() === "(") {
      next();
      args.push(sum());
      while (peek() === ",") { next(); args.push(sum()); }
      expect(")");
    } else {
      if (!["number", "name"].includes(peek())) throw unread("argument", one.text);
      let inner = atom();
      while (peek() === "name" && !Object.hasOwn(calls, list[k].text)) { const a = inner, b = atom(); inner = env => a(env) * b(env); }
      if (["^", "raised", "("].includes(peek())) throw unread("two ways", one.text);
      args.push(inner);
    }
    const f = calls[one.text];
    const value = env => f(...args.map(a => a(env)));
    return exponent === null ? value : env => value(env) ** exponent;
  }

  const whole = sum();
  expect("end");
  return whole;
}

// A power on the real line: a negative base only with a whole exponent.
function raised(base, exponent) { return base < 0 && !Number.isInteger(exponent) ? NaN : base ** exponent; }

const RANGES = [[0.15, 0.95], [0.4, 2.9], [-2.7, 2.7], [1.1, 4.3], [-0.95, 0.95], [-9, -0.3], [2, 9]];

// The answer beside the derivative by one input, at irregular points of both signs.
function compared(data, functions, answer, id) {
  let seed = 20231117, equal = 0, differ = 0, first = null;
  const dice = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const ids = new Map(data.shown.map(node => [node.name, node.id]));
  for (let k = 0; k < 84; k++) {
    const [low, high] = RANGES[k % RANGES.length], point = {};
    for (const name of Object.keys(data.point)) point[name] = low + (high - low) * dice();
    const state = run(data, functions, point), truth = state.adjoints[id];
    if (!Number.isFinite(truth) || !Number.isFinite(state.values[data.output])) continue;
    const claim = answer({ value: name => name in point ? point[name] : state.values[ids.get(name)] });
    const size = Math.max(Math.abs(truth), Math.abs(claim));
    if (Math.abs(truth - claim) <= 1e-7 * size || size < 1e-11) equal++;
    else { differ++; first = first || { point, truth, claim }; }
  }
  return { verdict: equal + differ === 0 ? "cannot_tell" : differ === 0 ? "right" : equal === 0 ? "wrong" : "right_where", first };
}

// What the functions without a formula of their own open into, as functions.
function opened(table, calls) {
  for (const [name, text] of Object.entries(table)) {
    const letters = /\bu\b/.test(text) ? ["u"] : ["a", "b", "c"];
    calls[name] = (...x) => reader(text, letter => letters.includes(letter), calls)({ value: letter => x[letters.indexOf(letter)] });
  }
  return calls;
}
