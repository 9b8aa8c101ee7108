// How the messages of a list stand together: days, the line before what is new, and who goes on speaking.
const TOGETHER = 5 * 60 * 1000

const language = () => document.documentElement.lang
const dated = new Map()

function format(zone, calendar, options) {
  const key = JSON.stringify([zone, calendar, options])
  if (!dated.has(key)) {
    const locale = `${language() === 'fa' ? 'fa-IR' : 'en-GB'}-u-ca-${calendar === 'jalali' ? 'persian' : 'gregory'}`
    dated.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone || undefined, ...options }))
  }
  return dated.get(key)
}

const part = (parts, type) => parts.find((one) => one.type === type)?.value ?? ''

export function dayWords(at, zone, calendar) {
  const parts = format(zone, calendar, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).formatToParts(at)
  const now = format(zone, calendar, { year: 'numeric' }).format(new Date())
  const year = part(parts, 'year')
  const words = [part(parts, 'weekday'), part(parts, 'day'), part(parts, 'month')]
  return (now.includes(year) ? words : [...words, year]).join(' ')
}

export const dayKey = (at, zone) => format(zone, 'gregorian', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

export function clock(at, zone) {
  return format(zone, 'gregorian', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

function heading(at, room) {
  const { zone, calendar } = room.dataset
  const line = document.createElement('p')
  line.className = 'day'
  const time = document.createElement('time')
  time.dateTime = at.toISOString()
  time.textContent = dayWords(at, zone, calendar)
  time.title = dayWords(at, zone, calendar === 'jalali' ? 'gregorian' : 'jalali')
  line.append(time)
  return line
}

function newLine(room) {
  const line = document.createElement('p')
  line.className = 'chat-new'
  line.textContent = room.dataset.wordsNew
  return line
}

/** Arrange the messages of `list` anew. `since` is the first number that is new to the reader, or null. */
export function arrange(list, room, since) {
  for (const line of list.querySelectorAll(':scope > .day:not([data-answers]), :scope > .chat-new')) line.remove()
  const inThread = list.hasAttribute('data-thread-list')
  let before = null
  for (const message of list.querySelectorAll(':scope > .msg')) {
    const at = new Date(message.dataset.sent)
    const day = dayKey(at, room.dataset.zone)
    message.classList.toggle('us', message.dataset.author === room.dataset.me)
    const isNewDay = !inThread && day !== before?.day
    const isFirstNew = !inThread && since !== null && Number(message.dataset.number) >= since && Number(before?.number ?? 0) < since
    if (isNewDay) message.before(heading(at, room))
    if (isFirstNew && message.dataset.author !== room.dataset.me) message.before(newLine(room))
    const goesOn = before?.author === message.dataset.author && at - before.at < TOGETHER && !isNewDay && !isFirstNew
    message.classList.toggle('goes-on', Boolean(goesOn) && !(inThread && before?.first))
    before = { day, at, author: message.dataset.author, number: message.dataset.number, first: before === null }
  }
}

/** Write the times of what came live in the zone of this page: it was painted for everybody. */
export function localTimes(message, room) {
  for (const time of message.querySelectorAll('time[datetime]')) time.textContent = clock(new Date(time.dateTime), room.dataset.zone)
}
