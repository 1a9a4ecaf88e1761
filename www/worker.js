// The analysis in a thread of its own: the same program, loaded a second time. First comes the program, then one text after the other.
let answer;
onmessage = async ({ data }) => {
  try {
    if (data.module) {
      // Where the page is one file, the program stands above in this script.
      const program = globalThis.saysoProgram ?? (await import(data.module));
      await program.default({ module_or_path: data.wasm });
      answer = program.answer;
      postMessage({ ready: true });
      return;
    }
    const start = performance.now();
    const bytes = answer(data.text, (done) => postMessage({ done }));
    postMessage({ bytes, tenths: Math.round((performance.now() - start) * 10) }, [bytes.buffer]);
  } catch (fault) {
    // What the program said before it fell, else what the browser says.
    postMessage({ fault: self.fault ?? String(fault) });
  }
};
