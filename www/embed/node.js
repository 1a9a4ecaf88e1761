// Elements out of names and words: no markup, so that hostile text stays text.
import { create } from "./dom.js";

/** An element; attributes that are functions are listeners, `false` and `undefined` ones are left out. */
export function node(name, attributes = {}, ...children) {
  const element = create(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
}
