// A widget on a newsroom's page: a marker with the bar, the panel and the card in the element's shadow root.
import { find } from "./article.js";
import { attribute, page } from "./dom.js";
import { apart } from "./elements.js";
import * as engine from "./engine.js";
import { Marker } from "./marker.js";
import { Panel } from "./panel.js";
import { words } from "./words.js";

let widgets = 0;

export class Widget extends Marker {
  constructor(element) {
    const open = async (on, signal) => {
      const around = element.closest("[lang]:not(sayso-widget)");
      const sentences = await words(element.getAttribute("lang"), around && attribute(around, "lang"), attribute(page("documentElement"), "lang"));
      if (signal.aborted) return undefined;
      const shadow = element.shadowRoot ?? element.attachShadow({ mode: "open" });
      return { panel: new Panel(shadow, sentences, on), shadow };
    };
    const seek = (calm, stale, spent) => {
      const start = performance.now();
      const article = find(element.getAttribute("article"));
      spent(performance.now() - start);
      return article;
    };
    const skip = (node, words) => !words && apart(node);
    super(element, { id: (widgets += 1), engine, find: seek, skip, open });
  }
}
