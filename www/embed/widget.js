// One widget at work: finds the article, has it read, marks it, and keeps the marks right while the page changes.
import { find } from "./article.js";
import { looks, palette, theme } from "./colours.js";
import * as engine from "./engine.js";
import { at, taken } from "./hit.js";
import { read } from "./map.js";
import { able, Highlights } from "./marks.js";
import { Boxes } from "./overlay.js";
import { Panel } from "./panel.js";
import { holds, KINDS, marks as marksOf, range, shown, STATUSES } from "./pieces.js";
import { inSlices } from "./slices.js";
import { Watch } from "./watch.js";
import { words } from "./words.js";

let widgets = 0;

export class Widget {
  #element;
  #id = (widgets += 1);
  #on = false;
  /** Counts up with each reading and each end: who waited for an older one stops. */
  #turn = 0;
  /** The same for drawings. */
  #painting = 0;
  #asleep = false;
  #marked = true;
  #ends;
  #watch;
  #panel;
  #painter;
  #article;
  #map;
  #found;
  #items = [];
  #marks = [];
  #chosen;

  constructor(element) {
    this.#element = element;
  }

  async enable() {
    if (this.#on) return;
    this.#on = true;
    const turn = (this.#turn += 1);
    engine.hold();
    this.#ends = new AbortController();
    const element = this.#element;
    const spoken = await words(element.getAttribute("lang"), element.closest("[lang]")?.lang, document.documentElement.lang);
    if (turn !== this.#turn) return;
    this.#asleep = element.hasAttribute("collapsed");
    const shadow = element.shadowRoot ?? element.attachShadow({ mode: "open" });
    this.#panel = new Panel(shadow, spoken, {
      open: () => this.#wake(),
      marks: (marked) => { this.#marked = marked; this.#paint(); },
      choose: (item) => this.#choose(item),
      show: (item) => this.#seek(item),
    });
    this.#panel.show({ asleep: this.#asleep, waiting: !this.#asleep });
    this.#colour();
    this.#painter = able() && element.getAttribute("marks") !== "boxes" ? new Highlights(this.#id) : new Boxes(shadow);
    addEventListener("click", (event) => this.#clicked(event), { signal: this.#ends.signal });
    if (!this.#asleep) await this.#start();
  }

  disable() {
    if (!this.#on) return;
    this.#on = false;
    this.#turn += 1;
    this.#painting += 1;
    this.#ends.abort();
    this.#watch?.stop();
    this.#painter?.clear();
    this.#panel?.remove();
    [this.#watch, this.#painter, this.#panel, this.#article, this.#map, this.#found, this.#chosen] = [];
    [this.#items, this.#marks] = [[], []];
    engine.release();
  }

  /** The attributes have changed. */
  async configure() {
    if (!this.#on) return;
    this.disable();
    await this.enable();
  }

  async refresh() {
    if (!this.#on) return;
    this.#asleep = false;
    this.#found = undefined;
    await (this.#watch ? this.#read() : this.#start());
  }

  async analyze(text) {
    engine.hold();
    try {
      return (await engine.analyze(String(text))).found;
    } catch (error) {
      const fault = engine.faultOf(error);
      this.#tell("error", { code: fault.code, message: fault.message });
      throw fault;
    } finally {
      engine.release();
    }
  }

  async #wake() {
    if (!this.#asleep) return;
    this.#asleep = false;
    await this.#start();
  }

  async #start() {
    this.#watch = new Watch({ touched: () => this.#check(), settled: () => this.#read() });
    await this.#read();
  }

  /** Reads the page, has the text analysed where it is a new one, and marks what was found. */
  async #read() {
    const turn = (this.#turn += 1);
    const stale = () => turn !== this.#turn;
    const article = find(this.#element.getAttribute("article"));
    this.#article = article;
    const map = article && (await inSlices(read(article), stale));
    if (stale()) return;
    this.#watch.follow(article, map?.roots ?? []);
    this.#colour();
    if (!map?.text.trim()) return this.#fail("no-article", "no article on this page");
    this.#map = map;
    if (this.#found?.text !== map.text) {
      this.#panel.show({ waiting: true, fault: undefined });
      try {
        const { found, version } = await engine.analyze(map.text);
        if (stale()) return undefined;
        const first = !this.#found;
        this.#found = { text: map.text, analysis: found };
        if (first) this.#tell("ready", { version });
        this.#tell("analyzed", { offsets: "utf16", text: map.text, ...found });
      } catch (error) {
        const fault = engine.faultOf(error);
        if (!stale() && fault.code !== "ended") this.#fail(fault.code, fault.message);
        return undefined;
      }
    }
    return this.#mark(stale);
  }

  async #mark(stale) {
    const { analysis, text } = this.#found;
    this.#items = shown(analysis, this.#wishes());
    const found = await inSlices(marksOf(this.#items, this.#map), stale);
    if (stale()) return;
    // What has changed since the page was read is not marked; the watch has seen it and reads anew.
    this.#marks = found.filter(holds);
    this.#chosen = undefined;
    this.#paint();
    const notice = analysis.notices.includes("not-english") ? "ui.not-english" : undefined;
    this.#panel.show({ items: this.#items, text, notice, waiting: false, fault: undefined, asleep: false, marked: this.#marked });
  }

  #wishes() {
    const list = (name, all) => {
      const wish = this.#element.getAttribute(name)?.toLowerCase().split(/[\s,]+/).filter(Boolean);
      return new Set(wish?.length ? wish : all);
    };
    const statuses = list("statuses", STATUSES);
    if (statuses.has("none")) statuses.clear();
    const least = Number.parseFloat(this.#element.getAttribute("min-confidence"));
    return { kinds: list("kinds", KINDS), statuses, least: Number.isFinite(least) ? least : 0 };
  }

  /** Draws the marks, or none where the reader wants none; a drawing that is still under way when another begins ends. */
  async #paint() {
    const turn = (this.#painting += 1);
    const roots = this.#map?.roots.concat(this.#own()) ?? [];
    const work = this.#painter.draw(this.#marked ? this.#marks : [], looks(this.#palette), roots);
    await inSlices(work, () => turn !== this.#painting);
    if (turn === this.#painting) this.#choose(this.#chosen);
  }

  /** The shadow root that the article stands in. */
  #own() {
    const root = this.#article?.getRootNode();
    return root instanceof ShadowRoot ? [root] : [];
  }

  #palette;
  #colour() {
    const name = theme(this.#element.getAttribute("theme"), this.#article);
    this.#palette = palette(this.#element, name);
    this.#panel.colour(this.#palette, name);
  }

  /** The page has changed: marks that no longer hold their words go before anything is drawn. */
  #check() {
    const gone = this.#marks.filter((mark) => !holds(mark));
    if (!gone.length) return;
    this.#painter.drop(gone);
    const lost = new Set(gone);
    this.#marks = this.#marks.filter((mark) => !lost.has(mark));
  }

  #clicked(event) {
    if (!this.#marked || !this.#article || taken(event) || event.composedPath().includes(this.#element)) return;
    if (!event.composedPath().includes(this.#article)) return;
    const [item] = at(this.#marks, event.clientX, event.clientY);
    if (!item) return;
    this.#panel.open(item);
    this.#choose(item);
  }

  #choose(item) {
    const told = item !== this.#chosen;
    this.#chosen = item;
    this.#painter?.choose(item ? this.#marks.filter((mark) => mark.item === item) : []);
    if (item && told) this.#tell("select", { type: item.type, index: item.index, finding: item.finding });
  }

  #seek(item) {
    const mark = this.#marks.find((one) => one.item === item);
    if (!mark) return;
    const rect = range(mark).getBoundingClientRect();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (rect.top < 0 || rect.bottom > innerHeight) mark.node.parentElement.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }

  #fail(code, message) {
    this.#items = [];
    this.#marks = [];
    this.#found = undefined;
    this.#paint();
    this.#panel.show({ items: [], waiting: false, notice: undefined, fault: `ui.embed.${code}` });
    this.#tell("error", { code, message });
  }

  #tell(name, detail) {
    this.#element.dispatchEvent(new CustomEvent(`sayso:${name}`, { bubbles: true, composed: true, detail }));
  }
}
