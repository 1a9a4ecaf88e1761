// For tests: a browser that is kept busy by drawing and never comes back to what has paused.
window.scheduler = { yield: () => new Promise(() => {}) };
