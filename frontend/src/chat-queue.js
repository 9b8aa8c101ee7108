// What was written and has not arrived. It is kept in the browser until the server has acknowledged it, is sent in the order in which
// it was written, and carries an id: what is sent again, because nobody heard the answer, is the same message to the server.
import { post } from './chat-net.js'

const PAUSE = { first: 1000, most: 20000 }
const FINAL = [400, 403, 404, 409, 413, 422]
const turns = new Map()
const heard = new Set()

const keyOf = (me) => `hamsoo.chat.${me}`

function load(me) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(me)) ?? '[]')
  } catch {
    return []
  }
}

function save(me, items) {
  try {
    if (items.length) localStorage.setItem(keyOf(me), JSON.stringify(items))
    else localStorage.removeItem(keyOf(me))
  } catch {
    // A browser that keeps nothing still sends; what is on the page stays there until it is left.
  }
}

function change(me, client, how) {
  save(me, load(me).flatMap((item) => (item.client === client ? how(item) : [item])))
}

const tell = (item, what) => heard.forEach((listener) => listener(item, what))

/** Call `listener(item, {state, found, refusal})` for everything that happens to what waits. */
export function listen(listener) {
  heard.add(listener)
  return () => heard.delete(listener)
}

/** Return what waits of one conversation, oldest first. */
export const waiting = (me, conversation) => load(me).filter((item) => item.conversation === conversation)

export function add(me, { conversation, url, body, root, attachments = [] }) {
  const item = { me, client: crypto.randomUUID?.() ?? uuid(), conversation, url, body, root: root ?? '', attachments, state: 'sending', at: Date.now() }
  save(me, [...load(me), item])
  tell(item, { state: 'sending' })
  pump(me, conversation)
  return item
}

// On an address without TLS browsers have no `randomUUID`.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 15) | 64
  bytes[8] = (bytes[8] & 63) | 128
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [8, 12, 16, 20, 32].map((end, at, ends) => hex.slice(ends[at - 1] ?? 0, end)).join('-')
}

export function drop(item) {
  change(item.me, item.client, () => [])
  tell(item, { state: 'dropped' })
}

export function retry(item) {
  change(item.me, item.client, (kept) => [{ ...kept, state: 'sending' }])
  tell(item, { state: 'sending' })
  pump(item.me, item.conversation)
}

/** A message came by another way: it has arrived. */
export function arrived(me, client) {
  if (load(me).some((item) => item.client === client)) change(me, client, () => [])
}

/** Send what waits in a conversation, one after the other. */
export async function pump(me, conversation) {
  const turn = turns.get(conversation) ?? { busy: false, wait: PAUSE.first, timer: 0 }
  turns.set(conversation, turn)
  if (turn.busy) return
  turn.busy = true
  clearTimeout(turn.timer)
  try {
    for (;;) {
      const item = waiting(me, conversation).find((one) => one.state !== 'refused')
      if (!item) break
      if (!(await sent(item))) {
        turn.timer = setTimeout(() => pump(me, conversation), turn.wait)
        turn.wait = Math.min(turn.wait * 2, PAUSE.most)
        break
      }
      turn.wait = PAUSE.first
    }
  } finally {
    turn.busy = false
  }
}

const stands = (item) => load(item.me).some((one) => one.client === item.client)

/** Answer whether the item is dealt with: it arrived, or will never. */
async function sent(item) {
  tell(item, { state: 'sending' })
  let answer
  try {
    const signal = AbortSignal.timeout?.(20000)
    const files = (item.attachments ?? []).map((pk) => ['attachments', pk])
    answer = await post(item.url, [['body', item.body], ['client', item.client], ['root', item.root], ...files], { signal })
  } catch {
    // Its answer was lost, but the message itself came back live: then it has arrived.
    if (!stands(item)) return true
    tell(item, { state: 'waiting' })
    return false
  }
  if (answer.ok) {
    change(item.me, item.client, () => [])
    tell(item, { state: 'sent', found: answer.found })
    return true
  }
  if (!stands(item)) return true
  if (FINAL.includes(answer.status)) {
    change(item.me, item.client, (kept) => [{ ...kept, state: 'refused' }])
    tell(item, { state: 'refused', refusal: answer.refusal })
    return true
  }
  tell(item, { state: answer.status === 429 ? 'busy' : 'waiting', refusal: answer.refusal })
  return false
}

/** Try everything that waits now: there is a connection again. */
export function pumpAll(me) {
  for (const conversation of new Set(load(me).map((item) => item.conversation))) {
    const turn = turns.get(conversation)
    if (turn) turn.wait = PAUSE.first
    pump(me, conversation)
  }
}
