// Works for the whole site, beside its pages: tells what is pushed, and has a page ready for when there is no network.
// Pages are never kept: what somebody may see is decided when they ask.
const KEPT = 'hamsoo-offline-1'
const OFFLINE = '/offline'

/** Keep the page for bad times, and what it is dressed in. */
async function keep() {
  const cache = await caches.open(KEPT)
  const answer = await fetch(OFFLINE, { cache: 'reload', credentials: 'omit' })
  if (!answer.ok) throw new Error(`not kept: ${answer.status}`)
  const html = await answer.clone().text()
  const dress = [...html.matchAll(/<(?:link|img)[^>]+(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1])
  await cache.put(OFFLINE, answer)
  // What is named twice is kept once: a browser refuses the whole list otherwise.
  await cache.addAll([...new Set(dress)])
}

self.addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  const clean = async () => {
    const names = await caches.keys()
    await Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)))
    await self.clients.claim()
  }
  event.waitUntil(clean())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)))
  } else if (new URL(request.url).pathname.startsWith('/static/')) {
    // Named by what they hold, so what is kept is never stale; only the dress of that one page is.
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
  }
})

self.addEventListener('push', (event) => {
  const said = event.data?.json() ?? {}
  const { title = 'Hamsoo', body = '', url = '/', tag, lang, dir } = said
  const icon = '/static/ui/app-icon-192.png'
  event.waitUntil(self.registration.showNotification(title, { body, tag, lang, dir, icon, badge: icon, data: { url } }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const url = new URL(event.notification.data?.url ?? '/', self.location.origin)
  // A message of ours leads to a page of ours.
  if (url.origin !== self.location.origin) return
  const open = async () => {
    const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
    const page = pages.find((one) => one.url === url.href) ?? pages[0]
    if (!page) return self.clients.openWindow(url.href)
    await page.focus()
    return page.navigate(url.href)
  }
  event.waitUntil(open())
})
