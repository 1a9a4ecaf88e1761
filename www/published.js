// Published fact-checks: opens the reader's library in a worker, keeps it on the device if asked, and fills the
// elements that the page leaves for them, [data-published]: the list, the card, the dialog. Loaded when the reader asks
// for it, or when a library is kept or the host offers one. Everything in a library is text from elsewhere: nothing
// becomes markup.
const { dataset } = document.querySelector("script[data-module]");
const KEPT = "sayso.library";
const LARGEST = 256 << 20;
const link = document.querySelector("link[rel=sayso-checks]");

/**
 * Tells the page what happened: `notify("open", open)` if a library was opened or closed, `notify("go", position)` if
 * the reader chose a match, `notify("not", position)` if the reader dismissed it, `notify(text, matches)`, with packed
 * matches, if a text was matched.
 */
let notify = () => {};
/** The open library, the file being read (`[name, percent]`), and the message about a file that was refused. */
let library;
let reading;
let refused = "";
/** All matches in the text. The page identifies each by its position. */
let matches = [];

// The sentences, in the language of the page.
const tables = {};
const rows = async (code) => new Map((await saysoText(`i18n/${code}.tsv`)).split("\n").map((row) => row.split("\t", 2)));
const load = async (code) => { tables[code] ??= await rows(code).catch(() => new Map()); };
const pageLanguage = () => document.documentElement.lang || "en";
const say = (key, places = {}) => {
  const sentence = tables[pageLanguage()]?.get(key) ?? tables.en?.get(key) ?? "";
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
};
const count = (key, n) => {
  const forms = say(key).split("|");
  const form = ["one", "few"].indexOf(new Intl.PluralRules(pageLanguage()).select(n));
  const at = forms.length > 2 ? (form < 0 ? 2 : form) : Number(form !== 0);
  return forms[Math.min(at, forms.length - 1)].replace("{n}", number(n));
};
const number = (n) => n.toLocaleString(pageLanguage());
/** Replaces control and direction characters in the name of a file, which would change the sentence around it. */
const harmless = (name) => name.replace(/[\p{Cc}\p{Cf}]/gu, "·");

// The worker. It answers in order.
let worker;
let waiting = [];
let latest;

function ask(...message) {
  return new Promise((done, fail) => {
    waiting.push({ done, fail, message });
    if (!worker) start();
    else if (waiting.length === 1) send();
  });
}

const send = () => {
  const [first] = waiting;
  if (first) worker.postMessage({ input: first.message }, first.message.filter((part) => part instanceof ArrayBuffer));
};

function start() {
  worker = saysoWorker();
  worker.onmessage = ({ data: { ready, done, bytes, tenths, fault } }) => {
    if (ready) return send();
    if (done !== undefined) return progress(done);
    if (fault !== undefined || !bytes) return stop(new Error("fault"));
    waiting.shift().done([bytes, tenths]);
    return send();
  };
  worker.onerror = (event) => { event.preventDefault(); stop(new Error("not loaded")); };
  // The single file has one program for everything, whose address the worker cannot read.
  worker.postMessage({ module: dataset.checks, wasm: "classic" in dataset ? notify.program : undefined, answers: "checked" });
}

/** Ends the worker, which closes the library. Requests that wait are rejected with `why`. */
function stop(why) {
  worker?.terminate();
  worker = undefined;
  const ended = waiting;
  waiting = [];
  ended.forEach(({ fail }) => fail(why));
  if (library) [library, matches] = [undefined, []];
  notify("open", false);
  draw();
}

function progress(done) {
  if (reading) reading[1] = done;
  draw();
}

/** Splits an answer into the bytes that the page reads, and JSON. */
const parts = (bytes) => {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return [bytes.slice(4, 4 + size), JSON.parse(new TextDecoder().decode(bytes.subarray(4 + size)))];
};

/** Opens the bytes that `get` returns. If it fails, `missing` is the key of the message. Returns whether they are a
 * library or a feed. */
