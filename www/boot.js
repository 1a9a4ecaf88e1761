// Starts the program, or says why it cannot. This is a separate file, because the page's content security policy
// forbids inline scripts.
const { dataset } = document.querySelector("script[data-module]");
// Absolute addresses, because some are passed to the worker, whose base address differs.
for (const name in dataset) dataset[name] = new URL(dataset[name], document.baseURI).href;

// In browsers with Trusted Types, the page's policy lets only these two create markup or script addresses from strings.
const rules = { createHTML: (html) => html, createScriptURL: (address) => address };
const trusted = globalThis.trustedTypes?.createPolicy("sayso", rules) ?? rules;
// A separate document, in which nothing runs and nothing is loaded.
globalThis.saysoParse = (html) => new DOMParser().parseFromString(trusted.createHTML(html), "text/html");
// If the page is a single file, the worker is no module, because browsers do not load modules in it.
globalThis.saysoWorker = () => new Worker(trusted.createScriptURL(dataset.worker), { type: "classic" in dataset ? "classic" : "module" });
const offline = (place) => navigator.serviceWorker?.register(trusted.createScriptURL(place), { updateViaCache: "none" });

const part = (name) => document.getElementById(`fault${name}`);

// Describes an exception by its name, its kind and its locations in the programs. Never by its message, which may quote
// the article: people pass on reports and console output.
const kinds = ["unreachable", "out of bounds", "call stack", "recursion", "memory", "array length"];
const describe = (fault) => {
  const name = /^[A-Z][A-Za-z]*Error$/.test(fault?.name) ? fault.name : "Error";
  const message = String(fault?.message).toLowerCase();
  const kind = kinds.find((kind) => message.includes(kind));
  const places = String(fault?.stack).match(/wasm-function\[\d+\]:0x[\da-f]+|\b(?:boot|page-[\da-f]+|extras|compare|languages|checks|published|margin)\.js:\d+:\d+/g) ?? [];
  return [kind ? `${name}: ${kind}` : name, ...places.slice(0, 20)].join("\n");
};

// The exceptions with which a program ends without a panic, usually because memory is exhausted. They are shown here,
// because that program no longer can.
const ends = ["RuntimeError", "RangeError", "InternalError"];
for (const name of ["error", "unhandledrejection"]) {
  addEventListener(name, (event) => {
    const fault = event.error ?? event.reason;
    if (!fault) return;
    // Otherwise the browser writes the message to its console.
    event.preventDefault();
    console.error(describe(fault));
    const root = document.documentElement.dataset;
    if (!ends.includes(fault.name) || root.fault) return;
    root.fault = "yes";
    const { words, program, copy } = part("").dataset;
    if (words) {
      part("-words").textContent = words.replace("{where}", fault.name);
      // The report of an earlier fault may have been copied, in which case the button says so.
      part("-copy").textContent = copy;
    }
    part("").dataset.report = `${program ?? "Sayso"}\n${describe(fault)}`;
    part("").hidden = false;
  });
}

// The report is assembled here, because the program itself may have stopped.
part("-close").onclick = () => { part("").hidden = true; };
part("-copy").onclick = async () => {
  const lines = [part("").dataset.report ?? "Sayso", navigator.userAgent];
  if (part("-text").checked) lines.push("", document.getElementById("text")?.value ?? "");
  const report = lines.join("\n");
  try {
    await navigator.clipboard.writeText(report);
    part("-copy").textContent = part("").dataset.copied ?? "Copied";
  } catch {
    // Without access to the clipboard, the reader copies it by hand.
    part("-report").hidden = false;
    part("-report").value = report;
    part("-report").select();
  }
};

// The smallest module that needs SIMD: a function without parameters that creates a vector of zeros and drops it.
const simd = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11];
const lacks = () => {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(new Uint8Array(simd))) return "WebAssembly with SIMD";
  if (typeof HTMLDialogElement !== "function") return "dialogs";
  if (!CSS.supports("color", "light-dark(#000, #fff)")) return "the colour function light-dark";
  return "";
};

// Parts that few readers need are separate programs, each loaded once, on demand.
const fetched = {};
const program = (name) => () => {
  fetched[name] ??= import(dataset[name]).then(async (program) => {
    await program.default();
    return program;
  });
  // A failed attempt is forgotten, because there may be a network later.
  fetched[name].catch(() => { fetched[name] = undefined; });
  return fetched[name];
};
globalThis.saysoExtras ??= program("extras");
globalThis.saysoCompare ??= program("compare");
globalThis.saysoLanguages ??= program("languages");

