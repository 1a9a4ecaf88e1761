// Writes links to the workbench that contain an article, in the format of src/web/share.rs.

const BREAK = "\u001f";

/** Returns the fragment of the link. `meta` is headline, byline, outlet, address and date. */
export async function fragment(meta, text) {
  const fields = meta.map((field) => field.replaceAll(BREAK, ""));
  const source = new Blob([[...fields, text].join(BREAK)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(source).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `#t=1.${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}
