// The grid's keyboard: arrows, Enter, single keys for marks and absence, paste of a block. It tells `journal:cell`
// for every change; saving is another module's work. A cell's address is the ids of its headings: "s7 l12".
const table = document.getElementById("grid");
const { max, absent, excused, base } = table.dataset;
const A = new Set(["а", "a", "к", "н", "n", "h", "-", "–", "кж", absent]);
const E = new Set(["у", "ж", "u", "e", "+", excused]);
const body = table.tBodies[0];
let last;

// The grid opens at the newest lesson held, the column after it beside it; where all is in view nothing moves.
const newest = [...table.tHead.querySelectorAll("[id^=l]:not(.plan)")].at(-1), scroller = table.closest(".scroll");
if (newest && scroller && !scroller.scrollLeft) {
  const { right, width } = newest.getBoundingClientRect();
  scroller.scrollLeft = right + width - scroller.getBoundingClientRect().right;
}

// What was typed as the server reads it: digits, "a" absent, "e" excused, "" empty; null is not understood.
function meaning(el, typed) {
  const text = typed.trim().toLowerCase();
  if (el.inputMode === "decimal") return /^\d{0,3}([.,]\d{1,2})?$/.test(text) ? text : null;
  if (A.has(text)) return "a";
  if (E.has(text)) return "e";
  if (text === "") return "";
  if (!/^\d{1,3}$/.test(text)) return null;
  return max === "5" ? (/^[2-5]$/.test(text) ? text : null) : +text <= 100 ? String(+text) : null;
}

function show(el, code) {
  const text = code === "a" ? absent : code === "e" ? excused : code;
  el.value = el.was = text;
  const kind = text === absent ? "absent" : text === excused ? "excused" : "";
  const { dataset } = el.parentElement;
  if (kind) dataset.kind = kind; else delete dataset.kind;
}

function enter(el, typed) {
  const code = meaning(el, typed);
  if (code === null) { el.value = el.was ?? el.defaultValue; return false; }
  const before = el.was ?? el.defaultValue;
  show(el, code);
  if (el.value !== before) el.dispatchEvent(new CustomEvent("journal:cell", { bubbles: true, detail: code }));
  return true;
}

function step(el, down, right) {
  let row = el.closest("tr"), column = el.parentElement.cellIndex;
  while (row) {
    if (down) row = row[down > 0 ? "nextElementSibling" : "previousElementSibling"]; else column += right;
    const td = row?.cells[column];
    if (!td) return;
    const next = td.querySelector("input");
    if (next) return next.focus();
  }
}

const keys = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const single = (el) => max === "5" && el.inputMode !== "decimal";

body.addEventListener("keydown", (event) => {
  const el = event.target;
  if (el.tagName !== "INPUT" || event.ctrlKey || event.metaKey || event.altKey) return;
  const { key } = event;
  const inside = !single(el) && el.selectionStart === el.selectionEnd && el.value;
  if (key === "?") document.getElementById("keys").showModal();
  else if (key === "F2") look(`history?cell=${el.getAttribute("aria-labelledby")}`);
  else if (key === "Enter") { enter(el, el.value); step(el, event.shiftKey ? -1 : 1, 0); }
  else if (keys[key] && !(inside && key.length > 9)) { enter(el, el.value); step(el, ...keys[key]); }
  else if (key === "Escape") el.value = el.was ?? el.defaultValue;
  else if (key === "Delete" || (key === "Backspace" && single(el))) enter(el, "");
  else if (key.length === 1 && (single(el) || A.has(key.toLowerCase()) || E.has(key.toLowerCase())) && el.inputMode !== "decimal") enter(el, key);
  else return;
  event.preventDefault();
});
body.addEventListener("input", ({ target: el }) => { if (single(el)) enter(el, el.value.slice(-1)); });
body.addEventListener("change", ({ target: el }) => enter(el, el.value));
body.addEventListener("focusin", ({ target: el }) => {
  if (el.tagName !== "INPUT") return;
  last = el; el.select();
  document.querySelector("[data-history]")?.removeAttribute("disabled");
});
body.addEventListener("journal:show", (event) => show(event.target, event.detail));

body.addEventListener("paste", (event) => {
  const start = event.target, rows = event.clipboardData.getData("text").replace(/\r?\n$/, "").split(/\r?\n/);
  event.preventDefault();
  let row = start.closest("tr"), bad = 0;
  for (const line of rows) {
    line.split("\t").forEach((text, index) => {
      const el = row?.cells[start.parentElement.cellIndex + index]?.querySelector("input");
      if (!el ? text.trim() : !enter(el, text)) bad++;
    });
    row = row?.nextElementSibling;
  }
  const { badpaste } = document.getElementById("state").dataset;
  if (bad) document.dispatchEvent(new CustomEvent("toast", { detail: { text: `${badpaste}: ${bad}`, level: "warn" } }));
});

const look = async (path) => (await import(table.dataset.look)).look(base + path);
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("button");
  if (!button) return;
  const { set } = button.dataset;
  if (set !== undefined) { const el = button.closest("tr").querySelector("input"); enter(el, set); }
  else if (button.hasAttribute("data-history")) look(`history?cell=${last.getAttribute("aria-labelledby")}`);
  else if (/^t\d+$/.test(button.parentElement.id)) look(`points/${button.parentElement.id.slice(1)}`);
});
