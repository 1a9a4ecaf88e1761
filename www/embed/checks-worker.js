// Matches texts with the library of the host, in a separate thread. The program is next to this file.
import init, { Library } from "./matcher.js";

/** The maximum size of a library, in bytes. */
const LARGEST = 64 << 20;
let library;

onmessage = async ({ data: { id, address, text, analysis } }) => {
  try {
    library ??= open(address);
    postMessage({ id, found: (await library).matches(text, analysis) });
  } catch (fault) {
    library = undefined;
    // Only what this file or the program says, because a browser's message may quote the text.
    postMessage({ id, fault: /^the (file|server|analysis) /.test(fault?.message) ? fault.message : String(fault?.name) });
  }
};

async function open(address) {
  const [answer] = await Promise.all([fetch(address), init({ module_or_path: new URL("matcher_bg.wasm", import.meta.url) })]);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  if (Number(answer.headers.get("content-length")) > LARGEST) throw new Error("the file is too large for a library of fact-checks");
  return new Library(new Uint8Array(await answer.arrayBuffer()));
}
