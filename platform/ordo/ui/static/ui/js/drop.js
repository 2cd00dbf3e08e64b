// File drop: shows the chosen names and refuses files that are too large before they are sent.
const zone = (event) => event.target.closest?.(".drop");

for (const type of ["dragenter", "dragover"]) document.addEventListener(type, (event) => zone(event)?.classList.add("over"));
for (const type of ["dragleave", "drop"]) document.addEventListener(type, (event) => zone(event)?.classList.remove("over"));

document.addEventListener("change", (event) => {
  const place = zone(event);
  if (!place) return;
  const files = [...event.target.files];
  const limit = Number(place.dataset.limit || 0);
  const large = limit && files.some((file) => file.size > limit);
  event.target.setCustomValidity(large ? place.dataset.large : "");
  if (large) event.target.reportValidity();
  place.querySelector("output").textContent = files.map((file) => file.name).join(", ");
});
