// For tests: counts the existing listeners, observers and workers, by wrapping the functions that create them.
window.alive = { listeners: 0, observers: 0, workers: 0 };
const add = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (name, listener, options) {
    if (this === window || this === document || this instanceof MediaQueryList || this === window.navigation) {
        window.alive.listeners += 1;
        add.call(options.signal, 'abort', () => { window.alive.listeners -= 1; });
    }
    return add.call(this, name, listener, options);
};
for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver']) {
    window[name] = class extends window[name] {
        observe(...all) { if (!this.on) window.alive.observers += 1; this.on = true; return super.observe(...all); }
        disconnect() { if (this.on) window.alive.observers -= 1; this.on = false; return super.disconnect(); }
    };
}
window.Worker = class extends window.Worker {
    constructor(...all) { super(...all); window.alive.workers += 1; }
    terminate() { window.alive.workers -= 1; return super.terminate(); }
};
