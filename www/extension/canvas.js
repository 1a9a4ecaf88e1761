// Where boxes are drawn if the browser cannot highlight words, or too slowly: a shadow root over the page, which exists
// only while it contains boxes.
import { create, page } from "../embed/dom.js";

const PLACE = { all: "initial", position: "fixed", inset: "0", "pointer-events": "none", "z-index": "2147483000" };
const RULES = ".boxes { position: fixed; inset: 0; overflow: hidden; } .box { position: absolute; display: block; } @media print { .boxes { display: none; } }";

/** Returns an object with the method `append(layer)`, which inserts a layer of boxes into the page until the layer is
 * removed. */
export function canvas() {
  return {
    append(layer) {
      const host = create("sayso-marks");
      for (const [name, value] of Object.entries(PLACE)) host.style.setProperty(name, value, "important");
      const shadow = host.attachShadow({ mode: "closed" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(RULES);
      shadow.adoptedStyleSheets = [sheet];
      shadow.append(layer);
      page("documentElement").append(host);
      const { remove } = layer;
      layer.remove = () => {
        remove.call(layer);
        host.remove();
      };
    },
  };
}
