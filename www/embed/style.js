// The bar and the panel. Colours come as custom properties (colours.js), so that the newsroom's go first; what keeps them in place is
// !important, which inside of a shadow root the page cannot override. The bar is of one width whatever it says: what grows or moves would count as
// a shift of the page.

const CSS_TEXT = `
:host {
  all: initial !important;
  position: fixed !important; z-index: var(--sayso-z, 2147483000) !important; inset: auto 1rem 1rem auto !important;
  display: block !important; width: auto !important; max-width: calc(100vw - 2rem) !important;
}
:host([hidden]) { display: none !important; }
:host([position=bottom-left]) { inset: auto auto 1rem 1rem !important; }
:host([position=top-right]) { inset: 1rem 1rem auto auto !important; }
:host([position=top-left]) { inset: 1rem auto auto 1rem !important; }
:host([position=inline]) { position: static !important; min-height: 2.75rem !important; }
.frame {
  display: flex; flex-direction: column; align-items: flex-end; gap: .6rem;
  font: 400 15px/1.5 var(--sayso-font, system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif); color: var(--ink); direction: ltr; text-align: start;
}
:host([position$=left]) .frame, :host([position=inline]) .frame { align-items: flex-start; }
:host([position^=top]) .frame, :host([position=inline]) .frame { flex-direction: column-reverse; }
* { box-sizing: border-box; }
h2, h3, p, ul, dl, dd { margin: 0; padding: 0; }
ul { list-style: none; }
button { font: inherit; color: inherit; cursor: pointer; background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: .35rem .8rem; min-height: 2.4rem; }
button:hover { border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.bar { display: flex; max-width: 100%; }
.bar button { border-radius: 1.4rem; padding: .35rem 1.1rem; box-shadow: 0 4px 16px #0003; width: 23rem; max-width: 100%; text-align: start; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.bar button.small { width: auto; }
.bar b { font-weight: 600; }
.bar span:not(:empty)::before { content: "·"; margin: 0 .5rem; color: var(--soft); }
.contest { color: var(--contest); }
.panel {
  display: flex; flex-direction: column; width: 23rem; max-width: 100%; max-height: min(36rem, calc(100dvh - 6rem)); overflow: hidden;
  background: var(--paper); border: 1px solid var(--line); border-radius: 1rem; box-shadow: 0 10px 34px #0004;
}
.panel[hidden] { display: none; }
:host([position=inline]) .panel { max-height: none; }
header { display: flex; align-items: center; gap: .6rem; padding: .8rem .8rem .6rem 1.1rem; border-bottom: 1px solid var(--line); }
h2 { font-size: 1rem; font-weight: 600; line-height: 1.3; flex: 1; }
.round { width: 2.4rem; padding: 0; border-radius: 50%; border-color: transparent; font-size: 1.15rem; line-height: 1; }
.body { overflow: auto; padding: .8rem 1.1rem 1rem; display: grid; gap: .8rem; align-content: start; overscroll-behavior: contain; }
.body > p { color: var(--soft); font-size: .88rem; }
.body > p[role=alert] { color: var(--ink); border-inline-start: 3px solid var(--contest); padding-inline-start: .7rem; }
label { display: flex; align-items: center; gap: .5rem; min-height: 2rem; }
input { width: 1.2rem; height: 1.2rem; margin: 0; accent-color: var(--accent); }
li button { display: block; width: 100%; text-align: start; margin-bottom: .4rem; padding: .5rem .8rem; overflow-wrap: anywhere; }
li small { display: block; font-size: .8rem; color: var(--soft); }
li small.contest { color: var(--contest); font-weight: 600; }
li small.support { color: var(--support); font-weight: 600; }
h3 { font-size: 1.08rem; font-weight: 600; line-height: 1.35; overflow-wrap: anywhere; }
blockquote { margin: 0; padding-inline-start: .8rem; border-inline-start: 3px solid var(--said); overflow-wrap: anywhere; }
blockquote.contest { border-color: var(--contest); color: inherit; }
dl { display: grid; gap: .45rem; }
dl > div { display: grid; grid-template-columns: 4.6rem 1fr; gap: .4rem; }
dt { color: var(--soft); font-size: .85rem; }
dd { overflow-wrap: anywhere; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; }
.card { display: grid; gap: .7rem; }
.card p { color: var(--soft); font-size: .9rem; }
.boxes { position: fixed; inset: 0; pointer-events: none; overflow: hidden; z-index: -1; }
.box { position: absolute; display: block; }
@media print { :host { display: none !important; } }
@media (forced-colors: active) { .panel, button { border-color: CanvasText; } }
`;

let sheet;

/** The style sheet, one for all widgets. */
export function style() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS_TEXT);
  }
  return sheet;
}
