// The app without a network: pages and their files come from this browser, everything else from the server. Nothing of the API
// is ever kept here. `build` and `files` are filled in when the app has been built.
const build = "__BUILD__";
const files = new Set(__FILES__);

const prefix = "whatskovi-";
const own = prefix + build;
/** Whose names tell their contents: what another build has of them is the same. */
const isLasting = (path) => path.startsWith("/_next/static/");

async function take(cache, path) {
  const known = isLasting(path) ? await caches.match(path, { ignoreVary: true }) : undefined;
  if (known !== undefined) return cache.put(path, known);
  const answer = await fetch(path, { cache: isLasting(path) ? "default" : "no-cache" });
  if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
  await cache.put(path, answer);
}

/** So many at a time: a browser has six lines to a server, and the page needs some of them itself. */
const lanes = 3;

async function fill() {
  const cache = await caches.open(own);
  const waiting = files.values();
  const lane = async () => {
    for (const path of waiting) await take(cache, path);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  // While this was fetched another build may have taken the place of ours.
  const served = await (await fetch("/build.json", { cache: "no-store" })).json();
  if (served.build !== build) throw new Error("another build is served by now");
}

/** Open pages of the build before still ask for its files. */
async function clearAway() {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== own);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The kept file that answers an address; undefined for what is the server's. */
function fileFor({ pathname }, isPage) {
  if (files.has(pathname)) return pathname;
  if (isLasting(pathname)) return pathname;
  const page = isPage ? pathname.replace(/(\.html|\/)$/, "") : undefined;
  return files.has(page) ? page : undefined;
}

async function answer(path, request) {
  const options = { ignoreVary: true };
  const cache = await caches.open(own);
  return (await cache.match(path, options)) ?? (await caches.match(path, options)) ?? fetch(request);
}

/** A window that is there goes to the place itself, so that nothing typed in it is lost; where there is none, one opens. */
async function openPlace(address) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const [best] = windows.toSorted((one, other) => sight(other) - sight(one));
  if (best === undefined) return self.clients.openWindow(address);
  // The browser may refuse to bring it to the front: it goes there all the same.
  await best.focus().catch(() => undefined);
  best.postMessage({ open: address });
}

const sight = (client) => (client.focused ? 2 : client.visibilityState === "visible" ? 1 : 0);

self.addEventListener("notificationclick", (event) => {
  const { address = "/tickets" } = event.notification.data ?? {};
  event.notification.close();
  event.waitUntil(openPlace(address));
});
self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(clearAway()));
self.addEventListener("message", (event) => {
  if (event.data === "activate") void self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const isPage = request.mode === "navigate";
  if (isPage && url.pathname === "/") return event.respondWith(Response.redirect("/tickets"));
  const path = fileFor(url, isPage);
  if (path !== undefined) event.respondWith(answer(path, request));
});
