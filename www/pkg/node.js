// In Node, the program is read from disk, because `fetch` cannot read files there. It is loaded once the import has
// finished.
import { readFile } from "node:fs/promises";
import { load } from "./index.js";

await load(await readFile(new URL("core_bg.wasm", import.meta.url)));

export * from "./index.js";
