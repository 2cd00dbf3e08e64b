// Selection of rows: a box per row, one for the page, and 'all that match' for the whole filtered list.
// Listens at the document, because lists are exchanged when filters change.
function show(form) {
  const boxes = [...form.querySelectorAll("td.pick input")];
  const chosen = boxes.filter((box) => box.checked);
  const head = form.querySelector("th.pick input");
  const every = form.elements.all;
  const total = Number(form.dataset.total);
  for (const box of boxes) box.closest("tr").classList.toggle("selected", box.checked);
  head.checked = chosen.length > 0 && chosen.length === boxes.length;
  head.indeterminate = chosen.length > 0 && !head.checked;
  form.querySelector(".bulk").hidden = chosen.length === 0;
  form.querySelector("[data-all]").hidden = Boolean(every.value) || !head.checked || total <= chosen.length;
  const number = every.value ? total : chosen.length;
  form.querySelector("[data-count]").textContent = new Intl.NumberFormat(document.documentElement.lang).format(number);
}

document.addEventListener("change", (event) => {
  const form = event.target.closest?.(".pick") && event.target.closest("form[data-select]");
  if (!form) return;
  if (event.target.closest("th")) for (const box of form.querySelectorAll("td.pick input")) box.checked = event.target.checked;
  form.elements.all.value = "";
  show(form);
});

document.addEventListener("click", (event) => {
  const form = event.target.closest?.("[data-all]")?.closest("form[data-select]");
  if (form) { form.elements.all.value = "1"; show(form); }
});
