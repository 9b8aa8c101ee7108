// News from the hub. A signed ticket names the topics of this person, and those that the page asks for with
// data-topic="question:7". Each message says only {topic, id}, and the page fetches again what it shows:
// `hx-trigger="live:inbox from:body"` hears every topic "inbox:…", `live:question:7` that question alone.
const PATIENCE = { first: 1000, most: 60000 }
const HIDDEN_FOR = 5 * 60 * 1000

const home = document.querySelector('meta[name="live-ticket"]')?.content
let source = null
let wait = PATIENCE.first
let retry = 0
let sleep = 0
let missed = false
let asked = []
let heard = new Set()

function tell(kind, detail) {
  document.body.dispatchEvent(new CustomEvent(`live:${kind}`, { detail }))
}

function hear(event) {
  const news = JSON.parse(event.data)
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
  if (source || document.hidden) return
  try {
    const answer = await fetch(ticket(), { headers: { Accept: 'application/json' } })
    if (answer.status === 401 || answer.status === 403 || answer.redirected) return
    if (!answer.ok) throw new Error(answer.statusText)
    const { url, topics } = await answer.json()
    source = new EventSource(url)
    source.addEventListener('open', () => opened(topics))
    source.addEventListener('message', hear)
    // A ticket is short-lived, so the browser's own reconnecting would knock with a dead one.
    source.addEventListener('error', lost)
  } catch {
    lost()
  }
}

function close() {
  source?.close()
  source = null
  document.documentElement.dataset.live = 'off'
}

export const hears = (topic) => heard.has(topic)

/** Come back with a new ticket: what may be heard is more than it was. */
export function renew() {
  if (!home) return
  close()
  connect()
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
    } else connect()
  })
  addEventListener('pagehide', close)
  addEventListener('pageshow', (event) => { if (event.persisted) { missed = true; connect() } })
  connect()
}
