// Chat: rooms on the page, the pane beside them, the drawer over any page.
import { mend, watch } from './chat-acts.js'
import { compose } from './chat-composer.js'
import { fragment, put } from './chat-net.js'
import * as queue from './chat-queue.js'
import { Room } from './chat-room.js'
import { count } from './chat-side.js'

const rooms = new Map()

function settle() {
  for (const element of document.querySelectorAll('[data-chat]')) if (!rooms.has(element)) rooms.set(element, new Room(element))
  for (const element of rooms.keys()) if (!element.isConnected) rooms.delete(element)
}

function roomOf(element) {
  const holder = element.closest?.('[data-chat]')
  if (holder) return rooms.get(holder)
  // What stands in the pane belongs to the conversation of the page.
  return element.closest?.('#chat-pane') ? rooms.get(document.querySelector('main [data-chat]')) : undefined
}

function mendLast(room) {
  const own = [...room.list.querySelectorAll(':scope > .msg.us:not(.pending, .gone)')].pop()
  if (own) mend(room, own)
}

async function openPane(link) {
  const pane = document.getElementById('chat-pane')
  const answer = await fragment(link.href).catch(() => null)
  if (!answer) return
  put(pane, answer.found)
  const list = pane.querySelector('[data-thread-list]')
  rooms.get(document.querySelector('main [data-chat]'))?.arrange()
  if (list) list.scrollTop = list.scrollHeight
  pane.querySelector('[data-focus], form[data-send] textarea')?.focus()
}

async function openDrawer(url) {
  const drawer = document.getElementById('chat-drawer')
  const answer = await fragment(url).catch(() => null)
  if (!answer) return
  put(drawer, answer.found)
  settle()
  drawer.querySelector('textarea')?.focus()
}

document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey) return
  const { target } = event
  const pane = document.getElementById('chat-pane')
  const drawer = document.getElementById('chat-drawer')
  const link = target.closest('a[data-pane]')
  const opens = target.closest('[data-drawer]')
  const face = target.closest('[data-drawer-of]')
  if (link && pane && !link.closest('.drawer')) {
    event.preventDefault()
    openPane(link)
  } else if (target.closest('[data-close-pane]')) pane?.replaceChildren()
  else if (target.closest('[data-close-drawer]')) drawer?.replaceChildren()
  else if (opens && drawer && !document.querySelector('main [data-chat]') && matchMedia('(min-width: 64rem)').matches) {
    event.preventDefault()
    if (drawer.childElementCount) drawer.replaceChildren()
    else openDrawer(opens.dataset.drawer)
  } else if (face && drawer?.contains(face)) {
    event.preventDefault()
    openDrawer(face.dataset.drawerOf)
  }
})
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || event.target.closest?.('form[data-mend]')) return
  const place = ['chat-pane', 'chat-drawer'].map((id) => document.getElementById(id)).find((one) => one?.contains(event.target))
  if (place?.childElementCount) {
    place.replaceChildren()
    document.querySelector('main [data-chat] textarea')?.focus()
  }
})
// Whoever is chosen for a new conversation stays chosen when other names are looked for.
document.addEventListener('change', (event) => {
  const picked = event.target.closest('form[data-picker]')?.querySelector('[data-picked]')
  const label = event.target.closest('[data-pick]')
  if (!picked || !label) return
  picked.querySelectorAll(`[data-pick="${label.dataset.pick}"]`).forEach((one) => { if (one !== label) one.remove() })
  if (event.target.checked) picked.append(label)
  else if (picked.contains(label)) label.remove()
})

document.body.addEventListener('live:chat', ({ detail: news }) => {
  for (const room of rooms.values()) if (news.topic === `chat:${room.id}`) room.hear(news)
})
document.body.addEventListener('live:open', () => {
  rooms.forEach((room) => room.catchUp())
  const me = document.getElementById('chat-side')?.dataset.me ?? [...rooms.values()][0]?.me
  if (me) queue.pumpAll(me)
})
addEventListener('online', () => rooms.forEach((room) => queue.pumpAll(room.me)))
document.addEventListener('visibilitychange', () => rooms.forEach((room) => room.mark()))
document.addEventListener('htmx:after:settle', settle)

/** An answer in a thread does not stand among the messages: whoever follows a link to it sees its thread. */
function openAimed() {
  const id = location.hash.match(/^#message-(\d+)$/)?.[1]
  if (id && document.querySelector('main [data-chat]') && !document.getElementById(`message-${id}`)) openPane({ href: `/chat/messages/${id}/thread` })
}

compose(roomOf, mendLast)
watch(roomOf)
count((conversation) => !document.hidden && [...rooms.values()].some((room) => room.id === conversation && room.isAtBottom()))
settle()
openAimed()
