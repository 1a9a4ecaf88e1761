// Colours and styles of marks: those of the page (www/style.css), light or dark to match the article, or the newsroom's
// own, set by custom properties.
import { CONTESTED, STATUSES } from "./pieces.js";

const LIGHT = {
  paper: "#fffdf9", lift: "#ffffff", sunk: "#f7f4ee", ink: "#22201c", soft: "#5f5a52", line: "#e2dcd1", edge: "#857d70",
  accent: "#1f4e5f", "on-accent": "#ffffff", hot: "#fff0bf", said: "#2f7286", "said-tint": "#e4f0f3",
  refuted: "#8f1d42", "refuted-tint": "#f8e0e6", denied: "#a23a10", "denied-tint": "#fce5d8", disputed: "#5f3a9a", "disputed-tint": "#ebe3f8",
  unconfirmed: "#745500", "unconfirmed-tint": "#f8edc9", alleged: "#745500", "alleged-tint": "#f8edc9", speculative: "#5f5a52",
  corroborated: "#1f623c", "corroborated-tint": "#dff0e4",
};
const DARK = {
  paper: "#1c1d1f", lift: "#26282b", sunk: "#222427", ink: "#e9e5dd", soft: "#aea99f", line: "#36383b", edge: "#85878c",
  accent: "#8ecbdc", "on-accent": "#10242b", hot: "#4b4020", said: "#74b4c6", "said-tint": "#1f3238",
  refuted: "#f29ab0", "refuted-tint": "#43222c", denied: "#f4a57d", "denied-tint": "#46291b", disputed: "#c6abf2", "disputed-tint": "#33294a",
  unconfirmed: "#e3c05c", "unconfirmed-tint": "#3d3414", alleged: "#e3c05c", "alleged-tint": "#3d3414", speculative: "#aea99f",
  corroborated: "#8fd0a0", "corroborated-tint": "#1c3626",
};

/** Returns `light` or `dark`: the requested theme, otherwise the one that suits the text colour of the article. */
export function theme(wish, article) {
  if (wish === "light" || wish === "dark") return wish;
  const colour = article && getComputedStyle(article).color;
  const parts = colour?.match(/^(rgb|color\(srgb)/) && colour.match(/[\d.]+/g)?.slice(0, 3).map(Number);
  if (!parts) return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const [red, green, blue] = parts.map((part) => (colour.startsWith("rgb") ? part / 255 : part));
  return red * 0.3 + green * 0.59 + blue * 0.11 > 0.5 ? "dark" : "light";
}

/** Returns each colour by its name. Custom properties on the element, such as `--sayso-said`, take precedence. */
export function palette(element, theme) {
  const own = getComputedStyle(element);
  const colours = { ...(theme === "dark" ? DARK : LIGHT) };
  for (const name of Object.keys(colours)) {
    const wish = own.getPropertyValue(`--sayso-${name}`).trim();
    if (wish && CSS.supports("color", wish)) colours[name] = wish;
  }
  return colours;
}

const line = (colour, style, width, offset) => ({
  "text-decoration-line": "underline",
  "text-decoration-style": style,
  "text-decoration-color": colour,
  "text-decoration-thickness": width,
  "text-underline-offset": offset,
  "text-decoration-skip-ink": "none",
});

/** The underline of each status: style, thickness, and distance from the words. */
export const LINES = {
  refuted: ["solid", "4.5px", "0.24em"],
  denied: ["solid", "2px", "0.22em"],
  disputed: ["double", "1.75px", "0.18em"],
  unconfirmed: ["dashed", "2.25px", "0.22em"],
  alleged: ["dotted", "3px", "0.2em"],
  speculative: ["wavy", "1.25px", "0.2em"],
  corroborated: ["solid", "1px", "0.24em"],
};

/** Returns how each style of mark is drawn, from the lowest layer to the highest. Uses only properties allowed in
 * ::highlight, none of which moves a word. */
export function looks(colours) {
  const { said, soft, accent } = colours;
  const statuses = [...STATUSES].reverse().map((status) => {
    const tint = colours[`${status}-tint`];
    return [status, { ...(tint && { "background-color": tint }), ...line(colours[status], ...LINES[status]) }];
  });
  const found = {
    check: line(accent, "dotted", "2px", "0.42em"),
    direct: { "background-color": colours["said-tint"] },
    indirect: line(said, "dotted", "1.5px", "0.26em"),
    mention: line(soft, "dotted", "1px", "0.26em"),
    ...Object.fromEntries(statuses),
    ...Object.fromEntries([...CONTESTED].map((status) => [`chosen-${status}`, { "background-color": bright(status, colours) }])),
    chosen: { "background-color": colours.hot },
    source: { color: accent, ...line(accent, "solid", "2px", "0.22em") },
    cue: { color: accent, ...line(accent, "dashed", "1px", "0.24em") },
  };
  return forced() ? bare(found) : found;
}

/** Returns whether the reader's system sets the colours. Browsers then draw all highlights alike, so marks are drawn
 * as boxes. */
export const forced = () => matchMedia("(forced-colors: active)").matches;

/** Returns the styles without tints: quotations get a line, and selected words an outline. */
function bare(looks) {
  const drawn = ([style, { "background-color": _, ...look }]) => {
    if (style === "direct") return [style, line("CanvasText", "solid", "1px", "0.26em")];
    return [style, style.startsWith("chosen") ? { outline: "2px solid" } : look];
  };
  return Object.fromEntries(Object.entries(looks).map(drawn));
}

/** Returns the background of a selected contested claim: a stronger tint of the same colour. */
const bright = (status, colours) => `color-mix(in oklab, ${colours[status]} 17%, ${colours[`${status}-tint`]})`;
