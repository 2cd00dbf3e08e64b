// On the list: journals with marks that still wait on this device for the network.
const place = document.getElementById("waiting");
const prefix = `journal ${document.documentElement.dataset.user} `;
for (const name of Object.keys(localStorage).filter((one) => one.startsWith(prefix))) {
  const link = document.createElement("a");
  link.href = name.slice(prefix.length).split(" ")[0].replace(/cells$/, "");
  link.textContent = place.dataset.text;
  link.className = "btn";
  place.hidden = false;
  place.append(link);
}
