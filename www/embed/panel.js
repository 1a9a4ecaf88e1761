// The bar and the panel in the widget's shadow root. It shows what it is told and tells what is pressed.
import { card, headline } from "./card.js";
import { node } from "./node.js";
import { CONTESTED, speaks } from "./pieces.js";
import { style } from "./style.js";

/** The bar and the panel of one widget. `on`: what happens: `open`, `marks`, `choose`, `show`. */
export class Panel {
  #shadow;
  #on;
  #words;
  #state = { items: [], text: "", marked: true };
  #item;
  #bar;
  #panel;
  #body;
  #frame;

  constructor(shadow, words, on) {
    this.#shadow = shadow;
    this.#words = words;
    this.#on = on;
    shadow.adoptedStyleSheets = [style()];
    const say = (key) => words.say(key);
    this.#bar = node("button", { type: "button", part: "toggle", "aria-expanded": "false", "aria-controls": "panel", click: () => this.toggle() });
    this.#body = node("div", { class: "body", part: "body" });
    const close = node("button", { type: "button", class: "round", part: "close", "aria-label": say("ui.close"), click: () => this.close() }, "×");
    const head = node("header", { part: "header" }, node("h2", { id: "title" }, say("ui.embed.title")), close);
    this.#panel = node("section", { id: "panel", class: "panel", part: "panel", role: "dialog", "aria-labelledby": "title", tabindex: "-1", hidden: true }, head, this.#body);
    this.#frame = node("div", { class: "frame", lang: words.code, keydown: (event) => this.#key(event) }, this.#panel, node("div", { class: "bar", part: "bar" }, this.#bar));
    shadow.append(this.#frame);
    this.show(this.#state);
  }

  /** Colours by name. */
  colour(palette, theme) {
    for (const [name, value] of Object.entries(palette)) this.#frame.style.setProperty(`--${name}`, value);
    this.#frame.style.setProperty("color-scheme", theme);
  }

  /** Shows a state: `{ items, text, marked, asleep, waiting, notice, fault, gone }`. */
  show(change) {
    this.#state = { ...this.#state, ...change };
    if (this.#item && !this.#state.items.includes(this.#item)) this.#item = undefined;
    this.#label();
    if (!this.#panel.hidden) this.#fill();
  }

  get opened() {
    return !this.#panel.hidden;
  }

  toggle() {
    if (this.opened) this.close();
    else this.open();
  }

  /** Opens the panel, with one finding if one is named. */
  open(item) {
    this.#item = item;
    this.#panel.hidden = false;
    this.#bar.setAttribute("aria-expanded", "true");
    this.#fill();
    this.#panel.focus({ preventScroll: true });
    this.#on.open();
  }

  close() {
    const inside = this.#shadow.activeElement;
    this.#panel.hidden = true;
    this.#bar.setAttribute("aria-expanded", "false");
    this.#item = undefined;
    this.#on.choose(undefined);
    if (inside) this.#bar.focus({ preventScroll: true });
  }

  remove() {
    this.#frame.remove();
    this.#shadow.adoptedStyleSheets = [];
  }

  #key(event) {
    if (event.key !== "Escape" || !this.opened) return;
    event.stopPropagation();
    if (this.#item) this.#list();
    else this.close();
  }

  #label() {
    const { items, asleep, waiting, fault } = this.#state;
    const contested = items.filter(({ type, finding }) => type === "claim" && CONTESTED.has(finding.status)).length;
    const said = items.filter(speaks).length;
    const parts = [node("b", {}, this.#words.say("ui.name"))];
    if (waiting) parts.push(node("span", {}, this.#words.say("ui.embed.waiting")));
    else if (!fault && !asleep) {
      parts.push(node("span", {}, this.#words.count("ui.statements", said)));
      parts.push(node("span", { class: "contest" }, contested ? this.#words.count("ui.embed.contested", contested) : ""));
    }
    this.#bar.classList.toggle("small", Boolean(asleep || fault));
    this.#bar.replaceChildren(...parts);
  }

  #fill() {
    if (this.#item) return this.#show();
    const { items, text, marked, waiting, notice, fault } = this.#state;
    const say = (key) => this.#words.say(key);
    const shown = [];
    if (fault) shown.push(node("p", { role: "alert" }, say(fault)));
    if (notice) shown.push(node("p", { role: "alert" }, say(notice)));
    if (waiting) shown.push(node("p", { role: "status" }, say("ui.embed.waiting")));
    if (items.length) {
      const tick = node("input", { type: "checkbox", part: "marks", change: ({ target }) => this.#on.marks(target.checked) });
      tick.checked = marked;
      shown.push(node("label", {}, tick, say("ui.embed.marks")));
      const rows = items.map((item) => {
        const [name, words, tone] = headline(item, text, this.#words);
        const press = () => { this.#item = item; this.#fill(); this.#on.choose(item); };
        return node("li", {}, node("button", { type: "button", part: "finding", click: press }, node("small", { class: tone }, name), words));
      });
      shown.push(node("ul", { part: "list" }, ...rows));
    } else if (!fault && !waiting) {
      shown.push(node("p", {}, say("ui.speakers.none")));
    }
    shown.push(node("p", {}, say("ui.embed.note")), node("p", {}, say("ui.embed.private")));
    this.#body.replaceChildren(...shown);
    return undefined;
  }

  #show() {
    const say = (key) => this.#words.say(key);
    const item = this.#item;
    const back = node("button", { type: "button", part: "back", click: () => this.#list() }, say("ui.embed.back"));
    const seek = node("button", { type: "button", part: "show", click: () => this.#on.show(item) }, say("ui.embed.show"));
    this.#body.replaceChildren(node("div", { class: "card", part: "card" }, ...card(item, this.#state.text, this.#words)), node("div", { class: "row" }, back, seek));
    this.#body.scrollTop = 0;
    back.focus({ preventScroll: true });
  }

  /** Back from a finding to the list, to the place it was chosen from. */
  #list() {
    const at = this.#state.items.indexOf(this.#item);
    this.#item = undefined;
    this.#on.choose(undefined);
    this.#fill();
    const button = this.#body.querySelectorAll("li button")[at];
    (button ?? this.#panel).focus();
  }
}
