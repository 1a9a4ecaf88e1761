// Failures, as reported by the event `sayso:error` and by the panel.

/** A failure with a name: `code` is part of the key of the panel's message. */
export class Fault extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Returns the name of an exception and its locations in the program, without its message: that may quote the article,
 * and hosts collect messages. */
export function describe(exception) {
  const { name, stack } = Object(exception);
  const places = String(stack).match(/wasm-function\[\d+\]:0x[\da-f]+/g) ?? [];
  return [/^[A-Z][A-Za-z]*(Error|Exception)$/.test(name) ? name : "Error", ...places.slice(0, 20)].join("\n");
}

/** Converts anything thrown to `code` and `message`. Only a [`Fault`] keeps its message. */
export function report(thrown) {
  return thrown instanceof Fault ? { code: thrown.code, message: thrown.message } : { code: "fault", message: describe(thrown) };
}

/** Runs a step of the clean-up, and ignores its exceptions so that the other steps follow. */
export function quietly(step) {
  try {
    step();
  } catch {
    // The fault that ended the widget is reported, not its consequences.
  }
}
