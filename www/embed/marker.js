// Finds the article on a page, has it analysed, marks it, and keeps the marks correct while the page changes. The embed
// (widget.js) and the browser extension (www/extension) supply what differs between them.
import { complaints, value, wishes } from "./attributes.js";
import { Chosen, seek } from "./chosen.js";
import { forced, palette, theme } from "./colours.js";
import { attribute, own, page } from "./dom.js";
import { Drawing } from "./drawing.js";
import { describe, quietly, report } from "./fault.js";
import { glyph } from "./glyphs.js";
import { at, taken } from "./hit-test.js";
import { read } from "./map.js";
import { able } from "./marks.js";
import { BlockCache } from "./cache.js";
import { animated } from "./meter.js";
import { node } from "./node.js";
import { LENSES, checked, marks as marksOf, notice, seen, shown } from "./pieces.js";
import { inSlices } from "./slices.js";
import { Watch } from "./watch.js";

export class Marker {
  #element;
  #parts;
  /** Whether it is switched on. It may have stopped because of a fault. */
  #on = false;
  /** Aborted when the current session ends. Asynchronous work that finds it aborted stops. */
  #session;
  /** Resolves when the bar is shown. */
  #ready;
  /** Incremented by each marking, so that an older one in progress stops. */
  #filtering = 0;
  #asleep = false;
  #marked = true;
  #watch;
  #panel;
  #drawing;
  #cache = new BlockCache();
  #article;
  #map;
  #found;
  #missing = false;
  /** The text that could not be analysed. */
  #refused;
  /** The findings that can be shown, and what limits them: the lens, and the marks that the reader has hidden. */
  #items = [];
  #lens;
  #hidden = new Set();
  /** The matcher of the host's library, the text that was matched, and its matches that are shown. */
  #checks;
  #matched;
  #published = [];
  #chosen;
  #frame = 0;
  #sized = false;
  #palette;

