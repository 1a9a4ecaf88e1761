// Icons, drawn as paths. The text next to each says what it stands for.
import { page } from "./dom.js";

const SPACE = "http://www.w3.org/2000/svg";
const CIRCLE = (x, r) => `M${x - r} 8a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0z`;
/** Paths by name; some are prefixed with a class and `|`. */
const PATHS = {
  refuted: [CIRCLE(8, 6), "M3.9 12.1 12.1 3.9"],
  denied: [`fill|${CIRCLE(8, 6.2)}`, "cut|M4.9 8h6.2"],
  disputed: ["M2 5.6h12M2 10.4h12M10.6 2.4 5.4 13.6"],
  unconfirmed: [`dash|${CIRCLE(8, 6.3)}`, "M6.2 6.4a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.7.5-.7 1.1M8 11.3v.1"],
  alleged: ["M4 1.8v12.4M4 2.8h8.4L10.3 6l2.1 3.2H4"],
  speculative: ["M1.8 9.6c1.7-3.8 3.9-3.8 6.2-1.6s4.5 2.2 6.2-1.6"],
  corroborated: [CIRCLE(5.7, 3.9), CIRCLE(10.3, 3.9)],
  silent: ["M2.2 3h11.6v7.2H8.2L5 13v-2.8H2.2zM5.6 6.6h4.8"],
  document: ["M4 1.8h5L12.5 5v9.2H4zM9 1.8V5h3.5M6 8.2h4.5M6 10.8h4.5"],
  close: ["M4 4l8 8M12 4l-8 8"],
  up: ["M3.5 10 8 5.5l4.5 4.5"],
  down: ["M3.5 6 8 10.5 12.5 6"],
  jump: ["M5 11 11 5M6 5h5v5"],
  eye: ["M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8z", CIRCLE(8, 1.9)],
  list: ["M5.5 4h8M5.5 8h8M5.5 12h8M2.3 4h.01M2.3 8h.01M2.3 12h.01"],
  logo: ["body|M2.7 3h10.6v7.7H7.7L4.7 13.3v-2.6h-2z", "cut|M5 5.8h6M5 8h1.1M7.2 8h1.1M9.4 8h1"],
};

/** Returns the icon with this name; `undefined` if there is none. */
export function glyph(name) {
  if (!PATHS[name]) return undefined;
  const made = (name) => page("createElementNS").call(document, SPACE, name);
  const sign = made("svg");
  for (const [key, value] of [["viewBox", "0 0 16 16"], ["aria-hidden", "true"], ["class", `g g-${name}`]]) sign.setAttribute(key, value);
  for (const drawn of PATHS[name]) {
    const [path, look] = drawn.split("|").reverse();
    const part = made("path");
    part.setAttribute("d", path);
    if (look) part.setAttribute("class", look);
    sign.append(part);
  }
  return sign;
}
