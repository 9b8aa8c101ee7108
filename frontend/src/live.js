// News from the hub. A signed ticket names the topics of this person, and those that the page asks for with
// data-topic="question:7". Each message says only {topic, id}, and the page fetches again what it shows:
// `hx-trigger="live:inbox from:body"` hears every topic "inbox:…", `live:question:7` that question alone.
const PATIENCE = { first: 1000, most: 60000 }
const HIDDEN_FOR = 5 * 60 * 1000

const home = document.querySelector('meta[name="live-ticket"]')?.content
// The stream that is heard, the one that is to take its place, and how often one was asked for: the last time counts.
let source = null
let next = null
let turn = 0
let wait = PATIENCE.first
let retry = 0
let sleep = 0
let missed = false
let asked = []
let heard = new Set()
// While one stream takes the place of another both may bring a new message: it is told once.
const REMEMBERED = 200
const fresh = new Set()

function isAgain({ fresh: isFresh, message }) {
  if (!isFresh) return false
  if (fresh.has(message)) return true
  fresh.add(message)
  if (fresh.size > REMEMBERED) fresh.delete(fresh.values().next().value)
  return false
}

function tell(kind, detail) {
  document.body.dispatchEvent(new CustomEvent(`live:${kind}`, { detail }))
}

function hear(event) {
  const news = JSON.parse(event.data)
  if (isAgain(news)) return
  tell(news.topic.split(':')[0], news)
  tell(news.topic, news)
}

function wanted() {
  return [...new Set([...document.querySelectorAll('[data-topic]')].map((element) => element.dataset.topic))].sort()
}

function ticket() {
  const address = new URL(home, location.href)
  asked = wanted()
  for (const topic of asked) address.searchParams.append('topic', topic)
  return address
}

function opened(topics) {
  wait = PATIENCE.first
  heard = new Set(topics)
  document.documentElement.dataset.live = 'on'
  // Before the first one, and between two, something may have been said: who shows what is pushed whole fetches it.
  tell('open', {})
  if (!missed) return
  missed = false
  for (const name of new Set(topics.flatMap((topic) => [topic.split(':')[0], topic]))) tell(name, { missed: true })
}

function lost() {
  close()
  missed = true
  // Spread: after a restart of the server not every browser may knock in the same second.
  retry = setTimeout(connect, wait * (0.5 + Math.random()))
  wait = Math.min(wait * 2, PATIENCE.most)
}

async function connect() {
  clearTimeout(retry)
  if (document.hidden) return
  const mine = ++turn
  next?.close()
  try {
    const answer = await fetch(ticket(), { headers: { Accept: 'application/json' } })
    if (mine !== turn) return
    if (answer.status === 401 || answer.status === 403 || answer.redirected) return void close()
    if (!answer.ok) throw new Error(answer.statusText)
    const { url, topics } = await answer.json()
    if (mine === turn) listen(url, topics)
  } catch {
    if (mine === turn) lost()
  }
}

/** Open a stream; the one before is heard until this one is open, so that nothing is said in between. */
function listen(url, topics) {
  const stream = new EventSource(url)
  next = stream
  stream.addEventListener('open', () => {
    if (stream !== next) return
    source?.close()
    source = stream
    next = null
    opened(topics)
  })
  stream.addEventListener('message', hear)
  // A ticket is short-lived, so the browser's own reconnecting would knock with a dead one.
  stream.addEventListener('error', () => { if (stream === next || stream === source) lost() })
}

function close() {
  turn += 1
  next?.close()
  source?.close()
  source = next = null
  document.documentElement.dataset.live = 'off'
}

export const hears = (topic) => heard.has(topic)

/** Come back with a new ticket: what may be heard is more than it was. */
export function renew() {
  if (!home) return
  if (document.hidden) {
    // Who looks at it again comes back then, and fetches what it missed.
    missed = true
    close()
  } else connect()
}

/** Ask for a new ticket when a fragment brought a topic that the present one does not cover. */
function widen() {
  if (source && wanted().some((topic) => !asked.includes(topic))) renew()
}

if (home) {
  document.addEventListener('htmx:after:settle', widen)
  document.addEventListener('visibilitychange', () => {
    clearTimeout(sleep)
    if (document.hidden) {
      sleep = setTimeout(() => { missed = true; clearTimeout(retry); close() }, HIDDEN_FOR)
    } else if (!source) connect()
  })
  addEventListener('pagehide', close)
  addEventListener('pageshow', (event) => { if (event.persisted) { missed = true; connect() } })
  connect()
}
