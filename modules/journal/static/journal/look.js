// Shows a fragment of the server (history of a cell, how points came about) in the dialog `look`.
export async function look(address) {
  const dialog = document.getElementById("look"), place = dialog.querySelector("[data-body]");
  place.textContent = "…";
  dialog.showModal();
  try {
    const answer = await fetch(address);
    if (answer.ok) place.innerHTML = await answer.text(); else place.textContent = answer.status;
  } catch { place.textContent = document.getElementById("toasts")?.dataset.offline ?? "–"; }
}
