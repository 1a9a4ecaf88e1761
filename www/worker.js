// Long work in a separate thread, using another instance of a program of the page. The first message contains the
// program and the name of the function that handles input; then come the inputs, one after the other.
let answer;

// Describes an exception by its name and its locations in the program. Never by its message, which may quote the article.
const describe = (fault) => {
  const { name, stack } = Object(fault);
  const places = String(stack).match(/wasm-function\[\d+\]:0x[\da-f]+|\b(?:worker|page-[\da-f]+|compare|checks|languages)\.js:\d+:\d+/g) ?? [];
  return [/^[A-Z][A-Za-z]*Error$/.test(name) ? name : "Error", ...places.slice(0, 20)].join("\n");
};

onmessage = async ({ data }) => {
  try {
    if (data.module) {
      // If the page is a single file, the program is defined earlier in this script.
      const program = globalThis.saysoProgram ?? (await import(data.module));
      await program.default({ module_or_path: data.wasm });
      answer = program[data.answers];
      postMessage({ ready: true });
      return;
    }
    const start = performance.now();
    const bytes = answer(data.input, (done) => postMessage({ done }));
    postMessage({ bytes, tenths: Math.round((performance.now() - start) * 10) }, [bytes.buffer]);
  } catch (fault) {
    // What the program knows about its panic, otherwise what the browser knows.
    postMessage({ fault: self.fault ?? describe(fault) });
  }
};
