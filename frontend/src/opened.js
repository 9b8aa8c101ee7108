// Says what of the results of a search is opened, so that a search in other words that led there can be told from one that did not.
import { token } from './chat-net.js'

function say(event) {
  const link = event.target.closest('[data-opened] a[data-ref]')
  if (!link) return
  const { opened, words } = link.closest('[data-opened]').dataset
  const body = new URLSearchParams({ q: words, ref: link.dataset.ref, csrfmiddlewaretoken: token() })
  fetch(opened, { method: 'POST', body, keepalive: true })
}

document.addEventListener('click', say)
document.addEventListener('auxclick', say)
