// In Node the program is read from the disk, since `fetch` reads no files there; it is ready when the import is.
import { readFile } from "node:fs/promises";
import { load } from "./index.js";

await load(await readFile(new URL("core_bg.wasm", import.meta.url)));

export * from "./index.js";
