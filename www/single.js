// For a page that is a single file (`cargo xtask dist` creates sayso.html): the files that are otherwise loaded are in
// it as one compressed text. Runs before boot.js, in the same script.
import { Decoder } from "lzma1/decoder.js";
import { InputBuffer, OutputBuffer } from "lzma1/streams.js";

{
  // The characters of Z85 (ZeroMQ RFC 32), except that "_" replaces "<", which has a meaning in HTML.
  const SIGNS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&_>()[]{}@%$#";
  const values = new Uint8Array(128);
  [...SIGNS].forEach((sign, value) => { values[sign.charCodeAt(0)] = value; });

  const held = document.getElementById("packed");
  const files = new Map();
  {
    const text = held.textContent;
    const view = new DataView(new ArrayBuffer((text.length / 5) * 4));
    for (let at = 0; at < text.length; at += 5) {
      let value = 0;
      for (let sign = at; sign < at + 5; sign += 1) value = value * 85 + values[text.charCodeAt(sign)];
      view.setUint32((at / 5) * 4, value);
    }
    const list = held.dataset.files.split(" ").map((file) => file.split(":"));
    const out = new OutputBuffer(list.reduce((sum, [, bytes]) => sum + Number(bytes), 0));
    new Decoder().decompress(new InputBuffer(new Uint8Array(view.buffer, 0, Number(held.dataset.bytes))), out);
    const all = out.toArray();
    let at = 0;
    for (const [name, bytes] of list) files.set(name, all.subarray(at, at += Number(bytes)));
    held.remove();
  }

  const { dataset } = document.querySelector("script[data-module]");
  const place = (type, ...parts) => URL.createObjectURL(new Blob(parts, { type }));
  // The program's script defines `wasm_bindgen`: if the page is opened from disk, browsers do not load modules in its
  // worker.
  const program = files.get("page.js");
  const exports = "\nexport default wasm_bindgen;\nexport const { docx, html, markdown, write, compare, language, read } = wasm_bindgen;\n";
  const kept = "\nglobalThis.saysoProgram = { ...wasm_bindgen, default: wasm_bindgen };\n";
  dataset.languages = dataset.checks = dataset.compare = dataset.module = place("text/javascript", program, exports);
  dataset.worker = place("text/javascript", program, kept, files.get("worker.js"));
  dataset.published = place("text/javascript", files.get("published.js"));
  dataset.wasm = place("application/wasm", files.get("page.wasm"));
  globalThis.saysoText = async (path) => new TextDecoder().decode(files.get(path));
  // This program contains the others.
  globalThis.saysoLanguages = globalThis.saysoCompare = globalThis.saysoExtras = () => import(dataset.module);
}
