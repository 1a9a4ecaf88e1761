// Blocks of the article as they were read, so that a page that changes all the time is read anew only where it changes.
import { own } from "./dom.js";

/** The innermost blocks: what they were read as, or nothing where they have changed since. */
export class Memo {
  #blocks = new Map();
  /** The block that is being read. */
  #open;

  begin() {
    this.#open = undefined;
  }

  /** Forgets blocks that are no longer in the page. */
  end() {
    for (const block of this.#blocks.keys()) if (!block.isConnected) this.#blocks.delete(block);
  }

  /** What a block was read as: `{ text, runs }`, with runs that count from its start. */
  get(block) {
    const known = this.#blocks.get(block);
    return known?.runs && known;
  }

  /** Begins a block; the one around it is not an innermost one. */
  open(block, writer) {
    this.part();
    writer.cut();
    const learnt = { run: writer.map.runs.length };
    this.#blocks.set(block, learnt);
    this.#open = block;
    return learnt;
  }

  /** Ends the block, unless it has changed while it was read. */
  close(block, learnt, { map, clean, tail, length }) {
    if (this.#open === block) this.#open = undefined;
    if (this.#blocks.get(block) !== learnt || !clean) return;
    const text = tail.replace(/^\n+/, "");
    const start = length - text.length;
    const runs = map.runs.slice(learnt.run).map((one) => ({ ...one, start: one.start - start }));
    this.#blocks.set(block, { text, runs });
  }

  /** The block that is being read has parts elsewhere, or blocks of its own. */
  part() {
    this.#blocks.delete(this.#open);
    this.#open = undefined;
  }

  /** Something has changed in this node. `around`: it may change what is seen of all that the node holds. */
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
