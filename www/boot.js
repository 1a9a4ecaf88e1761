// Starts the program. A file of its own, since the page's policy allows no inline script.
const tag = document.querySelector("script[data-module]");
const from = (name) => new URL(tag.dataset[name], document.baseURI).href;
try {
  const { default: init } = await import(from("module"));
  await init({ module_or_path: from("wasm") });
} catch (fault) {
  console.error(fault);
  document.getElementById("fault").hidden = false;
}
