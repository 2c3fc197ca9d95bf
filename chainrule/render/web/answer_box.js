// The box for an answer: what is typed is compared at once, and told in the language of the page.
opened(OPENED, CALLS);

function judged(text, id) {
  const known = new Set([...Object.keys(DATA.point), ...PART.shown.map(node => node.name)]);
  try {
    return compared({ ...PART, point: DATA.point }, FUNCTIONS, reader(text, name => known.has(name), CALLS), id);
  } catch (error) {
    if (error.key === undefined) throw error;
    return { verdict: "unread", error };
  }
}

function tell(form) {
  const text = $("input", form)[0].value, chosen = $("select", form)[0];
  const found = text.trim() === "" ? null : judged(text, chosen ? Number(chosen.value) : PART.asked[0].id);
  const box = $("output", form)[0];
  box.className = found === null ? "" : `note ${found.verdict === "right" ? "good" : "warn"}`;
  if (found === null) { box.textContent = ""; return; }
  const { error, first } = found;
  let said = words(error ? `unread ${error.key}` : found.verdict).replace("{text}", error ? error.text : "");
  if (first) {
    const where = Object.entries(first.point).map(([name, value]) => `${name} = ${number(value)}`).join(", ");
    said += " " + words("seen").replace("{point}", where).replace("{claim}", number(first.claim));
  }
  box.textContent = (found.verdict === "right" ? "✓ " : "⚠ ") + said;
}

for (const form of $("form.answer")) {
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("input", () => tell(form));
}
