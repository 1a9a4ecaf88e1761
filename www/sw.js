// Lets the page be opened with no network. `cargo xtask dist` writes above this line which VERSION it belongs to and which FILES with
// what hashes make it up: `[path, integrity]`, the page itself first.
//
// All files but the page lie in a folder named by their version: what an open page asks for later is of its own version, whatever has
// been published since. The page itself is asked for anew each time and comes from the cache only where there is no network.
const PREFIX = `sayso ${registration.scope} `;
const CACHE = PREFIX + VERSION;
const PATIENCE = 4000;

// A redirect to another origin is refused, and nothing is asked of that origin.
const OWN = { cache: "no-cache", mode: "same-origin" };

/** The same answer as if its host had sent no redirect: browsers refuse a redirected one where they navigate, also out of the cache. */
function plain(answer) {
  const { status, statusText, headers } = answer;
  return answer.redirected ? new Response(answer.body, { status, statusText, headers }) : answer;
}

addEventListener("install", (event) => {
  const keep = async () => {
    const cache = await caches.open(CACHE);
    const fetched = FILES.map(async ([path, integrity]) => {
      const answer = await fetch(path, { ...OWN, integrity });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      await cache.put(path, plain(answer));
    });
    const fault = (await Promise.allSettled(fetched)).find(({ status }) => status === "rejected");
    if (fault) {
      // A host that is in the middle of an update has files of two versions: their hashes tell, and the version before stays.
      await caches.delete(CACHE);
      throw fault.reason;
    }
    await skipWaiting();
  };
  event.waitUntil(keep());
});

addEventListener("activate", (event) => {
  const take = async () => {
    const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
    const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
    // Pages that are open may be of the version before; what is older goes.
    await Promise.all(old.slice(0, open.length ? -1 : undefined).map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(take());
});

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const path = new URL(url.split(/[?#]/)[0]).href;
  const page = path === registration.scope || path === `${registration.scope}index.html`;
  if (method === "POST" && path === `${registration.scope}share`) event.respondWith(taken(event));
  else if (method === "GET" && mode === "navigate" && page) event.respondWith(newest(event.request, path));
  else if (method === "GET" && path.startsWith(registration.scope)) event.respondWith(held(event.request));
});

/** The page as it is published now; without a network, or where the host leads away from the page, as it was last. */
async function newest(request, path) {
  const kept = await (await caches.open(CACHE)).match("./");
  // As without this worker: the browser follows redirects by itself.
  if (!kept) return fetch(request);
  try {
    const answer = await fetch(path, { ...OWN, signal: AbortSignal.timeout(PATIENCE) });
    // Of another folder the page's relative addresses would lead nowhere.
    const here = new URL(".", answer.url).href === registration.scope;
    return answer.ok && here ? plain(answer) : kept;
  } catch {
    return kept;
  }
}

/** A file of any version that is kept, else the network's. */
async function held(request) {
  for (const name of await caches.keys()) {
    const kept = name.startsWith(PREFIX) && (await (await caches.open(name)).match(request, { ignoreSearch: true, ignoreVary: true }));
    if (kept) return kept;
  }
  return fetch(request);
}

// What another program shares with the installed page never leaves the device: it is held here until the page asks for it.
let shared;

async function taken({ request }) {
  const form = await request.formData();
  const file = form.get("file");
  const words = ["title", "text", "url"].map((name) => form.get(name)).filter(Boolean);
  shared = file?.size ? file : words.join("\n\n");
  return Response.redirect("./", 303);
}

addEventListener("message", ({ data, source }) => {
  if (data !== "shared?" || !shared) return;
  source.postMessage({ shared });
  shared = undefined;
});
