/*
Keeps the static files and the last public pages that were seen, for when the network is gone.
Never keeps what is marked no-store, so nothing behind login. /sw.js puts SETUP before this file:
{version, files, offline, words: {copy}}.
*/
const PAGES = 20, PATIENCE = 6000;
const FILES_CACHE = "berkas-" + SETUP.version, PAGES_CACHE = "halaman-" + SETUP.version;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(FILES_CACHE).then((cache) => cache.addAll([SETUP.offline, ...SETUP.files])));
});

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => name !== FILES_CACHE && name !== PAGES_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

self.addEventListener("fetch", (event) => {
  const request = event.request, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/") && url.searchParams.has("v")) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(event));
});

async function file(request) {
  const cache = await caches.open(FILES_CACHE), known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

async function page(event) {
  const network = fetch(event.request).then((answer) => {
    event.waitUntil(keep(event.request, answer.clone()).catch(() => {}));
    return answer;
  });
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([network.catch(() => null), slow]);
  if (answer) return answer;
  const seen = await (await caches.open(PAGES_CACHE)).match(event.request.url);
  if (seen) return marked(seen);
  return network.catch(offline);
}

async function keep(request, answer) {
  const cache = await caches.open(PAGES_CACHE);
  const html = (answer.headers.get("Content-Type") || "").startsWith("text/html");
  await cache.delete(request.url);
  if (answer.status !== 200 || answer.redirected || !html) return;
  if ((answer.headers.get("Cache-Control") || "").includes("no-store")) return;
  await cache.put(request.url, answer);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, -PAGES).map((old) => cache.delete(old)));
}

async function marked(answer) {
  const seen = new Date(answer.headers.get("Date") || Date.now()).toLocaleString(SETUP.language);
  const note = `<div class="notice warn"><p>${SETUP.words.copy.replace("{waktu}", seen)}</p></div>`;
  return changed(answer, /<main id="isi"[^>]*>/, (start) => start + note);
}

async function offline() {
  const cache = await caches.open(PAGES_CACHE), links = [];
  for (const request of (await cache.keys()).reverse()) {
    const title = /<title>([^<]*)</.exec(await (await cache.match(request)).text());
    const path = request.url.slice(location.origin.length).replace(/&/g, "&amp;").replace(/"/g, "&quot;");
    links.push(`<li><a href="${path}">${title ? title[1] : path}</a></li>`);
  }
  const answer = await (await caches.open(FILES_CACHE)).match(SETUP.offline);
  if (!links.length) return answer;
  return changed(answer, /<ul id="simpanan">[^]*?<\/ul>/, () => `<ul id="simpanan">${links.join("")}</ul>`);
}

async function changed(answer, where, how) {
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response((await answer.text()).replace(where, how), { status: 200, headers });
}
