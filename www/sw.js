// Lets the page be opened without a network. `cargo xtask dist` prepends the VERSION, and the FILES of the page with
// their hashes: `[path, integrity]`, the page itself first.
//
// All files except the page are in a folder named after their version, so that an open page always loads files of its
// own version, whatever has been published since. The page itself is requested anew each time, and served from the
// cache only without a network.
const PREFIX = `sayso ${registration.scope} `;
const CACHE = PREFIX + VERSION;
const TIMEOUT = 4000;

// A redirect to another origin is refused, and nothing is requested from that origin.
const OWN = { cache: "no-cache", mode: "same-origin" };

/** Returns the same answer without the redirect: browsers refuse redirected answers for navigation, even from the
 * cache. */
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
      // While a host is being updated, it has files of two versions. The hashes reveal that, and the previous version
      // stays.
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
    // Open pages may be of the previous version; older versions are deleted.
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

/** Returns the page as currently published; without a network, or if the host redirects to another place, the cached
 * one. */
async function newest(request, path) {
  const kept = await (await caches.open(CACHE)).match("./");
  // As without this service worker: the browser follows redirects itself.
  if (!kept) return fetch(request);
  try {
    const answer = await fetch(path, { ...OWN, signal: AbortSignal.timeout(TIMEOUT) });
    // The page's relative addresses would be wrong in another folder.
    const here = new URL(".", answer.url).href === registration.scope;
    return answer.ok && here ? plain(answer) : kept;
  } catch {
    return kept;
  }
}

/** Returns a file of any cached version, otherwise the network's answer. */
async function held(request) {
  for (const name of await caches.keys()) {
    const kept = name.startsWith(PREFIX) && (await (await caches.open(name)).match(request, { ignoreSearch: true, ignoreVary: true }));
    if (kept) return kept;
  }
  return fetch(request);
}

// Content that another program shares with the installed page never leaves the device: it is kept here until the page
// asks for it.
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
