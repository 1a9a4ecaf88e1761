// For tests: a browser that is always busy drawing and never resumes paused work.
window.scheduler = { yield: () => new Promise(() => {}) };
