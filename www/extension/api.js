/** The interface of the browser for extensions, with promises. */
export const api = globalThis.browser?.runtime ? globalThis.browser : globalThis.chrome;
