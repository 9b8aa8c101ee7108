// One conversation on a page: its messages in order, each once, wherever they come from: the page, the live stream, an answer to what
// was sent, or what is fetched after the page has been away.
import { arrange, localTimes } from './chat-days.js'
import { fragment, post } from './chat-net.js'
import { Pending } from './chat-pending.js'
import * as queue from './chat-queue.js'

const NEAR = 80
const AWAY = 100
const WRITING_FOR = 5000
// Not all who read a channel fetch in the same moment.
const NAMED_WITHIN = 2000
const READ_AFTER = { direct: 400, channel: 2500, spread: 2500 }

const numberOf = (message) => Number(message.dataset.number)

export class Room {
  constructor(element) {
    this.element = element
    this.id = Number(element.dataset.chat)
    this.me = element.dataset.me
    this.list = element.querySelector('[data-list]')
    this.jump = element.querySelector('[data-jump]')
    this.state = element.querySelector('[data-said]')
    this.last = Number(element.dataset.last)
    this.read = Number(element.dataset.read)
    this.since = this.read < this.last ? this.read + 1 : null
    this.isWhole = !element.dataset.hasAfter
    this.othersRead = Number(element.dataset.others)
    this.unseen = 0
    this.opened = false
    this.writers = new Map()
    this.pending = new Pending(this)
    this.list.addEventListener('scroll', () => this.scrolled(), { passive: true })
    this.jump.addEventListener('click', () => this.toNewest())
    this.earlier()
    this.arrange()
    this.begin()
    this.say()
  }

  begin() {
    const at = this.element.dataset.atNumber
    const aim = at ? this.list.querySelector(`[data-number="${CSS.escape(at)}"]`) : this.list.querySelector('.chat-new')
    if (aim) {
      const offset = aim.getBoundingClientRect().top - this.list.getBoundingClientRect().top
      this.list.scrollTop += offset - (at ? this.list.clientHeight / 2 : 16)
      aim.classList.toggle('aimed', Boolean(at))
    } else this.toBottom()
    this.scrolled()
  }

  lists() {
    return [this.list, document.querySelector(`#chat-pane [data-thread-list]`)].filter(Boolean)
  }

  arrange() {
    arrange(this.list, this.element, this.since)
    const thread = document.querySelector('#chat-pane [data-thread-list]')
    if (thread) arrange(thread, this.element, null)
    this.element.querySelector('[data-empty]')?.toggleAttribute('hidden', Boolean(this.list.querySelector('.msg')))
    this.pending.keepLast()
  }

  isAtBottom() {
    return this.isWhole && this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR
  }

  toBottom() {
    this.list.scrollTop = this.list.scrollHeight
  }

  async toNewest() {
    if (!this.isWhole) {
      const answer = await fragment(`/chat/${this.id}/messages`)
      if (!answer) return
      this.list.querySelectorAll('.msg:not(.pending)').forEach((message) => message.remove())
      this.isWhole = true
      this.take(answer.found)
    }
    this.toBottom()
    this.scrolled()
  }

  scrolled() {
    if (this.isAtBottom()) this.unseen = 0
    const words = this.jump.querySelector('[data-jump-words]')
    this.jump.hidden = this.isAtBottom()
    const { one, many, none } = words.dataset
    const count = new Intl.NumberFormat(document.documentElement.lang === 'fa' ? 'fa-IR' : 'en').format(this.unseen)
    words.textContent = this.unseen > 1 ? many.replace('{count}', count) : this.unseen ? one : none
    this.mark()
  }

  /** Note what was seen, a little later: many who read the same do not say so in the same moment. */
  mark() {
    clearTimeout(this.marking)
    if (!('member' in this.element.dataset) || document.hidden) return
    const seen = this.isAtBottom() ? this.last : this.lastShown()
    if (seen <= this.read) return
    const wait = this.element.dataset.direct ? READ_AFTER.direct : READ_AFTER.channel + Math.random() * READ_AFTER.spread
    this.marking = setTimeout(async () => {
      if (document.hidden || seen <= this.read) return
      this.read = seen
      await post(`/chat/${this.id}/readings`, { number: seen }).catch(() => { this.read = 0 })
    }, wait)
  }

  lastShown() {
    const edge = this.list.getBoundingClientRect().bottom
    let seen = 0
    for (const message of this.list.querySelectorAll('.msg:not(.pending)')) {
      if (message.getBoundingClientRect().top < edge) seen = Math.max(seen, numberOf(message))
    }
    return seen
  }

  /** Take messages in, each at its place; those that are here already are written anew. */
  take(found, { live = false, reaction = null } = {}) {
    const wasAtBottom = this.isAtBottom()
    for (const node of found) if (node.matches?.('.msg')) this.takeOne(node, live, reaction)
    this.arrange()
    this.earlier()
    if (wasAtBottom) this.toBottom()
    this.scrolled()
  }

  takeOne(node, live, reaction) {
    if (live) localTimes(node, this.element)
    queue.arrived(this.me, node.dataset.client)
    this.pending.arrived(node.dataset.client)
    this.last = Math.max(this.last, numberOf(node))
    const places = this.places(node)
    places.forEach((list, index) => {
      const own = index < places.length - 1 ? node.cloneNode(true) : node
      const old = list.querySelector(`:scope > [id="${node.id}"]`)
      if (old) {
        if (old.querySelector('.chat-edit')) return
        if (live) keepMine(old, own, reaction, this.me)
        old.replaceWith(own)
      } else if (this.fits(list, own)) this.insert(list, own)
    })
  }

