// Creates elements from names and text, never from markup, so that hostile text stays text.
import { create } from "./dom.js";

/** Creates an element. Attributes that are functions become listeners; those that are `false` or `undefined` are
 * skipped. */
export function node(name, attributes = {}, ...children) {
  const element = create(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
}
