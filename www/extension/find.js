// Finds the article in a page of any site, with the extraction that also reads pasted pages (src/intake/article.rs).
import { find as largest, linked } from "../embed/article.js";
import { all, attribute, own, page } from "../embed/dom.js";
import { apart, inside, unseen } from "../embed/elements.js";
import { inSlices } from "../embed/slices.js";
import { displayed } from "./analysis-client.js";

/** The attributes that the extraction reads, of every element and of those in the head. */
const FACTS = ["class", "id", "role", "aria-hidden", "itemprop", "href", "datetime"];
const HEAD = ["name", "property", "content", "rel", "href", "type"];
/** The maximum number of nodes of a page that are read. */
const MOST = 200_000;
/** The minimum length of one of several articles in a page, and its minimum share of the longest. In UTF-16 units. */
const LONG = 1000;
const SHARE = 0.5;
const DATA = 'script[type="application/ld+json"]';

/** Finds the article of the page, and the nodes in it that do not belong to the article. */
export class Finder {
  /** Headline, byline, outlet, address and date. */
  meta = [];
  #article;
  #within;
  #apart = new Set();

  /** Returns the article's element, see the parameter `find` of `Marker`. */
  async find(calm, stale, spent) {
    if (!calm && this.#article?.isConnected) return this.#article;
    const within = current();
    const nodes = [];
    const items = await inSlices(serialised(within ?? page("documentElement"), nodes), stale, spent);
    if (!items) return undefined;
    const found = await displayed(items);
    if (stale()) return undefined;
    const start = performance.now();
    this.meta = found.meta;
    this.#within = within;
    this.#apart = new Set(found.apart.map((at) => nodes[at]));
    this.#include(headline(this.meta[0], nodes));
    // If nothing tells the article from the rest, the page is short or has no article.
    const around = found.whole ? within : this.#around(nodes, items);
    this.#article = (within ? undefined : linked()) ?? around ?? largest();
    spent(performance.now() - start);
    return this.#article;
  }

  /** Returns whether a node is not part of the article, see the parameter `skip` of `Marker`. */
  skip = (node, words) => this.#apart.has(node) || (!words && apart(node));

  /** Returns whether the reader has scrolled to another article of the page. */
  get passed() {
    const now = current();
    return Boolean(now) && now !== this.#within;
  }

  /** Returns the innermost element that contains all words of the article. */
  #around(nodes, items) {
    const kept = nodes.filter((node, at) => typeof items[at] === "string" && /\S/.test(items[at]) && node && this.#keeps(node));
    const ends = [kept[0], kept.at(-1)];
    if (!ends[0]) return undefined;
    let around = parent(ends[0]);
    while (around && !contains(around, ends[1])) around = parent(around);
    return around;
  }

  /** Makes an element a part of the article again, without what surrounds it. */
  #include(element) {
    const path = [];
    for (let at = element; at; at = parent(at)) {
      path.push(at);
      if (!this.#apart.delete(at)) continue;
      for (const outer of path.slice(1)) for (const node of inside(outer)) if (!path.includes(node)) this.#apart.add(node);
      this.#apart.delete(element);
    }
  }

  #keeps(node) {
    for (let at = node; at; at = parent(at)) if (this.#apart.has(at)) return false;
    return true;
  }
}

const squeezed = (text) => text.replace(/\s+/g, " ").trim();

/** Returns the element with the headline, which is marked like the article. */
function headline(title, nodes) {
  const heads = nodes.filter((node) => node && own(node, "nodeType") === Node.ELEMENT_NODE && /^h[12]$/.test(own(node, "localName")));
  return title ? heads.find((head) => squeezed(own(head, "textContent")) === squeezed(title)) : undefined;
}

/** Returns the element that contains a node, also across the border of a shadow root. */
const parent = (node) => slot(node) ?? own(node, "parentElement") ?? own(node, "getRootNode").call(node).host;

const slot = (node) => (own(node, "nodeType") === Node.TEXT_NODE ? node.assignedSlot : own(node, "assignedSlot"));

function contains(outer, node) {
  for (let at = node; at; at = parent(at)) if (at === outer) return true;
  return false;
}

/** If the page has several long articles, returns the one that the reader has scrolled to. */
function current() {
  const sizes = all("article").map((element) => [element, own(element, "textContent").length]).filter(([, size]) => size >= LONG);
  const outer = sizes.filter(([element]) => !sizes.some(([other]) => other !== element && own(other, "contains").call(other, element)));
  const most = Math.max(0, ...outer.map(([, size]) => size));
  const long = outer.filter(([, size]) => size >= most * SHARE).map(([element]) => element);
  if (long.length < 2) return undefined;
  const middle = innerHeight / 2;
  const distance = (element) => {
    const { top, bottom } = own(element, "getBoundingClientRect").call(element);
    return top > middle ? top - middle : Math.max(middle - bottom, 0);
  };
  return long.reduce((best, element) => (distance(element) < distance(best) ? element : best));
}

/** Returns what `displayed` in src/web/markup.rs reads; the node of each item is put into `nodes`. A generator, for
 * pauses. */
function* serialised(root, nodes) {
  const items = [];
  const add = (item, node) => {
    items.push(item);
    nodes.push(node);
  };
  add(["html"]);
  add(["head"]);
  for (const element of all("head > title, head > meta, head > link")) addData(element, add);
  for (const element of all(DATA)) addData(element, add);
  add(null);
  const todo = [{ node: root === page("documentElement") ? page("body") : root }];
  while (todo.length && items.length < MOST) {
    const { node, leave } = todo.pop();
    if (leave) {
      add(null);
      continue;
    }
    const type = node && own(node, "nodeType");
    if (type === Node.TEXT_NODE) add(node.data, node);
    else if (type === Node.ELEMENT_NODE && !unseen(node, getComputedStyle(node))) enter(node, add, todo);
    yield;
  }
  // `displayed` closes the elements that are still open.
  return items;
}

function addData(element, add) {
  add([own(element, "localName"), ...facts(element, HEAD)]);
  add(own(element, "textContent"));
  add(null);
}

function enter(element, add, todo) {
  add([own(element, "localName"), ...facts(element, FACTS)], element);
  todo.push({ leave: true });
  const nodes = inside(element);
  for (let at = nodes.length - 1; at >= 0; at -= 1) todo.push({ node: nodes[at] });
}

function facts(element, names) {
  return names.flatMap((name) => {
    const value = attribute(element, name);
    return value === null ? [] : [name, value];
  });
}
