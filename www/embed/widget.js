// One widget at work: finds the article, has it read, marks it, and keeps the marks right while the page changes.
import { find } from "./article.js";
import { complaints, value } from "./attributes.js";
import { looks, palette, theme } from "./colours.js";
import { attribute, own, page } from "./dom.js";
import * as engine from "./engine.js";
import { report } from "./fault.js";
import { at, taken } from "./hit.js";
import { read } from "./map.js";
import { able, Highlights } from "./marks.js";
import { Memo } from "./memo.js";
import { animated, Meter } from "./meter.js";
import { Boxes } from "./overlay.js";
import { Panel } from "./panel.js";
import { byNode, holds, KINDS, marks as marksOf, range, shown, STATUSES } from "./pieces.js";
import { inSlices } from "./slices.js";
import { Watch } from "./watch.js";
import { words } from "./words.js";

/** Milliseconds that a page has to stand still until highlights are tried again. */
const CALM = 10_000;

let widgets = 0;

export class Widget {
  #element;
  #id = (widgets += 1);
  /** Whether the element wants it; it may have ended by itself. */
  #on = false;
  /** The time from a start to an end: who waited for something and finds it aborted stops. */
  #life;
  /** When the bar is there. */
  #ready;
  /** Counts up with each drawing: an older one that is still under way stops. */
  #painting = 0;
  #asleep = false;
  #marked = true;
  #watch;
  #panel;
  #painter;
  #meter;
  #timer = 0;
  #memo = new Memo();
  #article;
  #map;
  #found;
  #missing = false;
  /** The text that could not be analysed. */
  #refused;
  #items = [];
  #marks = [];
  /** How many marks there are while no words have changed. */
  #all = 0;
  #nodes = new Map();
  #chosen;
  #palette;

  constructor(element) {
    this.#element = element;
  }

  /** Never fails: what goes wrong is told by the event `sayso:error`. */
  async enable(awake = false) {
    if (this.#on) return;
    this.#on = true;
    const life = new AbortController();
    this.#life = life;
    engine.hold();
    this.#ready = this.#guard(() => this.#show(life.signal, awake));
    await this.#ready;
    if (life === this.#life && !this.#asleep) await this.#wake();
  }

  disable() {
    this.#on = false;
    this.#end();
    this.#panel?.remove();
    [this.#panel, this.#article, this.#map, this.#found, this.#chosen] = [];
  }

  /** The attributes have changed. Never fails. */
  async configure() {
    if (!this.#on) return;
    this.disable();
    await this.enable();
  }

  /** Never fails. */
  async refresh() {
    const life = this.#life;
    if (!life) this.disable();
    if (!this.#on) return this.enable(true);
    await this.#ready;
    if (life !== this.#life) return undefined;
    [this.#found, this.#refused, this.#missing] = [undefined, undefined, false];
    return this.#wake();
  }

  async analyze(text) {
    engine.hold();
    try {
      return (await engine.analyze(String(text))).found;
    } catch (fault) {
      this.#tell("error", report(fault));
      throw fault;
    } finally {
      engine.release();
    }
  }

  /** Runs a step of the present life. What it throws ends that life and is told; the step after an end does nothing. */
  async #guard(step) {
    const life = this.#life;
    try {
      return life && (await step());
    } catch (fault) {
      if (life === this.#life) this.#fail(report(fault));
      return undefined;
    }
  }

  async #show(signal, awake) {
    const element = this.#element;
    for (const message of complaints(element)) {
      this.#tell("error", { code: "bad-attribute", message });
      // Whoever hears of it may switch it off.
      if (signal.aborted) return;
    }
    const around = element.closest("[lang]:not(sayso-widget)");
    const spoken = await words(element.getAttribute("lang"), around && attribute(around, "lang"), attribute(page("documentElement"), "lang"));
    if (signal.aborted) return;
    this.#asleep = !awake && element.hasAttribute("collapsed");
    const shadow = element.shadowRoot ?? element.attachShadow({ mode: "open" });
    this.#panel = new Panel(shadow, spoken, {
      open: () => this.#asleep && this.#wake(),
      marks: (marked) => { this.#marked = marked; this.#guard(() => this.#paint()); },
      choose: (item) => this.#guard(() => this.#choose(item)),
      show: (item) => this.#guard(() => this.#seek(item)),
    });
    this.#panel.show({ asleep: this.#asleep, waiting: !this.#asleep, marked: this.#marked });
    this.#colour();
    this.#use(!able() || value(element, "marks"));
    addEventListener("click", (event) => this.#guard(() => this.#clicked(event)), { signal });
  }

  /** Draws by boxes or by highlights from now on; `moving`: for now, since the page moves and highlights are too slow for it. */
  #use(boxes, moving) {
    this.#painter?.clear();
    this.#meter?.stop();
    const guard = (step) => this.#guard(step);
    this.#painter = boxes ? new Boxes(this.#element.shadowRoot, guard, moving) : new Highlights(this.#id);
    const hide = (hidden) => this.#guard(() => this.#painter.hide(hidden));
    this.#meter = boxes ? undefined : new Meter({ hide, slow: () => guard(() => this.#slow()) });
  }

  /** Boxes in place of highlights, until the page has stood still for a while. */
  #slow() {
    this.#use(true, true);
    this.#moved();
    return this.#paint();
  }

  /** The page moves, or may do so. */
  #moved() {
    this.#meter?.moved();
    if (this.#meter || !this.#painter?.moving) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#guard(() => {
      if (animated()) return this.#moved();
      this.#use(false);
      return this.#paint();
    }), CALM);
  }

  async #wake() {
    this.#asleep = false;
    const read = (calm) => this.#guard(() => this.#read(calm));
    this.#watch ??= new Watch({ touched: (records) => this.#guard(() => this.#check(records)), moved: () => this.#moved(), read });
    await this.#watch.read();
  }

