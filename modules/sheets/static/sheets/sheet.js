// The final column's keyboard: arrows, Enter, one key for who did not appear, paste of a column. It tells
// `journal:cell` for every change; the journal's save.js saves, its conflict.js asks. Totals explain themselves.
const table = document.getElementById("grid"), body = table.tBodies[0];
const { absent, max, five, base, bad } = table.dataset;
const signs = new Set(["кж", "к", "н", "a", "а", "n", "h", "-", "–", absent?.toLowerCase()]);

// What was typed as the server reads it: points, "a" did not appear, "" empty; null is not understood.
function meaning(typed) {
  const text = typed.trim().toLowerCase().replace(",", ".");
  if (text === "") return "";
  if (signs.has(text)) return "a";
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return null;
  return (five ? /^[2-5]$/.test(text) : +text <= +max) ? text : null;
}

function show(el, code) {
  el.value = el.was = code === "a" ? absent : code;
  const { dataset } = el.parentElement;
  if (el.value === absent) dataset.kind = "absent"; else delete dataset.kind;
}

function enter(el, typed) {
  const before = el.was ?? el.defaultValue, code = typed === before ? undefined : meaning(typed);
  if (code === undefined) return true;
  if (code === null) { el.value = before; return false; }
  show(el, code);
  if (el.value !== before) el.dispatchEvent(new CustomEvent("journal:cell", { bubbles: true, detail: code }));
  return true;
}

const warn = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, level: "warn" } }));
const cells = () => [...body.querySelectorAll("input")];
const step = (el, by) => { const all = cells(); all[all.indexOf(el) + by]?.focus(); };

body.addEventListener("keydown", (event) => {
  const { target: el, key } = event;
  if (el.tagName !== "INPUT" || event.ctrlKey || event.metaKey || event.altKey) return;
  const by = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[key];
  if (by) { if (enter(el, el.value)) step(el, by); else warn(bad); }
  else if (key === "?") document.getElementById("keys").showModal();
  else if (key === "Escape") el.value = el.was ?? el.defaultValue;
  else if (key === "Delete") enter(el, "");
  else if (key.length === 1 && signs.has(key.toLowerCase())) enter(el, key);
  else return;
  event.preventDefault();
});
body.addEventListener("change", ({ target }) => { if (!enter(target, target.value)) warn(bad); });
body.addEventListener("focusin", ({ target }) => target.select?.());
body.addEventListener("journal:show", ({ target, detail }) => show(target, detail));
body.addEventListener("paste", (event) => {
  const all = cells(), start = all.indexOf(event.target);
  event.preventDefault();
  const lines = event.clipboardData.getData("text").replace(/\r?\n$/, "").split(/\r?\n/);
  const wrong = lines.filter((line, index) => !all[start + index] || !enter(all[start + index], line.split("\t")[0]));
  if (wrong.length) warn(`${bad} (${wrong.length})`);
});
body.addEventListener("click", async ({ target }) => {
  const who = target.closest("[data-why]")?.dataset.why;
  if (who) (await import(table.dataset.look)).look(`${base}points/${who}`);
});