// A text file next to the page: the strings of a language, its words for the analysis, or an example.
globalThis.saysoText ??= async (path) => {
  const answer = await fetch(dataset.files + path);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
};

// Published fact-checks: the script is loaded when the reader asks for them, or if a library is kept on the device
// or the host wants one to be loaded.
let notify;
let published;
globalThis.saysoPublished = (name, ...given) => {
  if (name === "listen") {
    notify = given[0];
    if (!given[1] && !document.querySelector("link[rel=sayso-checks][data-load]")) return;
  }
  published ??= import(dataset.published).then(async (own) => {
    await own.begin(notify);
    return own;
  });
  published.then((own) => own[name]?.(...given), () => { published = undefined; notify("failed"); });
};

// Articles in languages other than English are passed to a worker that loads the rules, preceded by the words of their
// language. They are read one at a time; of those that wait, only the latest is read.
const tables = {};
let reader;
let turn = 0;
let last = Promise.resolve();
const begin = (wasm) => new Promise((ready, fail) => {
  const worker = saysoWorker();
  worker.onmessage = ({ data }) => (data.ready ? ready(worker) : fail());
  worker.onerror = (event) => { event.preventDefault(); fail(); };
  // If the page is a single file, its program contains the rules.
  worker.postMessage({ module: dataset.languages, wasm: "classic" in dataset ? wasm : undefined, answers: "read" });
});
const read = async (language, text, wasm) => {
  tables[language] ??= saysoText(`languages/${language}.tsv`);
  // A failed attempt is forgotten, because there may be a network later.
  tables[language].catch(() => { tables[language] = undefined; });
  const input = `${await tables[language]}\0${text}`;
  reader ??= begin(wasm);
  const worker = await reader.catch(() => { reader = undefined; });
  // Not every browser allows workers. Without one, the rules run in this thread.
  if (!worker) return (await saysoLanguages()).read(input);
  return new Promise((done, fail) => {
    worker.onmessage = ({ data: { bytes, fault } }) => {
      if (bytes) return done(bytes);
      saysoStopReading();
      return fail(fault);
    };
    worker.postMessage({ input });
  });
};
globalThis.saysoRead = (language, text, wasm) => {
  const own = (turn += 1);
  last = last.catch(() => {}).then(() => (own === turn ? read(language, text, wasm) : undefined));
  return last;
};
globalThis.saysoStopReading = () => {
  reader?.then((worker) => worker.terminate(), () => {});
  reader = undefined;
  last = Promise.resolve();
};

// What other programs pass to the installed page: a file opened with it, or a text or file shared with it.
globalThis.saysoGiven = (take) => {
  globalThis.launchQueue?.setConsumer(async ({ files }) => { if (files.length) take(await files[0].getFile()); });
  const worker = dataset.offline && navigator.serviceWorker;
  worker?.addEventListener("message", ({ data }) => { if (data.shared) take(data.shared); });
  worker?.ready.then(({ active }) => active.postMessage("shared?"));
  worker?.startMessages();
};

// Records which saved articles are open, in this tab and in others, because open articles are never evicted. Each is a
// lock, which ends with its tab.
let shown = "";
let release;
globalThis.saysoHold = (name) => {
  if (name === shown) return;
  release?.();
  shown = name;
  const released = new Promise((done) => { release = done; });
  if (name) navigator.locks?.request(name, { mode: "shared" }, () => released).catch(() => {});
};
globalThis.saysoHeld = async () => {
  const { held = [], pending = [] } = (await navigator.locks?.query().catch(() => {})) ?? {};
  return [shown, ...[...held, ...pending].map(({ name }) => name)];
};
// A page that holds a lock cannot be restored from the back/forward cache.
addEventListener("pagehide", () => release?.());
addEventListener("pageshow", ({ persisted }) => {
  const name = shown;
  shown = "";
  if (persisted) saysoHold(name);
});

// If the host provides a service worker, the page can be opened again without a network.
if (dataset.offline) {
  offline(dataset.offline)?.catch((fault) => console.warn(describe(fault)));
}

const lacking = lacks();
if (lacking) {
  part("-words").textContent = `This browser is too old for Sayso: it lacks ${lacking}. Please use a current Firefox, Chrome, Edge or Safari.`;
  part("").hidden = false;
} else {
  try {
    const { default: init } = await import(dataset.module);
    await init({ module_or_path: dataset.wasm });
  } catch (fault) {
    console.error(describe(fault));
    part("").dataset.report = `Sayso\n${describe(fault)}`;
    part("").hidden = false;
  }
}
