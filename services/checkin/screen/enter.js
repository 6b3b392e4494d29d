// `/enter#<secret>`: the secret of a printed pass is posted, never part of an address that a server sees, and forgotten.

const CENTRE = ["hub", "organiser", "ops"];
const page = /** @type {HTMLElement} */ (document.getElementById("page"));

async function enter() {
  const secret = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
  if (!secret) return say("Hãy quét lại mã QR trên thẻ.", "Scan the QR code of the pass again.", true);
  say("Đang mở thẻ…", "Opening the pass…");
  const answer = await post(secret, "vi");
  if (answer?.ok) return goOn((await answer.json()).pass);
  if (answer && answer.status < 500) return say(await whyNot(answer), await whyNot(await post(secret, "en")), true);
  say("Chưa nối được máy chủ, đang thử lại…", "The server does not answer, trying again…");
  setTimeout(() => again(secret), 2000);
}

/** @param {string} secret @param {"vi" | "en"} language of the sentence that refuses it */
function post(secret, language) {
  const headers = { "Content-Type": "application/json", "Accept-Language": language };
  return fetch("/checkin/api/enter", { method: "POST", headers, body: JSON.stringify({ secret }) }).catch(() => undefined);
}

/** @param {Response | undefined} answer */
const whyNot = async (answer) => (await answer?.json().catch(() => undefined))?.detail ?? "";

/** @param {string} secret */
function again(secret) {
  history.replaceState(null, "", `${location.pathname}#${encodeURIComponent(secret)}`);
  enter();
}

/** A desk works at a door; the centre looks at all of them. @param {{id: string, role: string, conference: string}} pass */
function goOn({ id, role, conference }) {
  const query = new URLSearchParams({ pass: id, ...(conference === "*" ? {} : { conference }) });
  location.replace(`/checkin/${CENTRE.includes(role) ? "board" : ""}?${query}`);
}

/** @param {string} vi @param {string} en @param {boolean} [refused] */
function say(vi, en, refused = false) {
  page.replaceChildren(Object.assign(document.createElement("main"), { className: "opening" }));
  const main = /** @type {HTMLElement} */ (page.firstElementChild);
  if (refused) main.dataset.kind = "refused";
  main.append(Object.assign(document.createElement("h1"), { textContent: vi }));
  main.append(Object.assign(document.createElement("p"), { textContent: en, lang: "en" }));
}

addEventListener("hashchange", enter);
enter();