async function open(name, get, missing) {
  refused = "";
  reading = [name, 0];
  draw();
  const refuse = (key) => { refused = say(key, { file: harmless(name) }); };
  let opened = false;
  try {
    const bytes = await get().catch(() => undefined);
    if (!bytes) refuse(missing);
    else if (bytes.byteLength > LARGEST) refuse("ui.published.too-large");
    else {
      const [answer, tenths] = await ask(name, bytes);
      const [, { library: found, fault, memory }] = parts(answer);
      // For measurements: tenths of milliseconds, and bytes.
      Object.assign(document.documentElement.dataset, { checksOpened: tenths, checksMemory: memory });
      if (found) [library, matches, opened] = [found, [], true];
      else refuse(fault);
    }
  } catch (fault) {
    // Without a message, the reader has cancelled it.
    if (fault.message) refuse("ui.published.failed");
  }
  reading = undefined;
  if (opened) notify("open", true);
  draw();
  return opened;
}

// Stores a library on the device; `null` deletes it, and no value reads it. It is too large for the storage of the
// settings, which only records that there is one.
const stored = (value) => new Promise((done, fail) => {
  const asked = indexedDB.open("sayso", 1);
  asked.onerror = fail;
  asked.onupgradeneeded = () => asked.result.createObjectStore("files");
  asked.onsuccess = () => {
    const change = asked.result.transaction("files", "readwrite");
    const files = change.objectStore("files");
    const act = value ? files.put(value, "checks") : value === null ? files.delete("checks") : files.get("checks");
    change.oncomplete = () => done(act.result);
    change.onabort = () => fail(change.error);
    asked.result.close();
  };
});
const kept = () => { try { return localStorage.getItem(KEPT); } catch { return null; } };

async function keep() {
  try {
    const [bytes] = await ask();
    await stored([library.name, bytes.slice().buffer]);
    localStorage.setItem(KEPT, `sayso 1\n${library.name}\n${library.size}`);
  } catch {
    forget();
    refused = say("ui.published.full");
  }
  draw();
}

/** Deletes the library from the device. It stays open. */
export function forget() {
  try { localStorage.removeItem(KEPT); } catch { /* There is no storage, so nothing is kept. */ }
  // Without a database there is nothing to delete.
  stored(null).catch(() => {});
  draw();
}

async function restore() {
  const [name, bytes] = (await stored().catch(() => undefined)) ?? [];
  // The browser may have deleted it.
  if (!bytes || !(await open(name, async () => bytes))) forget();
}

const offered = () => open("checks.sayso", async () => {
  const answer = await fetch(new URL(link?.getAttribute("href") ?? "checks.sayso", document.baseURI));
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.arrayBuffer();
}, "ui.published.not-offered");

/** Opens a file that the reader has chosen. It replaces the library on the device, if there is one. */
export async function file(chosen) {
  if (chosen.size > LARGEST) refused = say("ui.published.too-large", { file: harmless(chosen.name) });
  else if ((await open(chosen.name, () => chosen.arrayBuffer(), "ui.published.failed")) && kept()) await keep();
  draw();
}

/** Matches a text with its packed findings. Of several texts that wait, only the last one is matched. */
export async function find(text, findings) {
  latest = text;
  // Typing asks more often than the worker answers.
  if (waiting.length) await new Promise((done) => { setTimeout(done, 50); });
  if (latest !== text || !library) return;
  const [answer, tenths] = await ask(text, findings).catch(() => []);
  if (!answer || latest !== text) return;
  const [packed, found] = parts(answer);
  matches = found;
  document.documentElement.dataset.checksMatched = tenths;
  notify(text, packed);
  draw();
}

// The views.
const make = (name, props = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (key in element) element[key] = value;
    else if (value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter(Boolean));
  return element;
};
const said = (name, key, props) => make(name, props, say(key));
const button = (id, key, onclick) => said("button", key, { type: "button", id, onclick });

/** Returns the address if it starts with http or https and has no credentials, otherwise an empty string. */
function address(text) {
  try {
    const { protocol, username, password, href } = new URL(text);
    return /^https?:$/.test(protocol) && !username && !password ? href : "";
  } catch {
    return "";
  }
}

