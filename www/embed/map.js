// The correspondence between the article's text and the page's text nodes: extracts the text, and maps positions back
// to nodes.
import { own } from "./dom.js";
import { breaks, inside, unseen } from "./elements.js";

const MOST = 500_000;
/** The number of characters of a text node read in one unit of work, and of units between possible pauses. */
const CHARACTERS = 64;
const UNITS = 8;
const QUOTE = /["“”„«»‹›‟❝❞「」]/;

/** A stretch of the text within one text node, character by character: `text[start + i]` is `node.data[from + i]`. */
class Run {
  constructor(start, node, from, length) {
    this.start = start;
    this.node = node;
    this.from = from;
    this.length = length;
  }

  get end() {
    return this.start + this.length;
  }
}

/** A text, and the location of each of its characters in the page. */
export class TextMap {
  text = "";
  runs = [];
  /** The open shadow roots inside the article. */
  roots = [];

  /**
   * Returns the pieces of text nodes that `start..end` of the text covers, in order, one or more per node. Characters
   * that are not in the page, such as the quotation marks that browsers draw around <q>, are not covered.
   */
  pieces(start, end) {
    const pieces = [];
    for (let at = this.#first(start); at < this.runs.length && this.runs[at].start < end; at += 1) {
      const { start: own, node, from, length } = this.runs[at];
      const first = from + Math.max(start - own, 0);
      const last = from + Math.min(end - own, length);
      // A node that has changed since it was read may contain other words there.
      if (node.data.slice(first, last).replace(/\s/g, " ") !== this.text.slice(own + first - from, own + last - from)) continue;
      const before = pieces.at(-1);
      // White space that is rendered as a single space, or not at all, does not split a mark.
      if (before?.node === node && !/\S/.test(node.data.slice(before.end, first).replace(/[\u00ad\u200b]/g, ""))) before.end = last;
      else if (first < last) pieces.push({ node, start: first, end: last });
    }
    for (const piece of pieces) piece.words = piece.node.data.slice(piece.start, piece.end);
    return pieces;
  }

  #first(at) {
    let [low, high] = [0, this.runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.runs[middle].end <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * Reads the text of the page under `root`. A generator, so that the caller can pause. The page may change in the
 * meantime: nodes that are gone are skipped, and pieces whose words have changed are not marked. Blocks known to
 * `cache` are reused. `skip(node, words)` returns whether an element or, with `words`, a text node is not part of the
 * article.
 */
export function* read(root, cache, skip) {
  const writer = new Writer();
  const todo = [{ node: root }];
  cache.begin();
  while (todo.length && writer.length < MOST) {
    const { node, leave } = todo.pop();
    const type = !leave && node.isConnected && own(node, "nodeType");
    if (leave) {
      leave();
    } else if (type === Node.TEXT_NODE) {
      if (!skip(node, true)) yield* writer.words(node);
    } else if (type === Node.ELEMENT_NODE) {
      enter(node, node === root, writer, todo, cache, skip);
      yield;
    }
  }
  cache.end();
  return writer.end();
}

function enter(element, top, writer, todo, cache, skip) {
  if (own(element, "localName") === "br") return writer.line();
  const known = writer.clean && cache.get(element);
  if (known) return writer.block(known);
  const style = getComputedStyle(element);
  if (unseen(element, style)) return undefined;
  const lineBreaks = breaks(element, style);
  if (!top && skip(element, false)) return writer.break(lineBreaks);
  writer.break(lineBreaks);
  const entry = lineBreaks === 2 && writer.clean && cache.open(element, writer);
  // An invisible element may contain visible ones.
  const shown = writer.shown;
  const kept = writer.kept;
  writer.shown = style.visibility === "visible";
  writer.kept = /^(pre|break-spaces)/.test(style.whiteSpace) && style.whiteSpace !== "pre-line";
  const close = quote(element, writer);
  todo.push({
    leave() {
      close?.();
      writer.break(lineBreaks);
      writer.shown = shown;
      writer.kept = kept;
      if (entry) cache.close(element, entry, writer);
    },
  });
  const shadow = own(element, "shadowRoot");
  if (shadow) writer.map.roots.push(shadow);
  // Content located elsewhere in the document may change without a change in the block.
  if (shadow || own(element, "localName") === "slot") cache.part();
  // Table cells are separated by a space.
  if (["td", "th"].includes(own(element, "localName"))) writer.space ??= {};
  push(element, todo);
  return undefined;
}

function push(node, todo) {
  const nodes = inside(node);
  for (let at = nodes.length - 1; at >= 0; at -= 1) todo.push({ node: nodes[at] });
}

/** Adds the quotation marks that the element implies but does not contain. Returns a function that closes them. */
function quote(element, writer) {
  const localName = own(element, "localName");
  const text = () => own(element, "textContent");
  if (localName === "q" && writer.quotes < 2 && !QUOTE.test(text().trim().slice(0, 1))) {
    const [open, shut] = writer.quotes ? ["‘", "’"] : ["“", "”"];
    writer.quotes += 1;
    writer.pending.push(open);
    return () => {
      writer.quotes -= 1;
      writer.character(shut);
    };
  }
  if (localName === "blockquote" && !writer.quoted && !QUOTE.test(text())) {
    writer.quoted = true;
    writer.pending.push("“");
    return () => writer.unblock();
  }
  // The source is placed after the quotation, not inside it.
  if (writer.quoted && (localName === "cite" || localName === "footer")) writer.unblock();
  return undefined;
}

class Writer {
  map = new TextMap();
  /**
   * The text since the last block began, the pieces before it, and their total length. Only the short, current part of
   * the growing text is inspected, because browsers concatenate a whole string in order to inspect any of it.
   */
  tail = "";
  #before = [];
  #passed = 0;
  shown = true;
  kept = false;
  quotes = 0;
  quoted = false;
  /** Characters to be placed before the next word. */
  pending = [];
  /** White space since the last word: the text node that contains it, and its position there, if any. */
  space = undefined;
  #breaks = 0;
  /** Whether the text ends with a line break. */
  #broken = false;

  /** Returns whether a block that begins or ends here has the same text regardless of its context. */
  get clean() {
    return this.shown && !this.kept && !this.quotes && !this.quoted && !this.pending.length;
  }

  get length() {
    return this.#passed + this.tail.length;
  }

  /** Ends the current part of the text and begins another one. */
  cut() {
    this.#passed += this.tail.length;
    this.#before.push(this.tail);
    this.tail = "";
  }

  /** Returns everything that was read. */
  end() {
    this.cut();
    this.map.text = this.#before.join("");
    return this.map;
  }

  #put(words) {
    this.tail += words;
    this.#broken = words.endsWith("\n");
  }

  /** Adds a block from the cache. */
  block({ text, runs }) {
    this.break(2);
    if (!text) return;
    this.#flush();
    const { map } = this;
    for (const { start, node, from, length } of runs) map.runs.push(new Run(this.length + start, node, from, length));
    this.#put(text);
    this.break(2);
  }

  break(lines) {
    if (lines && this.length) this.#breaks = Math.max(this.#breaks, lines);
  }

  line() {
    this.#breaks = Math.min(this.#breaks + 1, 2);
  }

  /** Adds the words of a text node, in several steps if it is long. */
  *words(node) {
    if (!this.shown) return;
    const { data } = node;
    let [end, counted] = [0, 0];
    // Soft hyphens and zero-width spaces are not part of a word.
    for (const match of data.matchAll(/[^\s\u00ad\u200b]+/gu)) {
      this.#gap(node, data, end, match.index);
      this.#flush();
      this.#add(match[0], node, match.index);
      end = match.index + match[0].length;
      if (end - counted < CHARACTERS * UNITS) continue;
      counted = end;
      yield UNITS;
    }
    this.#gap(node, data, end, data.length);
  }

  #gap(node, data, start, end) {
    for (let at = start; at < end; at += 1) {
      const character = data[at];
      if (this.kept && character === "\n") this.line();
      else if (/\s/.test(character)) this.space = { node, at };
    }
  }

  /** Adds a closing quotation mark, which the page does not contain, after the last word. If the opening one is still
   * pending, drops that instead. */
  character(character) {
    if (this.pending.length) this.pending.pop();
    else this.#put(character);
  }

  unblock() {
    if (!this.quoted) return;
    this.quoted = false;
    this.character("”");
  }

  #flush() {
    if (this.length && this.#breaks) {
      this.#put("\n".repeat(this.#breaks));
      // A block quotation gets a quotation mark at the start of each of its paragraphs.
      if (this.quoted && this.#breaks > 1 && !this.pending.length) this.pending.push("“");
    } else if (this.space && this.length && !this.#broken) {
      if (this.space.node) this.#add(" ", this.space.node, this.space.at);
      else this.#put(" ");
    }
    this.space = undefined;
    this.#breaks = 0;
    if (this.pending.length) this.#put(this.pending.splice(0).join(""));
  }

  #add(words, node, from) {
    const { map } = this;
    const last = map.runs.at(-1);
    if (last?.node === node && last.end === this.length && last.from + last.length === from) last.length += words.length;
    else map.runs.push(new Run(this.length, node, from, words.length));
    this.#put(words);
  }
}
