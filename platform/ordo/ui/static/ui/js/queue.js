// Marks and visits entered without a network wait here and are sent later, each with its idempotency key.
// An entry belongs to the person who made it: another person on the same device neither sees nor sends it.
const STORE = "waiting";
const owner = document.documentElement.dataset.user ?? "";
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`ordo:${name}`, { detail }));

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("ordo-queue", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function work(mode, deed) {
  const base = await open();
  return new Promise((resolve, reject) => {
    const request = deed(base.transaction(STORE, mode).objectStore(STORE));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  }).finally(() => base.close());
}

export async function waiting() {
  const all = await work("readonly", (store) => store.getAll());
  return all.filter((entry) => entry.owner === owner).sort((a, b) => a.at - b.at);
}

function post(entry) {
  return fetch(entry.url, {
    method: "POST",
    body: new URLSearchParams(entry.fields),
    headers: { "X-CSRFToken": document.querySelector("meta[name=csrf-token]")?.content ?? "", "Idempotency-Key": entry.key },
  });
}

async function show() {
  const count = owner ? (await waiting()).length : 0;
  for (const place of document.querySelectorAll("[data-queue]")) {
    place.hidden = count === 0;
    const number = place.querySelector("[data-count]");
    if (number) number.textContent = count;
  }
}

// Send now, or keep until the network is back. Answers the Response, or null when the entry waits.
export async function send(url, fields) {
  const entry = { key: crypto.randomUUID(), url, fields, owner, at: Date.now() };
  try {
    return await post(entry);
  } catch {
    await work("readwrite", (store) => store.put(entry));
    tell("queued", entry);
    await show();
    return null;
  }
}

// Send what waits, in order. A refusal (4xx) is told and dropped; a broken link or server stops the round.
export async function flush() {
  for (const entry of await waiting()) {
    let answer;
    try { answer = await post(entry); } catch { break; }
    if (answer.status >= 500 || [401, 403, 429].includes(answer.status)) break;
    await work("readwrite", (store) => store.delete(entry.key));
    tell(answer.ok ? "sent" : "refused", { ...entry, status: answer.status });
  }
  await show();
}

if (owner) {
  const round = () => (navigator.locks ? navigator.locks.request("ordo-queue", flush) : flush());
  addEventListener("online", round);
  round();
}
