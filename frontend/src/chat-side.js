// How much is unread, in the side bar and in the head of every page: counted here from what comes live, so that a message to two
// thousand people is not followed by two thousand requests.
import { hears, renew } from './live.js'

const written = (number) => new Intl.NumberFormat(document.documentElement.lang === 'fa' ? 'fa-IR' : 'en').format(number)

function entry(conversation) {
  return document.querySelector(`#chat-side [data-side="${conversation}"]`)
}

function show(link, unread, isHot) {
  link.dataset.unread = unread
  link.classList.toggle('unread', unread > 0 && !('muted' in link.dataset))
  const count = link.querySelector('.count')
  count.hidden = unread <= 0
  count.textContent = unread > 99 ? `${written(99)}+` : written(unread)
  count.classList.toggle('hot', unread > 0 && (isHot || (count.classList.contains('hot') && unread > 0)))
}

const ids = new Set()
let counted = null

function sign(change) {
  const badge = document.getElementById('chat-unread')
  if (!badge) return
  change(ids)
  if (!ids.size) return badge.replaceChildren()
  const count = Object.assign(document.createElement('span'), { className: 'count hot', textContent: written(ids.size) })
  const words = Object.assign(document.createElement('span'), { className: 'sr-only', textContent: badge.dataset.words })
  badge.replaceChildren(count, words)
}

/** Begin with what the server counted, each time it sends the side bar. */
function begin() {
  const side = document.getElementById('chat-side')
  if (!side || side === counted) return
  counted = side
  ids.clear()
  sign(() => side.dataset.unread.split(' ').filter(Boolean).forEach((id) => ids.add(id)))
}

/** `isOpen(conversation)` answers whether the reader looks at its end just now. */
export function count(isOpen) {
  document.addEventListener('htmx:after:settle', begin)
  begin()
  document.body.addEventListener('live:chat', ({ detail: news }) => {
    const side = document.getElementById('chat-side')
    if (!news.fresh || !side || String(news.author) === side.dataset.me) return
    if (isOpen(news.conversation)) return
    const link = entry(news.conversation)
    const isNamed = news.mentions.map(String).includes(side.dataset.me)
    if (!link) document.body.dispatchEvent(new CustomEvent('live:chats', { detail: { id: news.conversation } }))
    else show(link, Number(link.dataset.unread) + 1, isNamed || ('direct' in link.dataset && !('muted' in link.dataset)))
    if (isNamed || !link || !('muted' in link.dataset)) sign(() => ids.add(String(news.conversation)))
  })
  document.body.addEventListener('live:chatread', ({ detail: news }) => {
    const link = entry(news.conversation)
    if (link) show(link, news.unread, false)
    if (news.unread <= 0) sign(() => ids.delete(String(news.conversation)))
  })
  document.body.addEventListener('live:chats', ({ detail: news }) => {
    // Of a conversation that somebody came into, the present stream hears nothing yet.
    if (news.id && !hears(`chat:${news.id}`)) renew()
  })
}