  /** Reads the page, has the text analysed where it is a new one, and marks what was found. Gives the milliseconds that the page waited. */
  async #read(calm) {
    const { signal } = this.#life;
    const stale = () => signal.aborted;
    const start = performance.now();
    let spent = 0;
    const add = (time) => { spent += time; };
    const article = find(this.#element.getAttribute("article"));
    if (calm || article !== this.#article) this.#memo.clear();
    this.#article = article;
    // From here on no change is missed.
    this.#watch.follow(article, this.#map?.roots ?? []);
    add(performance.now() - start);
    const map = article && (await inSlices(read(article, this.#memo), stale, add));
    if (stale()) return spent;
    this.#watch.follow(article, map?.roots ?? []);
    const repainted = this.#colour();
    if (!map?.text.trim()) return this.#none();
    [this.#map, this.#missing] = [map, false];
    // Marks of which none has been taken away are those of this text.
    const same = this.#found?.text === map.text;
    if (same && !repainted && this.#marks.length === this.#all && this.#marks.every(holds)) return spent;
    if (same || (await this.#analyze(map.text, stale))) await this.#mark(stale, add);
    return spent;
  }

  /** Whether there are findings to mark now. */
  async #analyze(text, stale) {
    if (text === this.#refused) return false;
    this.#panel.show({ waiting: !this.#marks.length, fault: undefined });
    try {
      const { found, version } = await engine.analyze(text);
      if (stale()) return false;
      const first = !this.#found;
      this.#found = { text, analysis: found };
      if (first) this.#tell("ready", { version });
      // Whoever hears of it may switch it off, or have all of it read again.
      if (!stale()) this.#tell("analyzed", { offsets: "utf16", text, ...found });
    } catch (fault) {
      if (stale()) return false;
      // Another text may do.
      if (fault.code !== "fault") throw fault;
      this.#refused = text;
      this.#clear(fault);
    }
    return !stale() && this.#found?.text === text;
  }

  /** There is no article now; one may come. */
  #none() {
    if (this.#missing) return;
    this.#missing = true;
    this.#clear({ code: "no-article", message: "no article on this page" });
  }

  async #mark(stale, add) {
    // A refresh has all of it read again.
    if (!this.#found) return;
    const { analysis, text } = this.#found;
    this.#items = shown(analysis, this.#wishes());
    const found = await inSlices(marksOf(this.#items, this.#map), stale, add);
    if (stale()) return;
    // What has changed since the page was read is not marked; the watch has seen it and reads anew.
    this.#marks = found.filter(holds);
    this.#all = found.length;
    this.#nodes = byNode(this.#marks);
    this.#chosen = undefined;
    const notice = analysis.notices.includes("not-english") ? "ui.not-english" : undefined;
    this.#panel.show({ items: this.#items, text, notice, waiting: false, fault: undefined, asleep: false, marked: this.#marked });
    await this.#paint(add);
    if (animated()) this.#moved();
  }

  #wishes() {
    const list = (name, all) => {
      const wish = value(this.#element, name)?.toLowerCase().split(/[\s,]+/).filter(Boolean);
      return new Set(wish?.length ? wish : all);
    };
    const statuses = list("statuses", STATUSES);
    if (statuses.has("none")) statuses.clear();
    return { kinds: list("kinds", KINDS), statuses, least: Number(value(this.#element, "min-confidence")) || 0 };
  }

  /** Draws the marks, or none where the reader wants none; a drawing that is still under way when another begins ends. */
  async #paint(add) {
    const turn = (this.#painting += 1);
    const stale = () => turn !== this.#painting;
    const roots = this.#map?.roots.concat(this.#own()) ?? [];
    await inSlices(this.#painter.draw(this.#marked ? this.#marks : [], looks(this.#palette), roots), stale, add);
    if (!stale()) this.#choose(this.#chosen);
  }

  /** The shadow root that the article stands in. */
  #own() {
    const root = this.#article && own(this.#article, "getRootNode").call(this.#article);
    return root instanceof ShadowRoot ? [root] : [];
  }

  /** Whether the colours are other ones now. */
  #colour() {
    const name = theme(value(this.#element, "theme"), this.#article);
    const before = JSON.stringify(this.#palette);
    this.#palette = palette(this.#element, name);
    this.#panel.colour(this.#palette, name);
    return before !== JSON.stringify(this.#palette);
  }

  /** The page has changed: marks in nodes that hold other words, or are gone, go before anything is drawn. */
  #check(records) {
    const gone = new Set();
    const look = (node) => this.#nodes.get(node)?.forEach((mark) => gone.add(mark));
    for (const { type, target, removedNodes } of records) {
      this.#memo.changed(target, type === "attributes");
      look(target);
      for (const node of removedNodes) {
        look(node);
        // What was in a shadow root is not below the element that was taken away.
        if (this.#map?.roots.length) this.#marks.forEach((mark) => mark.node.isConnected || gone.add(mark));
        const below = page("createTreeWalker").call(document, node, NodeFilter.SHOW_TEXT);
        while (below.nextNode()) look(below.currentNode);
      }
    }
    if (!gone.size) return;
    for (const mark of gone) mark.gone = true;
    this.#painter.drop(gone);
    this.#marks = this.#marks.filter(holds);
    this.#nodes = byNode(this.#marks);
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
    const other = item !== this.#chosen;
    this.#chosen = item;
    this.#painter.choose(item ? this.#marks.filter((mark) => mark.item === item) : []);
    if (item && other) this.#tell("select", { type: item.type, index: item.index, finding: item.finding });
  }

  #seek(item) {
    const mark = this.#marks.find((one) => one.item === item && holds(one));
    if (!mark) return;
    const rect = range(mark).getBoundingClientRect();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const place = mark.node.parentElement ?? mark.node.getRootNode().host;
    if (rect.top < 0 || rect.bottom > innerHeight) place?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }

  /** Nothing is marked for now; the watch goes on. */
  #clear(fault) {
    [this.#items, this.#marks, this.#nodes, this.#found, this.#chosen] = [[], [], new Map()];
    this.#guard(() => this.#paint());
    this.#report(fault);
  }

  /** It ends by itself: all but the bar goes, until the next refresh or change of an attribute. */
  #fail(fault) {
    this.#end();
    this.#report(fault);
  }

  #report({ code, message }) {
    const key = code === "bad-attribute" ? "no-article" : code;
    quietly(() => this.#panel?.show({ items: [], waiting: false, notice: undefined, fault: `ui.embed.${key}`, asleep: false }));
    this.#tell("error", { code, message });
  }

  #end() {
    const life = this.#life;
    if (!life) return;
    this.#life = undefined;
    this.#painting += 1;
    clearTimeout(this.#timer);
    life.abort();
    this.#watch?.stop();
    this.#meter?.stop();
    this.#memo.clear();
    quietly(() => this.#painter?.clear());
    [this.#watch, this.#meter, this.#painter, this.#found, this.#refused] = [];
    [this.#items, this.#marks, this.#nodes, this.#missing] = [[], [], new Map(), false];
    engine.release();
  }

  #tell(name, detail) {
    this.#element.dispatchEvent(new CustomEvent(`sayso:${name}`, { bubbles: true, composed: true, detail }));
  }
}

/** Takes away as much as the browser lets it. */
function quietly(step) {
  try {
    step();
  } catch {
    // The fault that ended the widget is told, not those that come of it.
  }
}
