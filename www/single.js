// Where the whole page is one file (`cargo xtask dist` makes sayso.html): what is fetched elsewhere stands in it as packed text.
// Runs before boot.js, in the same script.
{
  // Z85 (ZeroMQ RFC 32), with a sign that means nothing in HTML for "<".
  const SIGNS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&_>()[]{}@%$#";
  const values = new Uint8Array(128);
  [...SIGNS].forEach((sign, value) => { values[sign.charCodeAt(0)] = value; });

  const unpacked = async (name) => {
    const held = document.querySelector(`script[data-file="${name}"]`);
    const text = held.textContent;
    const view = new DataView(new ArrayBuffer((text.length / 5) * 4));
    for (let at = 0; at < text.length; at += 5) {
      let value = 0;
      for (let sign = at; sign < at + 5; sign += 1) value = value * 85 + values[text.charCodeAt(sign)];
      view.setUint32((at / 5) * 4, value);
    }
    const bytes = new Uint8Array(view.buffer, 0, Number(held.dataset.bytes));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).blob();
  };

  const { dataset } = document.querySelector("script[data-module]");
  const place = (type, ...parts) => URL.createObjectURL(new Blob(parts, { type }));
  // The program's script leaves `wasm_bindgen` behind: browsers take no module for the worker of a page that comes from a disk.
  const program = await unpacked("page.js");
  const exports = "\nexport default wasm_bindgen;\nexport const { docx, write } = wasm_bindgen;\n";
  const held = "\nglobalThis.saysoProgram = { default: wasm_bindgen, answer: wasm_bindgen.answer };\n";
  dataset.module = place("text/javascript", program, exports);
  dataset.worker = place("text/javascript", program, held, await unpacked("worker.js"));
  dataset.wasm = place("application/wasm", await unpacked("page.wasm"));
  globalThis.saysoText = async (path) => (await unpacked(path)).text();
  // The one program has the extras in it.
  globalThis.saysoExtras = () => import(dataset.module);
}
