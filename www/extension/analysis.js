// Runs the analysis in a thread of the extension. It is the program of the workbench, without its page.
import init, { displayed, findings } from "./page/program.js";

let loading;

/** Answers a message of a page: `{ id, text }` with the findings in a text, `{ id, nodes }` with the article in a page
 * (see src/web/markup.rs). Never rejects. */
export async function answer({ id, text, nodes }) {
  try {
    loading ??= init({ module_or_path: new URL("page/program_bg.wasm", import.meta.url) });
    await loading;
  } catch (fault) {
    loading = undefined;
    return { id, code: fault instanceof WebAssembly.CompileError ? "no-wasm" : "not-loaded" };
  }
  try {
    if (nodes) {
      const { apart, ...found } = displayed(nodes);
      return { id, found: { ...found, apart: indices(apart) } };
    }
    // Check-worthiness is not shown, so it is not sent.
    return { id, found: { ...findings(text), checks: [] } };
  } catch (fault) {
    // Without the message, which may quote the text.
    return { id, code: "fault", name: fault?.name };
  }
}

/** Returns the positions at which a list is not 0. Bytes cannot be sent, because messages to a page are JSON. */
function indices(bytes) {
  const found = [];
  bytes.forEach((byte, at) => { if (byte) found.push(at); });
  return found;
}
