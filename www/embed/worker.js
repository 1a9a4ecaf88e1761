// The analysis in a separate thread. The program is next to this file.
import { lacking, read } from "./packs.js";
import { analyze, load, version } from "./program.js";

const forbidden = (fault) => typeof WebAssembly !== "object" || fault instanceof WebAssembly.CompileError;

onmessage = async ({ data: { id, text, offsets, language, declared } }) => {
  try {
    await load();
  } catch (fault) {
    postMessage({ id, code: forbidden(fault) ? "no-wasm" : "not-loaded", message: String(fault) });
    return;
  }
  try {
    const found = analyze(text, { offsets, language, declared });
    // If the rules for its language cannot be loaded, the article has no marks, and a notice says so.
    postMessage({ id, found: lacking(found) && offsets !== "byte" ? await read(text, found.language).catch(() => found) : found, version: version() });
  } catch (fault) {
    // Without the message, which may quote the text.
    postMessage({ id, code: "fault", name: fault?.name, stack: fault?.stack });
  }
};
