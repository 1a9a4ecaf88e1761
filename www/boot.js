// Starts the program, or says why it cannot. A file of its own, since the page's policy allows no inline script.
const { dataset } = document.querySelector("script[data-module]");
// Whole addresses: the worker, which lies elsewhere, is told some of them.
for (const name in dataset) dataset[name] = new URL(dataset[name], document.baseURI).href;

// Where a browser knows Trusted Types the page's policy lets nothing but these two make markup or a script of a string.
const rules = { createHTML: (html) => html, createScriptURL: (address) => address };
const trusted = globalThis.trustedTypes?.createPolicy("sayso", rules) ?? rules;
// A document of its own, in which nothing runs and nothing loads.
globalThis.saysoParse = (html) => new DOMParser().parseFromString(trusted.createHTML(html), "text/html");
// Where the page is one file, browsers take no module.
globalThis.saysoWorker = () => new Worker(trusted.createScriptURL(dataset.worker), { type: "classic" in dataset ? "classic" : "module" });
const offline = (place) => navigator.serviceWorker?.register(trusted.createScriptURL(place), { updateViaCache: "none" });

const part = (name) => document.getElementById(`fault${name}`);

// Describes an exception by its name, its kind and its locations in the programs. Never by its message, which may quote the
// article: people pass reports and consoles on.
const kinds = ["unreachable", "out of bounds", "call stack", "recursion", "memory", "array length"];
const describe = (fault) => {
  const name = /^[A-Z][A-Za-z]*Error$/.test(fault?.name) ? fault.name : "Error";
  const message = String(fault?.message).toLowerCase();
  const kind = kinds.find((kind) => message.includes(kind));
  const places = String(fault?.stack).match(/wasm-function\[\d+\]:0x[\da-f]+|\b(?:boot|page-[\da-f]+|extras|compare)\.js:\d+:\d+/g) ?? [];
  return [kind ? `${name}: ${kind}` : name, ...places.slice(0, 20)].join("\n");
};

// What browsers call the end of a program that did not panic. It is told here, since that program cannot: most often memory has run out.
const ends = ["RuntimeError", "RangeError", "InternalError"];
for (const name of ["error", "unhandledrejection"]) {
  addEventListener(name, (event) => {
    const fault = event.error ?? event.reason;
    if (!fault) return;
    // The browser would write the message into its console.
    event.preventDefault();
    console.error(describe(fault));
    const root = document.documentElement.dataset;
    if (!ends.includes(fault.name) || root.fault) return;
    root.fault = "yes";
    const { words, program, copy } = part("").dataset;
    if (words) {
      part("-words").textContent = words.replace("{where}", fault.name);
      // The report of an earlier fault may have been copied, and the button says so.
      part("-copy").textContent = copy;
    }
    part("").dataset.report = `${program ?? "Sayso"}\n${describe(fault)}`;
    part("").hidden = false;
  });
}

// The report of a fault is put together here, since the program itself may have stopped.
part("-close").onclick = () => { part("").hidden = true; };
part("-copy").onclick = async () => {
  const lines = [part("").dataset.report ?? "Sayso", navigator.userAgent];
  if (part("-text").checked) lines.push("", document.getElementById("text")?.value ?? "");
  const report = lines.join("\n");
  try {
    await navigator.clipboard.writeText(report);
    part("-copy").textContent = part("").dataset.copied ?? "Copied";
  } catch {
    // Without the right to the clipboard the reader copies it by hand.
    part("-report").hidden = false;
    part("-report").value = report;
    part("-report").select();
  }
};

// The smallest program that needs SIMD: a function without parameters that makes a vector of zeros and drops it.
const simd = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11];
const lacks = () => {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(new Uint8Array(simd))) return "WebAssembly with SIMD";
  if (typeof HTMLDialogElement !== "function") return "dialogs";
  if (!CSS.supports("color", "light-dark(#000, #fff)")) return "the colour function light-dark";
  return "";
};

// What few readers need are programs of their own, each fetched once, when it is asked for.
const fetched = {};
const program = (name) => () => {
  fetched[name] ??= import(dataset[name]).then(async (program) => {
    await program.default();
    return program;
  });
  // Without a network now, there may be one later.
  fetched[name].catch(() => { fetched[name] = undefined; });
  return fetched[name];
};
globalThis.saysoExtras ??= program("extras");
globalThis.saysoCompare ??= program("compare");

// A text that lies beside the page: the sentences of a language, an example.
globalThis.saysoText ??= async (path) => {
  const answer = await fetch(dataset.files + path);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
};

// What other programs hand to the installed page: a file that is opened with it, or what is shared with it, a text or a file.
globalThis.saysoGiven = (take) => {
  globalThis.launchQueue?.setConsumer(async ({ files }) => { if (files.length) take(await files[0].getFile()); });
  const worker = dataset.offline && navigator.serviceWorker;
  worker?.addEventListener("message", ({ data }) => { if (data.shared) take(data.shared); });
  worker?.ready.then(({ active }) => active.postMessage("shared?"));
  worker?.startMessages();
};

// Which kept articles are open, here and in other tabs: an open one never makes room for others. Locks end with their tab.
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
// A page with a lock cannot be shown again as it was when the reader comes back to it.
addEventListener("pagehide", () => release?.());
addEventListener("pageshow", ({ persisted }) => {
  const name = shown;
  shown = "";
  if (persisted) saysoHold(name);
});

// On a host that has it, the page can be opened again with no network.
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
