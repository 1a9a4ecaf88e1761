// The analysis in a worker, shared by all widgets of the page. It ends with the last of them.

import { Fault, describe } from "./fault.js";

let worker;
let users = 0;
let number = 0;
let addresses = {};
let policy;
const waiting = new Map();

/** Keeps the worker until [`release`] is called. */
export function hold() {
  users += 1;
}

/** Ends the worker if nothing holds it any more. */
export function release() {
  users -= 1;
  if (users > 0) return;
  for (const { reject } of waiting.values()) reject(new Fault("ended", "the widget was switched off"));
  end();
}

/**
 * Returns the findings in a text, and the version that found them: `{ found, version }`. Rejects with a [`Fault`].
 * `offsets` is the unit of the spans. `language` is that of the text, if it is known. `declared` is the language that
 * the page states, which is used if the text does not show its language.
 */
export function analyze(text, { offsets = "utf16", language, declared } = {}) {
  return new Promise((resolve, reject) => {
    number += 1;
    waiting.set(number, { resolve, reject });
    try {
      worker ??= start();
    } catch (fault) {
      return fail("no-worker", describe(fault));
    }
    try {
      worker.postMessage({ id: number, text, offsets, language, declared });
    } catch (fault) {
      return fail("fault", describe(fault));
    }
    return undefined;
  });
}

/** Returns a new worker that runs a file next to this one. */
export function spawn(name) {
  const own = new URL(name, import.meta.url);
  let place = own;
  if (own.origin !== location.origin) {
    // A worker's script must have the page's origin, but it may import a module from another one.
    addresses[name] ??= URL.createObjectURL(new Blob([`import ${JSON.stringify(own.href)};`], { type: "text/javascript" }));
    place = addresses[name];
  }
  return new Worker(trusted(place), { type: "module", name: "sayso" });
}

function start() {
  const made = spawn("worker.js");
  made.onmessage = ({ data: { id, found, version, code, message, ...fault } }) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (found) one?.resolve({ found, version });
    else if (id) one?.reject(new Fault(code, message ?? describe(fault)));
    else fail(code, message);
  };
  made.onmessageerror = () => fail("fault", "no answer");
  made.onerror = (event) => {
    event.preventDefault();
    // The browser's own message may quote what was passed to the script.
    fail("no-worker", "the worker could not be loaded, or stopped");
  };
  return made;
}

// A host that requires Trusted Types must allow the policy "sayso"; otherwise there is no worker.
function trusted(place) {
  // In a browser without Trusted Types, the property may be an element of the host with that id.
  policy ??= globalThis.trustedTypes?.createPolicy?.("sayso", { createScriptURL: (address) => address });
  return policy ? policy.createScriptURL(place) : place;
}

function fail(code, message) {
  for (const { reject } of waiting.values()) reject(new Fault(code, message));
  end();
}

function end() {
  waiting.clear();
  worker?.terminate();
  worker = undefined;
  Object.values(addresses).forEach((address) => URL.revokeObjectURL(address));
  addresses = {};
}
