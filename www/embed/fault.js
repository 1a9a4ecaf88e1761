// What went wrong, for the event `sayso:error` and for the panel.

/** A failure that has a name: `code` is a key of the panel's words. */
export class Fault extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** The name of an exception and where in the program it happened: its message may quote the article, and hosts collect messages. */
export function describe(exception) {
  const { name, stack } = Object(exception);
  const places = String(stack).match(/wasm-function\[\d+\]:0x[\da-f]+/g) ?? [];
  return [/^[A-Z][A-Za-z]*(Error|Exception)$/.test(name) ? name : "Error", ...places.slice(0, 20)].join("\n");
}

/** Whatever was thrown, as `code` and `message`. Only a [`Fault`] keeps its message. */
export function report(thrown) {
  return thrown instanceof Fault ? { code: thrown.code, message: thrown.message } : { code: "fault", message: describe(thrown) };
}
