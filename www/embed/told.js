// What is told of an exception that may quote the article in its message.

/** Its name, and where in the program it happened. Hosts collect messages of faults; the text is not for them. */
export function told(fault) {
  const { name, stack } = Object(fault);
  const places = String(stack).match(/wasm-function\[\d+\]:0x[\da-f]+/g) ?? [];
  return [/^[A-Z][A-Za-z]*Error$/.test(name) ? name : "Error", ...places.slice(0, 20)].join("\n");
}
