// The bar, the panel and the card in the widget's shadow root. The panel displays its state and reports what is
// pressed.
import { card, headline } from "./card.js";
import { glyph } from "./glyphs.js";
import { legend, lenses } from "./legend.js";
import { node } from "./node.js";
import { contested, speaks } from "./pieces.js";
import { style } from "./style.js";

/** The number of list entries created at a time, and the distance in pixels from the end of the list at which more
 * are created. */
const ROWS = 20;
const CLOSE = 400;

/** The bar, the panel and the card of one widget. `on` contains the callbacks: `open`, `marks`, `choose`, `seek`,
 * `lens`, `hide`. */
export class Panel {
  #shadow;
  #on;
  #words;
  #state = { items: [], all: [], text: "", marked: true, lens: "everything", hidden: new Set() };
  #item;
  /** The element that had focus before the card or the panel was opened. */
  #before;
  /** Whether the card was opened from the list, which then reopens when the card closes. */
  #listed = false;
  #main;
  #list;
  #eye;
  #steps;
  #panel;
  #body;
  #rows;
  #announced;
  #frame;

  constructor(shadow, words, on) {
    [this.#shadow, this.#words, this.#on] = [shadow, words, on];
    shadow.adoptedStyleSheets = [style()];
    const say = (key) => words.say(key);
    const opens = { "aria-expanded": "false", "aria-controls": "panel" };
    this.#main = node("button", { type: "button", class: "main", part: "toggle", ...opens, click: () => this.toggle() });
    this.#list = this.#button("list", "list", "ui.embed.list", () => this.toggle(true), opens);
    this.#eye = this.#button("eye", "marks", "ui.embed.marks", () => this.#on.marks(!this.#state.marked));
    this.#steps = [this.#button("up", "previous", "ui.embed.previous", () => this.step(-1)), this.#button("down", "next", "ui.embed.next", () => this.step(1))];
    const near = ({ target }) => target.scrollTop + target.clientHeight > target.scrollHeight - CLOSE && this.#grow(ROWS);
    this.#body = node("div", { class: "body", part: "body", scroll: near });
    const head = node("header", { part: "header" }, node("h2", { id: "title" }, say("ui.embed.title")), this.#button("close", "close", "ui.close", () => this.close()));
    this.#panel = node("section", { id: "panel", class: "panel", part: "panel", role: "dialog", "aria-labelledby": "title", tabindex: "-1", hidden: true }, head, this.#body);
    const bar = node("div", { class: "bar", part: "bar", role: "region", "aria-label": say("ui.name") }, this.#main, node("span", { class: "sep" }), ...this.#steps, this.#eye, this.#list);
    this.card = node("section", { class: "pop", part: "card", role: "dialog", "aria-labelledby": "what", tabindex: "-1", hidden: true });
    this.#announced = node("p", { class: "quiet", role: "status" });
    this.#frame = node("div", { class: "frame", lang: words.code, keydown: (event) => this.#key(event) }, this.#panel, bar, this.card, this.#announced);
    shadow.append(this.#frame);
    this.show({});
  }

  #button(sign, part, key, click, more = {}) {
    return node("button", { type: "button", class: "ib", part, "aria-label": this.#words.say(key), title: this.#words.say(key), click, ...more }, glyph(sign));
  }

  /** Sets the colours of the palette. */
  colour(palette, theme) {
    for (const [name, value] of Object.entries(palette)) this.#frame.style.setProperty(`--${name}`, value);
    this.#frame.style.setProperty("color-scheme", theme);
  }

  /** Updates the state: `{ items, all, text, analysis, marked, lens, hidden, asleep, waiting, notice, fault }`. */
  show(change) {
    this.#state = { ...this.#state, ...change };
    if (this.#item && !this.#state.items.includes(this.#item)) this.#leave();
    this.#label();
    if (this.opened) this.#fill();
  }

  get opened() {
    return !this.#panel.hidden;
  }

  /** Opens or closes the panel. With `listing`, focuses the list. */
  toggle(listing = false) {
    if (this.opened) return this.close();
    this.#before = this.#focused();
    this.#unfold(true);
    const first = listing && this.#body.querySelector("li button");
    (first || this.#panel).focus({ preventScroll: true });
    this.#on.open();
    return undefined;
  }

  close() {
    this.#unfold(false);
    (this.#before?.isConnected ? this.#before : this.#main).focus({ preventScroll: true });
  }

  /** Opens the card of a finding. With `step`, it was reached with the step buttons, so focus stays where it is. */
  choose(item, { step = false, listed = false } = {}) {
    if (!this.#item && !step) this.#before = this.#focused();
    this.#listed = listed;
    this.#unfold(false);
    this.#item = item;
    const within = this.#shadow.activeElement;
    const part = this.card.contains(within) && within.getAttribute("part");
    this.#draw();
    const again = part && this.card.querySelector(`[part=${part}]`);
    if (again) again.focus({ preventScroll: true });
    else if (!step) this.card.focus({ preventScroll: true });
    if (step) this.#announced.textContent = this.card.querySelector("h3").textContent;
    this.#on.choose(item, { scroll: step || listed });
  }

  /** Goes to the next finding or, with a negative `by`, to the previous one. */
  step(by) {
    const steps = this.#order();
    if (!steps.length) return;
    const at = steps.indexOf(this.#item);
    const next = at < 0 ? (by > 0 ? 0 : steps.length - 1) : (at + by + steps.length) % steps.length;
    this.choose(steps[next], { step: true });
  }

  remove() {
    this.#frame.remove();
    this.#shadow.adoptedStyleSheets = [];
  }

  #focused() {
    return this.#shadow.activeElement ?? document.activeElement;
  }

  /** Returns the findings to step through: contested claims or, if none are shown, statements. */
  #order() {
    const { items } = this.#state;
    const claims = items.filter(contested);
    return claims.length ? claims : items.filter(speaks);
  }

  #key(event) {
    if (event.target instanceof Element && event.target.closest("input, textarea, select")) return;
    const by = { n: 1, p: -1 }[event.ctrlKey || event.altKey || event.metaKey ? "" : event.key];
    if (by) this.step(by);
    else if (event.key === "Escape" && this.#item) this.#back();
    else if (event.key === "Escape" && this.opened) this.close();
    else return;
    event.stopPropagation();
    event.preventDefault();
  }

  /** Closes the card and restores focus. */
  #back() {
    const [item, inside, listed] = [this.#item, this.card.contains(this.#shadow.activeElement), this.#listed];
    this.#leave();
    if (listed) {
      this.#unfold(true);
      const at = this.#state.items.indexOf(item);
      this.#grow(at + 1 - ROWS);
      (this.#body.querySelectorAll("li button")[at] ?? this.#panel).focus();
    } else if (inside) {
      (this.#before?.isConnected && this.#before !== document.body ? this.#before : this.#main).focus({ preventScroll: true });
    }
  }

  #leave() {
    this.#item = undefined;
    this.card.hidden = true;
    this.card.replaceChildren();
    this.#on.choose(undefined);
  }

  #unfold(open) {
    if (open && this.#item) this.#leave();
    this.#panel.hidden = !open;
    for (const button of [this.#main, this.#list]) button.setAttribute("aria-expanded", String(open));
    if (open) this.#fill();
  }

  #label() {
    const { items, asleep, waiting, fault, marked } = this.#state;
    const idle = Boolean(asleep || fault);
    const claims = items.filter(contested).length;
    const count = claims ? this.#words.count("ui.embed.contested", claims) : this.#words.count("ui.statements", items.filter(speaks).length);
    const says = idle ? this.#words.say("ui.name") : waiting ? this.#words.say("ui.embed.waiting") : count;
    // The number is emphasised.
    const [, number, rest] = says.match(/^([\d.,\s]*)(.*)$/);
    this.#main.replaceChildren(glyph("logo"), number ? node("b", {}, number.trim()) : "", number ? ` ${rest}` : rest);
    this.#main.parentNode?.classList.toggle("small", idle);
    this.#eye.setAttribute("aria-pressed", String(marked));
    for (const button of this.#steps) button.disabled = !items.length;
  }

  #fill() {
    const { all, lens, waiting, notice, fault, analysis } = this.#state;
    const say = (key) => this.#words.say(key, { language: analysis ? this.#words.say(`ui.in.${analysis.language}`) : "" });
    const shown = [];
    for (const key of [fault, notice].filter(Boolean)) shown.push(node("p", { role: "alert" }, say(key)));
    if (waiting) shown.push(node("p", { role: "status" }, say("ui.embed.waiting")));
    this.#rows = node("ul", { part: "list" });
    if (all.length) {
      shown.push(lenses(lens, this.#words, (next) => this.#again(() => this.#on.lens(next), "[aria-checked=true]")));
      shown.push(legend(this.#state, this.#words, (look) => this.#again(() => this.#on.hide(look), `[data-look=${look}]`)));
      shown.push(this.#rows);
    } else if (!fault && !waiting) {
      shown.push(node("p", {}, say("ui.speakers.none")));
    }
    shown.push(node("p", {}, say("ui.embed.note")), node("p", {}, say("ui.embed.private")));
    this.#body.replaceChildren(...shown);
    this.#grow(ROWS);
  }

  /** Creates `count` more entries of the list. Not all are created at once, because laying out many takes time. */
  #grow(count) {
    const { items, text } = this.#state;
    const made = this.#rows.childElementCount;
    this.#rows.append(...items.slice(made, made + count).map((item) => this.#row(item, text)));
  }

  /** Runs a change of what is listed, then focuses the control that caused it, which `selector` finds. */
  #again(change, selector) {
    change();
    this.#body.querySelector(selector)?.focus({ preventScroll: true });
  }

  #row(item, text) {
    const [sign, name, words] = headline(item, text, this.#words);
    const tone = item.type === "claim" ? `t-${item.finding.status}` : "";
    const label = node("span", {}, node("small", { class: tone }, name), words);
    return node("li", {}, node("button", { type: "button", part: "finding", class: tone, click: () => this.choose(item, { listed: true }) }, sign, label));
  }

  #draw() {
    const { text, analysis } = this.#state;
    const { title, parts, status } = card(this.#item, { text, analysis, words: this.#words, seek: (spans) => this.#on.seek(spans) });
    const head = node("header", {}, node("h3", { id: "what" }, ...title), this.#button("close", "leave", "ui.close", () => this.#back()));
    const order = this.#order();
    const at = order.indexOf(this.#item);
    const of = this.#words.say("ui.embed.of", { at: at + 1, n: order.length });
    const steps = [["up", "back", "ui.embed.previous", -1], ["down", "on", "ui.embed.next", 1]].map(([sign, part, key, by]) => this.#button(sign, part, key, () => this.step(by)));
    const foot = at < 0 || order.length < 2 ? "" : node("footer", {}, node("span", {}, of), ...steps);
    this.card.className = `pop ${status ? `t-${status}` : ""}`;
    this.card.hidden = false;
    this.card.replaceChildren(node("div", { class: "card" }, head, ...parts, foot));
  }
}
