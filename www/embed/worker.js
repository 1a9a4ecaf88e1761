// The analysis in a separate thread. The program is next to this file.
import { analyze, load, version } from "./program.js";

const forbidden = (fault) => typeof WebAssembly !== "object" || fault instanceof WebAssembly.CompileError;

onmessage = async ({ data: { id, text, offsets } }) => {
  try {
    await load();
  } catch (fault) {
    postMessage({ id, code: forbidden(fault) ? "no-wasm" : "not-loaded", message: String(fault) });
    return;
  }
  try {
    postMessage({ id, found: analyze(text, { offsets }), version: version() });
  } catch (fault) {
    // Without the message, which may quote the text.
    postMessage({ id, code: "fault", name: fault?.name, stack: fault?.stack });
  }
};
