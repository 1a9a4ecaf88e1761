// Starts the program. A file of its own, since the page's policy allows no inline script.
const tag = document.querySelector("script[data-module]");
const from = (name) => new URL(tag.dataset[name], document.baseURI).href;
const part = (name) => document.getElementById(`fault${name}`);

// The report of a fault is put together here, since the program itself may have stopped.
part("-close").onclick = () => { part("").hidden = true; };
part("-copy").onclick = async () => {
  const lines = [part("").dataset.report ?? "Sayso", navigator.userAgent];
  if (part("-text").checked) lines.push("", document.getElementById("text")?.value ?? "");
  const report = lines.join("\n");
  try {
    await navigator.clipboard.writeText(report);
    part("-copy").textContent = part("").dataset.copied ?? "Copied";
  } catch {
    // Without the right to the clipboard the reader copies it by hand.
    part("-report").hidden = false;
    part("-report").value = report;
    part("-report").select();
  }
};

try {
  const { default: init } = await import(from("module"));
  await init({ module_or_path: from("wasm") });
} catch (fault) {
  console.error(fault);
  part("").dataset.report = `Sayso\n${fault}`;
  part("").hidden = false;
}