const review = ({ title, date, publisher, verdict, url, language }) => {
  const href = address(url);
  return make("li", { lang: language, dir: "auto" },
    make("span", {}, make("b", { "data-part": "publisher" }, publisher), " ", make("small", { "data-part": "date" }, date)),
    verdict && make("q", { className: "verdict", "data-part": "verdict" }, verdict),
    href && make("a", { href, target: "_blank", rel: "noopener noreferrer nofollow", referrerPolicy: "no-referrer" }, title || say("ui.published.read")));
};

/** Returns the claim, its checks, and why they are shown. Everything is as its publisher wrote it. */
const check = ({ claim, claimant, reviews, stance, words }) => make("div", { className: "check" },
  make("p", {}, make("q", { dir: "auto", "data-part": "claim" }, claim), " ", claimant && make("small", { "data-part": "claimant" }, say("ui.by", { name: claimant }))),
  make("ul", {}, ...reviews.map(review)),
  stance !== "repeats" && make("p", { "data-part": "also" }, said("b", "ui.published.also")),
  said("p", "", { className: "calm", "data-part": "words", textContent: say("ui.published.words", { words }) }));

function entry(at) {
  const one = matches[at];
  const go = make("button", { type: "button", "data-item": `k${at}`, onclick: () => notify("go", at) }, one.sentence);
  const not = button("", "ui.checks.not", ({ detail }) => {
    notify("not", at);
    // Pressed with the keyboard: the button disappears, so focus moves to the one that undoes it.
    if (!detail) setTimeout(() => document.getElementById("undo-change")?.focus());
  });
  not.className = "small";
  not.name = "not-same";
  return make("li", {}, go, check(one), not);
}

/** The number of entries that are created at a time. */
const FIRST = 100;
let most = FIRST;

function list({ items, find: query }) {
  const terms = query.toLowerCase().split(/\s+/).filter(Boolean);
  const has = ({ claim, claimant, reviews }) => {
    const words = [claim, claimant, ...reviews.map(({ publisher }) => publisher)].join(" ").toLowerCase();
    return terms.every((term) => words.includes(term));
  };
  const all = items.split(" ").filter(Boolean).map(Number).filter((at) => matches[at] && has(matches[at]));
  const of = (shown) => all.filter((at) => matches[at].shown === shown);
  const [shown, similar] = [of(true), of(false)];
  const entries = (own) => make("ul", { className: "checks" }, ...own.slice(0, most).map(entry));
  const fold = make("details", { className: "others", open: Boolean(document.querySelector("#checks .others[open]")) },
    make("summary", {}, count("ui.published.similar", similar.length)), entries(similar));
  const more = said("button", "ui.more", { type: "button", className: "more", onclick: () => { most += FIRST; draw(); } });
  return [
    !shown.length && said("p", "ui.published.none", { className: "calm" }),
    entries(shown),
    similar.length > 0 && fold,
    Math.max(shown.length, similar.length) > most && more,
    library && make("p", { className: "calm" }, contents()),
  ].filter(Boolean);
}

const contents = () => {
  const { name, claims, checks, size, latest: date } = library;
  const places = { name: harmless(name), claims: number(claims), checks: number(checks), size: number(Math.ceil(size / 1000)), date };
  return say(date ? "ui.published.holds.dated" : "ui.published.holds", places);
};

/** Returns what the dialog says about the library. */
function libraryStatus() {
  if (reading) {
    const label = say("ui.published.reading", { file: harmless(reading[0]) });
    const bar = make("progress", { max: 100, value: reading[1], "aria-label": label });
    return [make("p", {}, label, " ", bar, " ", button("library-cancel", "ui.work.cancel", () => stop(new Error(""))))];
  }
  const faults = library?.faults.map((fault) => make("li", {}, fault)) ?? [];
  return [
    refused && make("p", { id: "library-refused" }, refused),
    library && make("p", { id: "library" }, contents()),
    library?.left_out > 0 && make("details", {}, make("summary", {}, count("ui.published.left-out", library.left_out)), make("ul", {}, ...faults)),
  ].filter(Boolean);
}

function libraryActions() {
  if (!library || reading) return [];
  const close = () => { forget(); stop(new Error("")); };
  return [kept() ? say("ui.published.kept") : button("library-keep", "ui.published.keep", keep), " ", button("library-delete", "ui.published.delete", close)];
}

