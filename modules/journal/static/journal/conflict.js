// Two people changed one cell: both contents are shown, one is chosen; one cell after the other.
const dialog = document.getElementById("conflict"), waiting = [];
const part = (name) => dialog.querySelector(`[data-${name}]`);
let page;

export function ask(conflicts, tools) {
  page = tools;
  waiting.push(...conflicts);
  next();
}

function next() {
  const [one] = waiting;
  if (!one || dialog.open) return;
  part("cell").textContent = one.cell.split(" ").map((id) => document.getElementById(id)?.textContent).join(" · ");
  part("mine").textContent = one.mine || "–";
  part("theirs").textContent = one.theirs || "–";
  part("who").textContent = `${one.who}, ${one.at}`;
  dialog.showModal();
}

dialog.addEventListener("click", ({ target }) => {
  if (target.value !== "mine" && target.value !== "theirs") return;
  const one = waiting.shift(), el = page.cell(one.cell);
  if (el) el.dataset.v = one.version;
  if (target.value === "mine") page.change(one.cell, one.code, one.version);
  else { page.show(one.cell, one.theirs); page.mark(one.cell, "saved"); }
  dialog.close();
  next();
  el?.focus();
});
