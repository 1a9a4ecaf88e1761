// The side panel of a tab: the lists and the cards of the embed's panel, for the article that is marked in the tab.
import { palette, theme } from "../embed/colours.js";
import { Panel } from "../embed/panel.js";
import { seen, shown } from "../embed/pieces.js";
import { wishes } from "../embed/attributes.js";
import { words as table } from "../embed/words.js";
import { api } from "./api.js";
import { key } from "./side-panel-proxy.js";
import { fragment } from "./share.js";

/** The styles with which the panel fills the window, between the other parts. */
const WHOLE = `
:host { position: static !important; z-index: 0 !important; max-width: none !important; pointer-events: auto !important; }
.frame { flex-direction: column; align-items: stretch; gap: 0; }
.bar, .bar.small { order: -1; position: sticky; top: 0; z-index: 1; width: auto; border: solid var(--line); border-width: 0 0 1px; border-radius: 0; box-shadow: none; }
.main { pointer-events: none; }
.bar [part=list], [part=close] { display: none; }
.panel { width: auto; max-height: none; border: 0; border-radius: 0; box-shadow: none; outline: none; }
.pop, .pop[data-side=sheet] { position: static; width: auto; max-width: none; padding: 12px; outline: none; }
.pop::before { display: none; }
.pop .card { max-height: none; }
.body { grid-template-columns: minmax(0, 1fr); }
@media (max-width: 330px) { .lens { grid-auto-flow: row; } .sep { display: none; } }
`;
const asked = new URLSearchParams(location.search);
const tab = Number(asked.get("tab"));
const language = api.i18n.getUILanguage();
const words = await table(language);
const part = (id) => document.getElementById(id);
const tell = (id, key) => {
  part(id).hidden = !key;
  part(id).textContent = key ? words.say(key) : "";
};

let port;
let panel;
let state = {};
let items = [];
let chosen;
/** Set while a choice made on the page is shown. */
let quiet = false;

document.documentElement.lang = words.code;
for (const [id, key] of [["open", "ui.extension.open"], ["compare", "ui.extension.compare"], ["off", "ui.extension.off"]]) part(id).textContent = words.say(key);
part("off").onclick = () => {
  port?.postMessage({ off: true });
  idle();
};
part("open").onclick = async () => {
  const { meta, text } = article();
  api.tabs.create({ url: api.runtime.getURL("page/index.html") + await fragment(meta, text) });
};
part("compare").onclick = async () => {
  // If a workbench is open, it takes the article. Otherwise a new one is opened, which asks for it.
  const given = article();
  if (!(await api.runtime.sendMessage({ compare: given }).catch(() => undefined))?.taken) {
    offered = given;
    await api.tabs.create({ url: api.runtime.getURL("page/index.html?compare") });
  }
};
let offered;
api.runtime.onMessage.addListener((message, { tab: from }, reply) => {
  if (message.here && from?.id === tab) connect();
  if (message.workbench && offered) {
    reply({ article: offered });
    offered = undefined;
  }
});

/** Returns the article for the workbench. The text lacks the headline, because the workbench has a field for it. */
function article() {
  const { meta, text } = state;
  const [first, rest] = [text.split("\n\n", 1)[0], text.slice(text.indexOf("\n\n") + 2)];
  return { meta, text: first === meta[0].replace(/\s+/g, " ").trim() && rest ? rest : text };
}

function connect() {
  port?.disconnect();
  const made = api.tabs.connect(tab, { name: "panel" });
  port = made;
  made.onMessage.addListener((message) => port === made && received(message));
  made.onDisconnect.addListener(() => {
    // The extension is not in the tab's page, for example after navigation. Reading the error keeps it out of the log.
    void api.runtime.lastError;
    if (port !== made) return;
    port = undefined;
    idle();
  });
}

/** Removes the panel and says why nothing is marked. */
function idle(why = "ui.extension.hint") {
  panel?.remove();
  [panel, state, items, chosen] = [undefined, {}, [], undefined];
  part("findings").replaceChildren();
  for (const id of ["findings", "tools", "partial", "selected"]) part(id).hidden = true;
  tell("hint", why);
}

function received(message) {
  if (message.gone) return idle();
  if (message.state) update(message.state);
  if (message.chosen && message.chosen !== chosen) {
    const item = items.find((one) => key(one) === message.chosen);
    if (!item || !panel) return;
    quiet = true;
    panel.choose(item);
    quiet = false;
  }
}

function update(change) {
  if (!Object.keys(change).length) return;
  state = { ...state, ...change };
  if (!panel) begin();
  if (change.analysis || change.keys) {
    const keys = new Set(state.keys);
    items = state.analysis ? shown(state.analysis, EVERYTHING).filter((item) => keys.has(key(item))) : [];
  }
  const { text = "", analysis, notice, fault, waiting, marked, lens } = state;
  const hidden = new Set(state.hidden);
  const all = state.keys?.length ? items : [];
  panel.show({ all, items: seen(all, lens, hidden), text, analysis, notice, fault, waiting: Boolean(waiting), marked, lens, hidden, asleep: false });
  tell("partial", state.partial && "ui.extension.partial");
  tell("selected", state.selected && (all.length ? "ui.extension.selected" : "ui.extension.nothing"));
  part("tools").hidden = !text;
  if (!panel.opened && !chosen) panel.toggle();
  if (state.selected && change.keys?.length && !chosen) panel.choose(items.reduce((best, one) => (size(one) < size(best) ? one : best)));
}

const EVERYTHING = wishes(document.createElement("sayso-widget"));
const size = ({ spans }) => spans.reduce((sum, [start, end]) => sum + end - start, 0);

function begin() {
  tell("hint");
  part("findings").hidden = false;
  const host = document.createElement("sayso-widget");
  part("findings").replaceChildren(host);
  const shadow = host.attachShadow({ mode: "open" });
  panel = new Panel(shadow, words, answers());
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(WHOLE);
  shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const colour = () => {
    const name = theme(dark.matches ? "dark" : "light");
    panel?.colour(palette(host, name), name);
  };
  dark.onchange = colour;
  colour();
}

/** The callbacks of the panel, see www/embed/panel.js. */
function answers() {
  const send = (message) => port?.postMessage(message);
  return {
    open() {},
    marks(marked) {
      update({ marked });
      send({ marks: marked });
    },
    choose(item, { scroll = false } = {}) {
      chosen = item && key(item);
      if (!quiet) send({ choose: chosen ?? null, scroll });
      // Without a card, the list is shown.
      queueMicrotask(() => panel && !chosen && !panel.opened && panel.toggle());
    },
    seek: (spans) => send({ seek: spans }),
    lens(lens) {
      update({ lens });
      send({ lens });
    },
    hide(look) {
      const hidden = new Set(state.hidden);
      if (!hidden.delete(look)) hidden.add(look);
      update({ hidden: [...hidden] });
      send({ hide: look });
    },
  };
}

// The browser may close the page in the tab to extensions.
const closed = asked.has("closed");
idle(closed ? "ui.extension.closed" : undefined);
if (tab && !closed) connect();
