// Long work in a thread of its own: a program of the page, loaded a second time. First comes the program with the name of its function that
// answers, then one text, or what else that function takes, after the other.
let answer;

// Describes an exception by its name and its locations in the program. Never by its message, which may quote the article.
const describe = (fault) => {
  const { name, stack } = Object(fault);
  const places = String(stack).match(/wasm-function\[\d+\]:0x[\da-f]+|\b(?:worker|page-[\da-f]+|compare)\.js:\d+:\d+/g) ?? [];
  return [/^[A-Z][A-Za-z]*Error$/.test(name) ? name : "Error", ...places.slice(0, 20)].join("\n");
};

onmessage = async ({ data }) => {
  try {
    if (data.module) {
      // Where the page is one file, the program stands above in this script.
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
    // What the program knows of its panic, else what the browser knows.
    postMessage({ fault: self.fault ?? describe(fault) });
  }
};
