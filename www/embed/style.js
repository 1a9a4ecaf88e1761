// The styles of the bar, the panel and the card. Colours are custom properties (colours.js), so that the newsroom's
// take precedence. The position uses !important, which the page cannot override inside a shadow root. Sizes are in
// pixels or relative to the widget's own font, because the host's root font size may be anything. The bar has a fixed
// width, because growing or moving would count as a layout shift of the page.
import { LINES } from "./colours.js";
import { STATUSES } from "./pieces.js";

const CSS_TEXT = `
:host {
  all: initial !important;
  position: fixed !important; z-index: var(--sayso-z, 2147483000) !important; inset: auto 20px 20px auto !important;
  display: block !important; width: auto !important; max-width: calc(100vw - 16px) !important;
  pointer-events: none !important;
}
.frame > * { pointer-events: auto; }
:host([hidden]) { display: none !important; }
:host([position=bottom-left]) { inset: auto auto 20px 20px !important; }
:host([position=top-right]) { inset: 20px 20px auto auto !important; }
:host([position=top-left]) { inset: 20px auto auto 20px !important; }
:host([position=inline]) { position: static !important; min-height: 50px !important; }
.frame {
  display: flex; flex-direction: column; align-items: flex-end; gap: 10px;
  font: 400 15px/1.5 var(--sayso-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif); color: var(--ink); direction: ltr; text-align: start;
}
:host([position$=left]) .frame, :host([position=inline]) .frame { align-items: flex-start; }
:host([position^=top]) .frame, :host([position=inline]) .frame { flex-direction: column-reverse; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
h2, h3, p, ul, dl, dd, blockquote { margin: 0; padding: 0; }
ul { list-style: none; }
b { font-weight: 600; }
small { font-size: 12.5px; color: var(--soft); }
button { font: inherit; color: inherit; cursor: pointer; background: none; border: 0; padding: 0; text-align: start; touch-action: manipulation; }
button:disabled { opacity: .4; cursor: default; }
:focus-visible { outline: 2.5px solid var(--accent); outline-offset: 2px; }
.g { width: 16px; height: 16px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.g .fill { fill: currentColor; stroke-width: 1; } .g .cut { stroke: var(--lift); stroke-width: 1.9; } .g .dash { stroke-dasharray: 2.3 1.7; }
.g-logo { width: 21px; height: 21px; fill: var(--accent); stroke: none; } .g-logo .cut { stroke: var(--on-accent); stroke-width: 1.2; }
.ib { display: inline-grid; place-items: center; flex: none; width: 36px; height: 36px; border-radius: 6px; }
.ib:hover:enabled { background: color-mix(in srgb, var(--ink) 7%, transparent); }
.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.bar {
  display: flex; align-items: center; gap: 2px; width: 340px; max-width: 100%; padding: 3px 5px 3px 12px;
  background: var(--lift); border: 1px solid var(--line); border-radius: 26px; box-shadow: var(--shade); font-size: 14px;
}
.bar.small { width: auto; } .bar.small > :not(.main) { display: none; }
.main { display: flex; align-items: center; gap: 6px; flex: 1; min-width: 0; min-height: 40px; padding-inline-end: 8px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.sep { width: 1px; height: 22px; background: var(--line); margin-inline: 2px; }
.bar .ib { width: 40px; height: 40px; border-radius: 50%; }
.bar [aria-pressed=true] { color: var(--accent); background: color-mix(in srgb, var(--accent) 12%, transparent); }
.panel, .card { background: var(--lift); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shade); overflow: hidden; }
.frame { --shade: 0 1px 2px #22201c14, 0 8px 28px #22201c1f; }
.panel { display: flex; flex-direction: column; width: 384px; max-width: 100%; max-height: min(620px, calc(100dvh - 100px)); }
:host([position=inline]) .panel { max-height: none; }
header { display: flex; align-items: flex-start; gap: 6px; }
.panel > header { align-items: center; padding: 6px 8px 6px 16px; border-bottom: 1px solid var(--line); }
h2 { font-size: 15px; font-weight: 600; line-height: 1.3; flex: 1; }
.body { overflow: auto; padding: 12px 16px 14px; display: grid; gap: 10px; align-content: start; overscroll-behavior: contain; }
.body > p { color: var(--soft); font-size: 13px; line-height: 1.4; }
.body > p[role=alert] { color: var(--ink); border-inline-start: 3px solid var(--denied); padding-inline-start: 10px; }
.lens { display: grid; grid-auto-flow: column; background: color-mix(in srgb, var(--ink) 7%, transparent); border-radius: 10px; padding: 3px; }
.lens button { min-height: 33px; padding: 0 5px; border-radius: 7px; font-size: 13.5px; white-space: nowrap; font-weight: 500; color: var(--soft); text-align: center; }
.lens [aria-checked=true] { background: var(--paper); color: var(--ink); font-weight: 600; box-shadow: 0 1px 3px #0003; }
.key { display: flex; flex-wrap: wrap; gap: 0 2px; margin-inline: -6px; }
.chip { display: inline-flex; align-items: center; gap: 5px; min-height: 30px; padding: 0 6px; border-radius: 6px; font-size: 13px; white-space: nowrap; }
.chip .g { width: 14px; height: 14px; } .chip:hover { background: var(--sunk); }
.chip[aria-pressed=false] { color: var(--soft); } .chip[aria-pressed=false] .smp { background: none; text-decoration: line-through 1px var(--soft); } .chip[aria-pressed=false] .g { color: var(--soft); }
.smp { text-decoration-skip-ink: none; padding-inline: 1px; }
.m-direct { background: var(--said-tint); } .m-indirect { text-decoration: underline 1.5px dotted var(--said); text-underline-offset: .26em; } .m-mention { text-decoration: underline 1px dotted var(--soft); text-underline-offset: .26em; } .m-check { text-decoration: underline 2px dotted var(--accent); text-underline-offset: .3em; }
LOOKS
.body li + li { border-top: 1px solid var(--line); }
.body li button { display: flex; gap: 9px; width: 100%; padding: 8px 6px; border-radius: 6px; overflow-wrap: anywhere; line-height: 1.4; font-size: 14px; }
.body li button:hover, .side:hover { background: var(--sunk); } .body li .g { margin: 1px 2.5px 0; color: var(--k, var(--soft)); }
li small { display: block; } li small[class] { color: var(--k, var(--soft)); font-weight: 600; }
.av { display: inline-grid; place-items: center; flex: none; width: 21px; height: 21px; border-radius: 50%; background: var(--said-tint); color: color-mix(in srgb, var(--said) 55%, var(--ink)); font-size: 9px; font-weight: 650; line-height: 1; }
.av.square { border-radius: 5px; } .av .g { width: 13px; height: 13px; margin: 0; color: inherit; } .av.big { width: 32px; height: 32px; font-size: 12px; }
.av.anon { background: none; border: 1.5px dashed var(--edge); color: var(--soft); font-size: 11.5px; }
.pop { position: fixed; left: 0; top: 0; width: 344px; max-width: calc(100vw - 16px); border-radius: 10px; }
.pop::before { content: ""; position: absolute; width: 12px; height: 12px; rotate: 45deg; background: var(--lift); }
.pop[data-side=below]::before { left: 30px; top: -6px; border: solid var(--line); border-width: 1px 0 0 1px; z-index: 1; } .pop[data-side=above]::before { left: 30px; bottom: -6px; border: solid var(--line); border-width: 0 1px 1px 0; z-index: 1; }
.pop[data-side=right]::before { left: -5px; top: 11px; background: var(--k, var(--said)); } .pop[data-side=left]::before { right: -5px; top: 11px; border: solid var(--line); border-width: 1px 1px 0 0; z-index: 1; } .pop[data-side=sheet]::before { display: none; }
.card { max-height: calc(100dvh - 16px); overflow: auto; overscroll-behavior: contain; padding: 9px 14px 6px; border-inline-start: 3px solid var(--k, var(--said)); font-size: 14px; line-height: 1.42; text-align: start; }
.card > header { margin: 0 -8px 4px 0; } .card h3 { display: flex; gap: 7px; flex: 1; padding-top: 4px; font-size: 15px; font-weight: 650; line-height: 1.35; overflow-wrap: anywhere; }
.card h3 .g { margin-top: 2px; color: var(--k); } .card h3 small { display: block; font-weight: 400; } .card .status { font-weight: inherit; color: var(--k); } .card .ib { width: 30px; height: 30px; color: var(--soft); }
.card > p { color: var(--soft); font-size: 13px; line-height: 1.4; margin-bottom: 7px; }
.card blockquote { margin: 2px 0 8px; overflow-wrap: anywhere; font-size: 15px; line-height: 1.45; }
.sides { margin: 0 -6px 6px; } .side { display: grid; grid-template-columns: auto 1fr auto; gap: 9px; width: 100%; padding: 6px; border-radius: 6px; overflow-wrap: anywhere; } .side > .g { width: 13px; height: 13px; margin-top: 3px; color: var(--soft); }
.reviews li { border: solid var(--accent); border-width: 0 0 0 2px; padding-inline-start: 9px; margin-bottom: 8px; overflow-wrap: anywhere; } .reviews strong, .reviews a { display: block; color: inherit; } .reviews a { font-size: 13px; color: var(--accent); }
.card .settle { border-top: 1px solid var(--line); padding: 7px 0 0; } .settle b { display: block; color: var(--ink); }
.why { border-top: 1px solid var(--line); font-size: 13px; } summary { cursor: pointer; min-height: 34px; display: flex; align-items: center; gap: 6px; color: var(--soft); list-style: none; } summary::-webkit-details-marker { display: none; }
summary::before { content: ""; width: 6px; height: 6px; border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); margin-inline: 2px; } [open] > summary::before { transform: rotate(45deg); }
dl { display: grid; gap: 6px; padding: 2px 0 10px; } dl > div { display: grid; grid-template-columns: 96px 1fr; gap: 6px; } dt { color: var(--soft); } dd { overflow-wrap: anywhere; }
.card footer { display: flex; align-items: center; border-top: 1px solid var(--line); margin: 0 -14px; padding: 3px 8px 0 14px; font-size: 12.5px; color: var(--soft); font-variant-numeric: tabular-nums; } .card footer span { margin-inline-start: auto; }
.pop[data-side=sheet] { inset: auto 8px 78px 8px; width: auto; max-width: none; transform: none !important; } .pop[data-side=sheet] .card { max-height: min(60dvh, 480px); }
.boxes { position: fixed; inset: 0; pointer-events: none; overflow: hidden; z-index: -1; }
.box { position: absolute; display: block; }
@media (max-width: 599px) {
  :host(:not([position=inline])) { inset: auto 8px 10px 8px !important; } :host([position^=top]) { inset: 10px 8px auto 8px !important; }
  .frame { align-items: stretch; } .bar, .panel { width: auto; } .bar.small { align-self: flex-end; } .panel { max-height: calc(100dvh - 90px); }
}
@media (pointer: coarse) { .ib, .bar .ib, .card .ib { min-width: 44px; min-height: 44px; } .main, .chip, .lens button, summary, .side, .body li button { min-height: 44px; } }
@media print { :host { display: none !important; } }
@media (forced-colors: active) { .panel, .card, .bar, .chip, .lens [aria-checked=true] { border: 1px solid CanvasText; } .m-direct { text-decoration: underline 1px solid; } }
`;

/** Returns the rules for each status: its colour, and its sample in the legend, which looks like the marks. */
const looks = () => STATUSES.map((status) => {
  const [style, width, offset] = LINES[status];
  return `.t-${status}, [data-look=${status}] .g { --k: var(--${status}); } [data-look=${status}] .g { color: var(--k); }
.m-${status} { background: var(--${status}-tint, transparent); text-decoration: underline ${width} ${style} var(--${status}); text-underline-offset: ${offset}; }`;
}).join("\n");

let sheet;

/** Returns the style sheet, which all widgets share. */
export function style() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS_TEXT.replace("LOOKS", looks()));
  }
  return sheet;
}