  places(node) {
    const thread = document.querySelector('#chat-pane [data-thread]')
    const own = thread && [node.dataset.message, node.dataset.root].includes(thread.dataset.thread)
    return [...(node.dataset.root ? [] : [this.list]), ...(own ? [thread.querySelector('[data-thread-list]')] : [])]
  }

  fits(list, node) {
    if (list !== this.list || this.isWhole) return true
    const shown = this.list.querySelectorAll(':scope > .msg:not(.pending)')
    return !shown.length || numberOf(node) < numberOf(shown[shown.length - 1])
  }

  insert(list, node) {
    const later = [...list.querySelectorAll(':scope > .msg:not(.pending)')].reverse()
    const before = later.find((message) => numberOf(message) < numberOf(node))
    if (before) before.after(node)
    else if (later.length) later[later.length - 1].before(node)
    else list.append(node)
    if (list !== this.list) list.scrollTop = list.scrollHeight
  }

  /** Fetch earlier messages when the reader comes to the first one; what is read stays where it is. */
  earlier() {
    const button = this.list.querySelector('[data-earlier]')
    this.watcher?.disconnect()
    if (!button) return
    button.onclick = () => this.fetchEarlier(button)
    this.watcher = new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) this.fetchEarlier(button) }, { root: this.list, rootMargin: '300px 0px 0px' })
    this.watcher.observe(button)
  }

  async fetchEarlier(button) {
    if (button.disabled) return
    button.disabled = true
    const answer = await fragment(`/chat/${this.id}/messages?before=${button.dataset.earlier}`).catch(() => null)
    if (!answer) {
      button.disabled = false
      return
    }
    const fromEnd = this.list.scrollHeight - this.list.scrollTop
    button.remove()
    this.list.prepend(...answer.found)
    this.arrange()
    this.list.scrollTop = this.list.scrollHeight - fromEnd
    this.earlier()
  }

  /** Fetch all that may have happened since the page last heard of anything: what is shown, once more, and what came after. */
  async catchUp() {
    const shown = [...this.list.querySelectorAll(':scope > .msg:not(.pending)')].slice(-AWAY)
    let since = this.opened && shown.length ? numberOf(shown[0]) : this.last + 1
    this.opened = true
    while (since) {
      const answer = await fragment(`/chat/${this.id}/messages?since=${since}`).catch(() => null)
      if (!answer) return
      const before = this.last
      this.take(answer.found)
      this.count(answer.found.filter((node) => Number(node.dataset?.number) > before && node.dataset.author !== this.me).length)
      since = Number(answer.more)
    }
  }

  count(more) {
    if (more && !this.isAtBottom()) this.unseen += more
    if (more && this.since === null && document.hidden) this.since = this.read + 1
    this.scrolled()
  }

  hear(news) {
    if (news.missed || news.again) return void this.catchUp()
    if (news.writing) return this.writes(news.writing)
    if (news.read) return this.seen(news.read)
    if (!news.html) return void this.catchUp()
    if (news.fresh) this.writers.delete(news.author)
    const holder = new DOMParser().parseFromString(news.html, 'text/html')
    const isOwn = String(news.author) === this.me
    this.take([...holder.body.children].map((node) => document.adoptNode(node)), { live: true, reaction: news.reaction })
    if (news.fresh && !isOwn) this.count(1)
    if (news.names) this.name(news.message)
    this.say()
  }

  /** What came live was painted for everybody: fetch a message that names a customer or a topic as this reader sees it. */
  name(message) {
    const wait = this.element.dataset.direct ? 0 : Math.random() * NAMED_WITHIN
    setTimeout(async () => {
      const answer = await fragment(`/chat/messages/${message}`).catch(() => null)
      if (answer) this.take(answer.found)
    }, wait)
  }

  writes({ by, names }) {
    if (String(by) === this.me) return
    clearTimeout(this.writers.get(by)?.timer)
    const timer = setTimeout(() => { this.writers.delete(by); this.say() }, WRITING_FOR)
    this.writers.set(by, { name: names[document.documentElement.lang] ?? names.fa, timer })
    this.say()
  }

  seen({ by, number }) {
    if (String(by) === this.me) return
    this.othersRead = Math.max(this.othersRead, number)
    this.say()
  }

  say() {
    const { wordsWriting, wordsSeveral, wordsSeen, direct } = this.element.dataset
    const names = [...this.writers.values()].map((one) => one.name)
    const newest = [...this.list.querySelectorAll(':scope > .msg:not(.pending)')].pop()
    const isSeen = direct && newest?.dataset.author === this.me && this.othersRead >= numberOf(newest)
    this.state.textContent = names.length > 2 ? wordsSeveral : names.length ? `${names.join(' · ')} ${wordsWriting}` : isSeen ? wordsSeen : ''
  }
}

/** What came live was painted for everybody: keep which reactions are the reader's own. */
function keepMine(old, fresh, reaction, me) {
  const mine = new Set([...old.querySelectorAll('.react[aria-pressed="true"]')].map((button) => button.dataset.react))
  if (reaction && String(reaction.by) === me) mine[reaction.given ? 'add' : 'delete'](reaction.kind)
  for (const button of fresh.querySelectorAll('.react')) button.setAttribute('aria-pressed', String(mine.has(button.dataset.react)))
}
