// Asks the extension for an analysis. Uses messages, so that the content security policy of the page's site does not
// matter.
import { Fault } from "../embed/fault.js";
import { api } from "./api.js";

let port;
let number = 0;
/** The time in milliseconds after which a browser has removed the interface of an extension that is gone. */
const LATER = 200;
const waiting = new Map();
let gone = () => {};

/** Calls `then` once the extension has been removed, switched off or updated. */
export function whenGone(then) {
  gone = then;
}

/** Returns whether the extension is still there. */
export const alive = () => Boolean(api.runtime?.id);

/** Does nothing, because the extension ends its analysis itself. */
export function hold() {}

export function release() {
  for (const { reject } of waiting.values()) reject(new Fault("ended", "the marks were switched off"));
  waiting.clear();
  port?.disconnect();
  port = undefined;
}

/** Returns the findings in a text: `{ found }`. Rejects with a [`Fault`]. */
export const analyze = async (text) => ({ found: await ask({ text }) });

/** Returns the article in a page, see src/web/markup.rs. Rejects with a [`Fault`]. */
export const displayed = (nodes) => ask({ nodes });

function ask(message) {
  return new Promise((resolve, reject) => {
    number += 1;
    waiting.set(number, { resolve, reject });
    try {
      port ??= connect();
      port.postMessage({ id: number, ...message });
    } catch {
      // The extension was removed or updated.
      end("not-loaded", "the extension was removed or updated");
    }
  });
}

function connect() {
  const made = api.runtime.connect({ name: "analysis" });
  made.onMessage.addListener(({ id, found, code, name }) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (found) one?.resolve(found);
    else one?.reject(new Fault(code, name ?? code));
  });
  // Browsers end the extension's thread when it is idle; the next question starts it again.
  made.onDisconnect.addListener(() => {
    end("not-loaded", "the extension does not answer");
    setTimeout(() => alive() || gone(), LATER);
  });
  return made;
}

function end(code, message) {
  for (const { reject } of waiting.values()) reject(new Fault(code, message));
  waiting.clear();
  port = undefined;
}
