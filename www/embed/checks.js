// Published fact-checks: matches the article with the library that the host names, in a separate worker. Loaded only if
// the host has set the attribute `checks`. It imports nothing, so that it shares no file with the widget.

/** The matcher of one library. `tools` are functions of the widget: `node`, `glyph`, `spawn`. */
export class Checks {
  #address;
  #tools;
  #worker;
  #number = 0;
  #waiting = new Map();

  constructor(address, tools) {
    [this.#address, this.#tools] = [address, tools];
  }

  /** Returns the matches of a text. The spans of `analysis` count bytes. The first call fetches the library. */
  match(text, analysis) {
    return new Promise((resolve, reject) => {
      this.#number += 1;
      this.#waiting.set(this.#number, { resolve, reject });
      this.#worker ??= this.#start();
      this.#worker.postMessage({ id: this.#number, address: this.#address, text, analysis });
    });
  }

  #start() {
    const worker = this.#tools.spawn("checks-worker.js");
    worker.onmessage = ({ data: { id, found, fault } }) => {
      const { resolve, reject } = this.#waiting.get(id) ?? {};
      this.#waiting.delete(id);
      if (found) resolve?.(found);
      else reject?.(new Error(fault));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#waiting.forEach(({ reject }) => reject(new Error("the worker could not be loaded, or stopped")));
      this.end();
    };
    return worker;
  }

  /** Ends the worker. */
  end() {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#waiting.clear();
  }

  /** Returns the card of a match: `{ title, parts }`. It shows the publishers' words, as text and never as markup. */
  card({ text, check, stance, words: shared }, say, excerpt) {
    const { node, glyph } = this.#tools;
    const reviews = check.reviews.map(({ title, date, publisher, verdict, url, language }) => {
      const href = web(url);
      const more = { target: "_blank", rel: "noopener noreferrer nofollow", referrerpolicy: "no-referrer" };
      const link = href && node("a", { href, ...more }, title || say("ui.published.read"));
      return node("li", { lang: language || undefined, dir: "auto", part: "review" }, node("b", {}, publisher), " ", node("small", {}, date), node("strong", { part: "verdict" }, verdict), link);
    });
    const by = check.claimant && node("small", {}, say("ui.by", { name: check.claimant }));
    return {
      title: [glyph("document"), node("span", {}, say("ui.checks"))],
      parts: [
        node("blockquote", { part: "words", dir: "auto" }, check.claim, " ", by),
        node("ul", { class: "reviews" }, ...reviews),
        stance === "repeats" ? "" : node("p", {}, node("b", {}, say("ui.published.also"))),
        node("p", {}, say("ui.published.words", { words: [...new Set(shared.map(excerpt))].join(", ") })),
      ],
    };
  }
}

/** Returns the address if it starts with http or https and has no credentials, otherwise an empty string. */
function web(text) {
  try {
    const { protocol, username, password, href } = new URL(text);
    return /^https?:$/.test(protocol) && !username && !password ? href : "";
  } catch {
    return "";
  }
}
