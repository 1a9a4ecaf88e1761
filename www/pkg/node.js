// In Node, the program is read from disk, because `fetch` cannot read files there. When the import of this file has
// finished, the program is loaded.
import { readFile } from "node:fs/promises";
import { load } from "./index.js";

await load(await readFile(new URL("core_bg.wasm", import.meta.url)));

export * from "./index.js";
