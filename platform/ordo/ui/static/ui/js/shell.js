// The shell of every page: theme switch, dialogs, menus, toasts, printing, service worker. Works with strict CSP.
const root = document.documentElement;
const on = (type, handler) => document.addEventListener(type, handler);

function setTheme(value) {
  if (value) root.dataset.theme = value; else delete root.dataset.theme;
  const secure = location.protocol === "https:" ? ";Secure" : "";
  document.cookie = `ordo_theme=${value};Path=/;Max-Age=31536000;SameSite=Lax${secure}`;
  for (const button of document.querySelectorAll("[name=theme]")) button.setAttribute("aria-pressed", button.value === value);
}

// Show a message; level is info, good, warn or bad. Good news leaves by itself, the rest stays until closed.
export function toast(text, level = "info") {
  const box = document.getElementById("toasts");
  const mould = document.getElementById("toast-mould");
  if (!box || !mould || !text) return;
  const item = mould.content.firstElementChild.cloneNode(true);
  item.classList.add(level);
  item.querySelector("[data-text]").textContent = text;
  box.append(item);
  leave(item);
}

function leave(item) {
  if (item.classList.contains("good")) setTimeout(() => item.remove(), 8000);
}

on("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return;
  const opener = target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  const closer = target.closest("[data-close]");
  if (closer) { const dialog = closer.closest("dialog"); if (dialog) dialog.close(); else closer.closest(".toast")?.remove(); }
  if (target.closest("[data-print]")) print();
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(target)) menu.open = false;
});

on("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
});

on("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-theme-form]")) { event.preventDefault(); setTheme(event.submitter?.value ?? ""); return; }
  // A slow link invites a second press: the same form is not sent twice.
  if (form.method === "post" && !event.defaultPrevented) {
    if (form.ariaBusy === "true") event.preventDefault();
    form.ariaBusy = "true";
  }
});

on("change", (event) => { if (event.target.matches?.("[data-submit]")) event.target.form.requestSubmit(); });
on("toast", (event) => toast(event.detail.text ?? event.detail.value, event.detail.level));
on("htmx:error", () => toast(document.getElementById("toasts")?.dataset.offline, "bad"));
on("htmx:after:request", (event) => { const form = event.target.closest?.("form"); if (form) form.ariaBusy = "false"; });
addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy")));
document.querySelectorAll(".toast").forEach(leave);
if ("serviceWorker" in navigator && root.dataset.worker) navigator.serviceWorker.register(root.dataset.worker).catch(() => {});
