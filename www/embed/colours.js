// Colours: those of the workbench (www/style.css), light or dark as the article is, or the newsroom's own by custom properties.

const LIGHT = {
  paper: "#fffdf9", ink: "#22201c", soft: "#5f5a52", line: "#ddd7cc", accent: "#1f4e5f", edge: "#857d70",
  said: "#1d6b7f", source: "#6b5a2e", cue: "#8a3d6b", contest: "#a4451b", support: "#2f6b3c", hot: "#ffe7a3",
};
const DARK = {
  paper: "#1d1e20", ink: "#e9e5dd", soft: "#a9a49a", line: "#37383b", accent: "#8ecbdc", edge: "#83858a",
  said: "#74bfd2", source: "#d4bd7c", cue: "#e09cc4", contest: "#f2a077", support: "#8fcf9c", hot: "#57491c",
};

/** `light` or `dark`: the wished theme, else what suits the colour of the article's words. */
export function theme(wish, article) {
  if (wish === "light" || wish === "dark") return wish;
  const colour = article && getComputedStyle(article).color;
  const parts = colour?.match(/^(rgb|color\(srgb)/) && colour.match(/[\d.]+/g)?.slice(0, 3).map(Number);
  if (!parts) return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const [red, green, blue] = parts.map((part) => (colour.startsWith("rgb") ? part / 255 : part));
  return red * 0.3 + green * 0.59 + blue * 0.11 > 0.5 ? "dark" : "light";
}

/** Each colour by its name; `--sayso-said` and the like on the element go first. */
export function palette(element, theme) {
  const own = getComputedStyle(element);
  const colours = { ...(theme === "dark" ? DARK : LIGHT) };
  for (const name of Object.keys(colours)) {
    const wish = own.getPropertyValue(`--sayso-${name}`).trim();
    if (wish && CSS.supports("color", wish)) colours[name] = wish;
  }
  return colours;
}

const faint = (colour, share) => `color-mix(in srgb, ${colour} ${share}%, transparent)`;
const line = (colour, style, width, offset) => ({
  "text-decoration-line": "underline",
  "text-decoration-style": style,
  "text-decoration-color": colour,
  "text-decoration-thickness": width,
  "text-underline-offset": offset,
  "text-decoration-skip-ink": "none",
});

/** How each style of mark is drawn, from the lowest layer to the highest. Only what ::highlight may have: none of it moves a word. */
export function looks({ said, source, cue, contest, support, soft, hot }) {
  const contested = { "background-color": faint(contest, 16), ...line(contest, "solid", "1px", "0.42em") };
  return {
    direct: { "background-color": faint(said, 9), ...line(said, "solid", "2px", "0.24em") },
    mixed: line(said, "dashed", "2px", "0.24em"),
    indirect: line(said, "dotted", "2px", "0.24em"),
    mention: line(soft, "dotted", "1px", "0.24em"),
    refuted: contested,
    denied: contested,
    disputed: contested,
    unconfirmed: contested,
    alleged: contested,
    speculative: { "background-color": faint(soft, 12) },
    corroborated: { "background-color": faint(support, 14) },
    source: { "background-color": faint(source, 22) },
    cue: line(cue, "double", "1px", "0.14em"),
    chosen: { "background-color": hot },
  };
}