  /**
   * `element` has the attributes and receives the events. `parts` are:
   * `id`, a number that tells the marks of this page's markers apart;
   * `engine`, with `hold`, `release` and `analyze` as in engine.js;
   * `find(calm, stale, spent)`, which returns the article's element or `undefined`, or a promise of it, see slices.js;
   * `skip(node, words)`, which returns whether a node in the article is not part of it, see map.js;
   * `narrow(items, map)`, which returns the findings that are shown, by default all;
   * `open(on, signal)`, which returns a promise of `{ panel, shadow }`: a panel like the one in panel.js with the
   * callbacks `on`, and where boxes are drawn; or a promise of `undefined` if `signal` is aborted.
   */
  constructor(element, parts) {
    [this.#element, this.#parts] = [element, { narrow: (items) => items, ...parts }];
  }

  /** Finds and marks the article. Never rejects: problems are reported by the event `sayso:error`. */
  async enable(awake = false) {
    if (this.#on) return;
    this.#on = true;
    const session = new AbortController();
    this.#session = session;
    this.#parts.engine.hold();
    this.#ready = this.#guard(() => this.#show(session.signal, awake));
    await this.#ready;
    if (session === this.#session && !this.#asleep) await this.#wake();
  }

  disable() {
    this.#on = false;
    this.#end();
    this.#panel?.remove();
    [this.#panel, this.#article, this.#map, this.#found, this.#lens] = [];
    this.#hidden = new Set();
  }

  /** Starts again if it is on, because the attributes have changed. Never rejects. */
  async configure() {
    if (!this.#on) return;
    this.disable();
    await this.enable();
  }

  /** Finds the article again and reads it anew. Never rejects. */
  async refresh() {
    const session = this.#session;
    if (!session) this.disable();
    if (!this.#on) return this.enable(true);
    await this.#ready;
    if (session !== this.#session) return undefined;
    [this.#found, this.#refused, this.#missing, this.#matched] = [undefined, undefined, false];
    return this.#wake();
  }

  async analyze(text) {
    this.#parts.engine.hold();
    try {
      return (await this.#parts.engine.analyze(String(text))).found;
    } catch (fault) {
      this.#tell("error", report(fault));
      throw fault;
    } finally {
      this.#parts.engine.release();
    }
  }

  /** Runs a step if there is a session. An exception in it ends the session and is reported. */
  async #guard(step) {
    const session = this.#session;
    try {
      return session && (await step());
    } catch (fault) {
      if (session === this.#session) this.#fail(report(fault));
      return undefined;
    }
  }

  async #show(signal, awake) {
    const element = this.#element;
    for (const message of complaints(element)) {
      this.#tell("error", { code: "bad-attribute", message });
      // A listener may have turned the widget off.
      if (signal.aborted) return;
    }
    const opened = await this.#parts.open(this.#answers(), signal);
    if (signal.aborted) return;
    const { panel, shadow } = opened;
    this.#asleep = !awake && element.hasAttribute("collapsed");
    this.#lens ??= value(element, "lens") ?? LENSES.at(-1);
    this.#panel = panel;
    this.#chosen = new Chosen(panel.card);
    this.#panel.show({ asleep: this.#asleep, waiting: !this.#asleep, marked: this.#marked, lens: this.#lens, hidden: this.#hidden });
    this.#colour();
    const how = () => ({ marked: this.#marked, palette: this.#palette, roots: this.#roots(), chosen: this.#chosen });
    this.#drawing = new Drawing(this.#parts.id, shadow, (step) => this.#guard(step), how);
    this.#drawing.use(!able() || forced() || value(element, "marks"));
    addEventListener("click", (event) => this.#guard(() => this.#clicked(event)), { signal });
    for (const name of ["scroll", "resize"]) addEventListener(name, () => this.#soon(name === "resize"), { capture: true, passive: true, signal });
  }

  /** Returns the callbacks of the panel. */
  #answers() {
    const guard = (step) => this.#guard(step);
    return {
      open: () => (this.#asleep ? this.#wake() : guard(() => this.#lookUp())),
      marks: (marked) => guard(() => { this.#marked = marked; this.#panel.show({ marked }); return this.#drawing.paint(); }),
      choose: (item, how) => guard(() => this.#choose(item, how)),
      seek: (spans) => guard(() => seek(spans.flatMap(([start, end]) => this.#map.pieces(start, end)), innerHeight / 2)),
      lens: (lens) => guard(() => { this.#lens = lens; return this.#filter(); }),
      hide: (look) => guard(() => { if (!this.#hidden.delete(look)) this.#hidden.add(look); return this.#filter(); }),
    };
  }

  async #wake() {
    this.#asleep = false;
    const read = (calm) => this.#guard(() => this.#read(calm));
    this.#watch ??= new Watch({ touched: (records) => this.#guard(() => this.#check(records)), moved: () => this.#drawing?.moved(), read });
    await this.#watch.read();
  }

  /** Reads the page, has the text analysed if it is new, and marks the findings. Returns the time in milliseconds
   * that the page waited. */
  async #read(calm) {
    const { signal } = this.#session;
    const stale = () => signal.aborted;
    const start = performance.now();
    let spent = 0;
    const add = (time) => { spent += time; };
    // From here on, no change is missed.
    this.#watch.follow(this.#article, this.#map?.roots ?? []);
    add(performance.now() - start);
    const article = await this.#parts.find(calm, stale, add);
    if (stale()) return spent;
    if (calm || article !== this.#article) this.#cache.clear();
    this.#article = article;
    this.#watch.follow(article, this.#map?.roots ?? []);
    const map = article && (await inSlices(read(article, this.#cache, this.#parts.skip), stale, add));
    if (stale()) return spent;
    this.#watch.follow(article, map?.roots ?? []);
    const repainted = this.#colour();
    if (!map?.text.trim()) return this.#none();
    [this.#map, this.#missing] = [map, false];
    // If no mark was removed, the marks still belong to this text.
    const same = this.#found?.text === map.text;
    if (same && !repainted && this.#drawing.whole) {
      // The words may have moved on the screen.
      await this.#drawing.follow(add);
      this.#chosen.follow(this.#article, true);
      return spent;
    }
    if (same || (await this.#analyze(map.text, stale))) await this.#mark(stale, add);
    return spent;
  }

  /** Returns whether there are findings to mark. */
  async #analyze(text, stale) {
    if (text === this.#refused) return false;
    this.#panel.show({ waiting: this.#drawing.empty, fault: undefined });
    try {
      const around = own(this.#article, "closest").call(this.#article, "[lang]") ?? page("documentElement");
      const languages = { language: value(this.#element, "article-lang"), declared: attribute(around, "lang") ?? undefined };
      const { found, version } = await this.#parts.engine.analyze(text, languages);
      if (stale()) return false;
      const first = !this.#found;
      this.#found = { text, analysis: found };
      if (first) this.#tell("ready", { version });
      // A listener may have turned the widget off, or have requested a refresh.
      if (!stale()) this.#tell("analyzed", { offsets: "utf16", text, ...found });
    } catch (fault) {
      if (stale()) return false;
      // Another text may work.
      if (fault.code !== "fault") throw fault;
      this.#refused = text;
      this.#clear(fault);
    }
    return !stale() && this.#found?.text === text;
  }

  /** Reports that there is no article now. One may appear later, so observing continues. */
  #none() {
    if (this.#missing) return;
    this.#missing = true;
    this.#clear({ code: "no-article", message: "no article on this page" });
  }

  async #mark(stale, add) {
    // A refresh reads everything again.
    if (!this.#found) return;
    const { analysis, text } = this.#found;
    this.#items = this.#parts.narrow(shown(analysis, wishes(this.#element)), this.#map);
    if (this.#matched === text) this.#items = [...this.#items, ...this.#published].sort((a, b) => a.start - b.start);
    this.#panel.show({ all: this.#items, text, analysis, notice: notice(analysis), waiting: false, fault: undefined, asleep: false });
    await this.#filter(stale, add);
    if (animated()) this.#drawing.moved();
    if (!stale()) this.#lookUp();
  }

  /** Matches the article with the library of the host, once the reader opens the panel or marks are near the window. If
   * that fails, the article is marked all the same. */
  async #lookUp() {
    const address = value(this.#element, "checks");
    const { text } = this.#found ?? {};
    if (!address || !text || this.#matched === text || !(this.#panel.opened || this.#drawing.near.length)) return;
    [this.#matched, this.#published] = [text, []];
    const { signal } = this.#session;
    const stale = () => signal.aborted || this.#found?.text !== text;
    const { engine } = this.#parts;
    try {
      const { Checks } = await import(new URL("checks.js", import.meta.url).href);
      if (stale()) return;
      this.#checks ??= new Checks(new URL(address, page("baseURI")).href, { node, glyph, spawn: engine.spawn });
      const matcher = this.#checks;
      const matches = await matcher.match(text, (await engine.analyze(text, { offsets: "byte" })).found);
      if (stale()) return;
      this.#published = checked(matches, (...about) => matcher.card(...about));
      this.#tell("matches", { offsets: "utf16", text, matches });
      // A listener may have turned the widget off.
      if (!stale() && this.#published.length) await this.#guard(() => this.#mark(stale));
    } catch (fault) {
      if (!stale()) this.#tell("error", { code: "no-library", message: fault instanceof TypeError ? describe(fault) : String(fault.message) });
    }
  }

  /** Lists and marks what the lens and the legend let through. Stops if another marking begins. */
  async #filter(stale = () => false, add = undefined) {
    const turn = (this.#filtering += 1);
    const late = () => stale() || turn !== this.#filtering || !this.#map;
    const items = seen(this.#items, this.#lens, this.#hidden);
    this.#panel.show({ items, lens: this.#lens, hidden: this.#hidden });
    const found = await inSlices(marksOf(items, this.#map, this.#hidden), late, add);
    if (late()) return;
    this.#drawing.take(found);
    await this.#drawing.paint(add);
  }

  /** Called when the page was scrolled or resized. In the next frame, moves the card and draws the marks near it. */
  #soon(sized) {
    this.#sized ||= sized;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#guard(() => {
      this.#chosen.follow(this.#article, this.#sized);
      this.#sized = false;
      return this.#drawing.follow().then(() => this.#lookUp());
    }));
  }

  /** Returns the shadow roots inside the article, and the one that contains it. */
  #roots() {
    const root = this.#article && own(this.#article, "getRootNode").call(this.#article);
    return [...(this.#map?.roots ?? []), ...(root instanceof ShadowRoot ? [root] : [])];
  }

  /** Updates the colours. Returns whether they have changed. */
  #colour() {
    const name = theme(value(this.#element, "theme"), this.#article);
    const before = JSON.stringify(this.#palette);
    this.#palette = palette(this.#element, name);
    this.#panel.colour(this.#palette, name);
    return before !== JSON.stringify(this.#palette);
  }

  /** Called when the page has changed. Removes marks whose words are gone or different, before the browser draws. */
  #check(records) {
    const gone = new Set();
    const look = (node) => this.#drawing.at(node).forEach((mark) => gone.add(mark));
    for (const { type, target, removedNodes } of records) {
      this.#cache.changed(target, type === "attributes");
      look(target);
      for (const node of removedNodes) {
        look(node);
        // Nodes in a shadow root are not below the removed element.
        if (this.#map?.roots.length) this.#drawing.lost.forEach((mark) => gone.add(mark));
        const below = page("createTreeWalker").call(document, node, NodeFilter.SHOW_TEXT);
        while (below.nextNode()) look(below.currentNode);
      }
    }
    if (this.#chosen.stale) this.#drawing.light();
    if (gone.size) this.#drawing.drop(gone);
  }

  #clicked(event) {
    if (!this.#marked || !this.#article || taken(event) || event.composedPath().includes(this.#element)) return;
    if (!event.composedPath().includes(this.#article)) return;
    const [item] = at(this.#drawing.near, event.clientX, event.clientY, this.#map?.roots ?? []);
    if (item) this.#panel.choose(item);
  }

  /** Selects a finding, or none. With `scroll`, its words are scrolled into view. */
  #choose(item, { scroll = false } = {}) {
    const other = item !== this.#chosen.item;
    this.#chosen.take(item, this.#found?.analysis, this.#map);
    this.#drawing.light();
    if (!item) return;
    this.#chosen.follow(this.#article, true, scroll);
    if (scroll) this.#chosen.seek();
    else this.#chosen.reveal();
    this.#chosen.follow(this.#article);
    if (other) this.#tell("select", { type: item.type, index: item.index, finding: item.finding });
  }

  /** Removes the marks for now; observing continues. */
  #clear(fault) {
    [this.#items, this.#found] = [[]];
    this.#drawing.take([]);
    this.#guard(() => this.#drawing.paint());
    this.#report(fault);
  }

  /** Ends because of a fault: everything except the bar is removed, until the next refresh or change of an
   * attribute. */
  #fail(fault) {
    this.#end();
    this.#report(fault);
  }

  #report({ code, message }) {
    const key = code === "bad-attribute" ? "no-article" : code;
    quietly(() => this.#panel?.show({ items: [], all: [], waiting: false, notice: undefined, fault: `ui.embed.${key}`, asleep: false }));
    this.#tell("error", { code, message });
  }

  #end() {
    const session = this.#session;
    if (!session) return;
    this.#session = undefined;
    this.#filtering += 1;
    cancelAnimationFrame(this.#frame);
    session.abort();
    this.#watch?.stop();
    this.#cache.clear();
    quietly(() => this.#drawing?.end());
    this.#checks?.end();
    [this.#watch, this.#drawing, this.#found, this.#refused, this.#checks, this.#matched] = [];
    [this.#items, this.#missing] = [[], false];
    this.#parts.engine.release();
  }

  #tell(name, detail) {
    this.#element.dispatchEvent(new CustomEvent(`sayso:${name}`, { bubbles: true, composed: true, detail }));
  }
}
