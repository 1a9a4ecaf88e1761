// A cache of the article's blocks, so that only the parts of a busy page that change are read again.
import { own } from "./dom.js";

/** Maps the innermost blocks to the text that was read from them, or to `undefined` if they have changed since. */
export class BlockCache {
  #blocks = new Map();
  /** The block being read. */
  #open;

  begin() {
    this.#open = undefined;
  }

  /** Forgets blocks that are no longer in the page. */
  end() {
    for (const block of this.#blocks.keys()) if (!block.isConnected) this.#blocks.delete(block);
  }

  /** Returns the text of a block, `{ text, runs }`, with runs relative to its start; `undefined` if it must be read. */
  get(block) {
    const known = this.#blocks.get(block);
    return known?.runs && known;
  }

  /** Begins a block and returns its entry, for `close`. The block around it, if any, is not an innermost one. */
  open(block, writer) {
    this.part();
    writer.cut();
    const entry = { run: writer.map.runs.length };
    this.#blocks.set(block, entry);
    this.#open = block;
    return entry;
  }

  /** Ends a block, unless it changed while it was read. */
  close(block, entry, { map, clean, tail, length }) {
    if (this.#open === block) this.#open = undefined;
    if (this.#blocks.get(block) !== entry || !clean) return;
    const text = tail.replace(/^\n+/, "");
    const start = length - text.length;
    const runs = map.runs.slice(entry.run).map((one) => ({ ...one, start: one.start - start }));
    this.#blocks.set(block, { text, runs });
  }

  /** Excludes the block being read, because it has content elsewhere or contains blocks. */
  part() {
    this.#blocks.delete(this.#open);
    this.#open = undefined;
  }

  /** Records a change in this node. With `around`, the change may affect the visibility of everything inside. */
  changed(node, around) {
    let within = false;
    for (let at = node; at; at = own(at, "parentNode")) {
      if (!this.#blocks.has(at)) continue;
      this.#blocks.set(at, undefined);
      within = true;
    }
    if (around && !within) this.#blocks.clear();
  }

  clear() {
    this.#blocks.clear();
  }
}
