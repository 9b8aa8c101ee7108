// How chat speaks to the server: fragments as nodes, refusals in the words of the server.
import htmx from 'htmx.org'

export function token() {
  return JSON.parse(document.body.getAttribute('hx-headers:inherited') ?? '{}')['X-CSRFToken'] ?? ''
}

export function nodes(html) {
  const page = new DOMParser().parseFromString(html, 'text/html')
  return [...page.body.children].map((node) => document.adoptNode(node))
}

/** Fetch a fragment; null where the server did not answer with one. */
export async function fragment(url) {
  const answer = await fetch(url, { headers: { 'HX-Request': 'true', Accept: 'text/html' } })
  return answer.ok && !answer.redirected ? { found: nodes(await answer.text()), more: answer.headers.get('X-More') } : null
}

/** Send a form; answers {ok, status, found, refusal}. Throws when the server cannot be reached. */
export async function post(url, words, options = {}) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'HX-Request': 'true', 'X-CSRFToken': token() },
    body: new URLSearchParams(words),
    ...options,
  })
  const events = JSON.parse(answer.headers.get('HX-Trigger') ?? '{}')
  if (events.toast) document.dispatchEvent(new CustomEvent('toast', { detail: events.toast }))
  const to = answer.headers.get('HX-Redirect')
  const ok = answer.ok && !answer.redirected && !to
  return { ok, to, status: answer.status, found: ok ? nodes(await answer.text()) : [], refusal: events.refused?.message }
}

/** Put a fragment into the page, with what htmx has to know of it. */
export function put(place, found) {
  place.replaceChildren(...found)
  for (const node of found) htmx.process(node)
}