/** Fills the dialog. Only its last two parts change, so that screen readers announce the status and focus stays. */
function dialog(_, element) {
  if (element.lang !== pageLanguage()) {
    const input = make("input", { type: "file", id: "library-file", accept: ".sayso,.json,.jsonl,.ndjson,.csv,.tsv,.html,.htm" });
    input.onchange = () => { if (input.files[0]) file(input.files[0]); };
    const site = async () => { if ((await offered()) && kept()) await keep(); };
    element.lang = pageLanguage();
    element.replaceChildren(...[
      said("p", "ui.published.what"),
      said("p", "ui.published.get", { className: "calm" }),
      make("label", {}, say("ui.published.open"), input),
      !("classic" in dataset) && make("p", {}, button("library-offered", "ui.published.site", site)),
      make("div", { role: "status" }),
      make("p"),
    ].filter(Boolean));
  }
  const [status, foot] = [...element.children].slice(-2);
  status.replaceChildren(...libraryStatus());
  foot.replaceChildren(...libraryActions());
}

const VIEWS = {
  dialog,
  list: (data, element) => element.replaceChildren(...list(data)),
  card: ({ items }, element) => element.replaceChildren(...(matches[items] ? [check(matches[items])] : [])),
};
const drawn = new WeakMap();
let changes = 0;

/** Fills the elements of the page that have changed. */
function fill() {
  for (const element of document.querySelectorAll("#app [data-published]")) {
    const { published, items = "", find: query = "" } = element.dataset;
    const state = JSON.stringify([published, items, query, pageLanguage(), changes]);
    if (drawn.get(element) === state) continue;
    drawn.set(element, state);
    const focused = element.contains(document.activeElement);
    VIEWS[published]({ items, find: query }, element);
    // The focused button may be gone.
    if (focused && !element.contains(document.activeElement)) element.querySelector("button, input")?.focus();
  }
}

function draw() {
  changes += 1;
  fill();
}

/** Starts. `tell` becomes `notify`. */
export async function begin(tell) {
  notify = tell;
  await Promise.all([load("en"), load(pageLanguage())]);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets.push(sheet);
  new MutationObserver(fill).observe(document.getElementById("app"), { subtree: true, childList: true, attributeFilter: ["data-items", "data-find"] });
  new MutationObserver(async () => { await load(pageLanguage()); draw(); }).observe(document.documentElement, { attributeFilter: ["lang"] });
  fill();
  if (kept()) await restore();
  else if (link && "load" in link.dataset) await offered();
}

/** Does nothing. The page calls it only to have this script loaded. */
export const ready = () => {};

// The mark is the border of an inline box, which moves no word and goes with every other mark.
const STYLE = `
[data-mode=read] .mark.checked { border-bottom: 2px dotted var(--accent); padding-bottom: .12em; }
[role=tablist] { flex-wrap: wrap; column-gap: .7rem; }
.checks > li { padding: .5rem 0 .7rem; font-size: .8125rem; }
.checks > li + li { border-top: 1px solid var(--line); }
.checks > li > [data-item] { width: 100%; padding: .35rem .5rem .35rem .75rem; border: 0; background: none; border-radius: .375rem; font: 1rem/1.35 var(--serif); overflow-wrap: anywhere; }
.checks > li > [data-item]:hover { background: color-mix(in srgb, var(--ink) 4%, transparent); }
.checks .small { margin-inline-start: .75rem; }
.check { padding: 0 .75rem; font-size: .8125rem; line-height: 1.4; overflow-wrap: anywhere; }
#card .check { padding: 0; }
.check > * { margin: .35rem 0; }
.check q { font-family: var(--serif); }
.check li { border-inline-start: 2px solid var(--accent); padding-inline-start: .6rem; margin-block: .4rem; }
.check li > * { display: block; }
.check .verdict { quotes: none; font: 600 .9375rem/1.35 var(--sans); }
#published label { display: grid; gap: .3rem; margin: .8rem 0; }
#published input { font: inherit; max-width: 100%; }
#published li, #library { overflow-wrap: anywhere; }
`;
