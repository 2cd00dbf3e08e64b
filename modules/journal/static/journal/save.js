// Saves cells in small batches. What is not yet answered stands in this device's store with its idempotency key, so
// that a lost answer, a closed page or a dead network neither loses a mark nor writes it twice.
const box = document.querySelector("[data-cells]"), state = document.getElementById("state");
const url = box.dataset.cells, prefix = `journal ${document.documentElement.dataset.user} ${url} `;
const mine = prefix + crypto.randomUUID();
let batches = [], dirty = {}, busy = false, timer;

const cell = (address) => box.querySelector(`[aria-labelledby="${address}"]`);
const mark = (address, value) => { const el = cell(address); if (el) el.parentElement.dataset.state = value; };
const show = (address, text) => cell(address)?.dispatchEvent(new CustomEvent("journal:show", { bubbles: true, detail: text }));
const tell = (name) => { state.textContent = state.dataset[name]; };
const toast = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, level: "bad" } }));
const soon = (delay) => { clearTimeout(timer); timer = setTimeout(send, delay); };
const keep = () => batches.length || Object.keys(dirty).length ? localStorage.setItem(mine, JSON.stringify({ batches, dirty })) : localStorage.removeItem(mine);

function change(address, code, version) {
  dirty[address] = [code, version];
  mark(address, "saving"); tell("saving"); keep(); soon(600);
}
box.addEventListener("journal:cell", ({ target, detail }) =>
  change(target.getAttribute("aria-labelledby"), detail, +(target.dataset.v ?? 0)));

function pack(from) {
  const cells = Object.entries(from).map(([address, pair]) => [address, ...pair]);
  if (cells.length) batches.push({ key: crypto.randomUUID(), cells });
}

async function send() {
  if (busy) return;
  if (!batches.length) { pack(dirty); dirty = {}; }
  const [batch] = batches;
  if (!batch) { tell("saved"); return; }
  const { key, cells } = batch;
  busy = batch.sent = true; keep();
  try {
    const answer = await fetch(url, {
      method: "POST", keepalive: true, body: JSON.stringify({ key, cells }),
      headers: { "Content-Type": "application/json", "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content },
    });
    const data = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    if (answer.ok) done(cells, data);
    else if (data.message && answer.status !== 401 && answer.status < 500) refuse(cells, data.message);
    else throw data.message;
    batches.shift(); soon(0);
  } catch (problem) {
    for (const [address] of cells) mark(address, "queued");
    if (typeof problem === "string") toast(problem);
    tell("queued"); soon(15000);
  }
  busy = false; keep();
}

function refuse(cells, text) {
  for (const [address] of cells) mark(address, "refused");
  toast(text);
}

function done(cells, { saved, refused, conflicts, points }) {
  for (const [address, version] of saved) {
    const el = cell(address);
    if (el) el.dataset.v = version;
    // What was typed meanwhile builds on what was just saved; a batch that was sent once must stay as it was.
    for (const batch of batches) if (!batch.sent) for (const one of batch.cells) if (one[0] === address) one[2] = version;
    if (dirty[address]) dirty[address][1] = version; else mark(address, "saved");
  }
  for (const one of refused) refuse([[one.cell]], one.message);
  for (const one of conflicts) { one.code = cells.find(([address]) => address === one.cell)[1]; mark(one.cell, "conflict"); }
  if (conflicts.length) import(box.dataset.conflict).then((module) => module.ask(conflicts, { cell, change, show, mark }));
  for (const [student, { a, g, t, c }] of Object.entries(points))
    for (const [id, text] of [["a", a], ["g", g], ["t", t], ...c.map((one, index) => [`c${index}-`, one])]) {
      const place = document.getElementById(id + student);
      if (place) (place.firstElementChild ?? place).textContent = text;
    }
}

// What an earlier page of this journal left behind: taken over unless that page is still alive and holds its lock.
const hold = (name, then) => navigator.locks.request(name, { ifAvailable: true }, then);
hold(mine, () => new Promise(() => {}));
for (const name of Object.keys(localStorage).filter((one) => one.startsWith(prefix))) {
  await hold(name, (lock) => {
    const left = lock && JSON.parse(localStorage.getItem(name));
    if (!left) return;
    batches.push(...left.batches); pack(left.dirty); keep(); localStorage.removeItem(name);
  });
}
for (const { cells } of batches) for (const [address, code] of cells) { show(address, code); mark(address, "queued"); }
if (batches.length) send();
addEventListener("online", () => soon(0));
addEventListener("pagehide", send);
