// What the reader wrote and the server has not acknowledged yet, at the end of the list it belongs to.
import * as queue from './chat-queue.js'

export class Pending {
  constructor(room) {
    this.room = room
    this.shown = new Map()
    queue.listen((item, what) => { if (item.conversation === room.id && item.me === room.me) this.tell(item, what) })
    for (const item of queue.waiting(room.me, room.id)) this.tell(item, { state: item.state === 'refused' ? 'refused' : 'sending' })
    queue.pump(room.me, room.id)
  }

  place(item) {
    const thread = document.querySelector(`#chat-pane [data-thread="${item.root}"] [data-thread-list]`)
    return item.root ? thread : this.room.list
  }

  tell(item, { state, found, refusal }) {
    if (state === 'sent' || state === 'dropped') {
      this.arrived(item.client)
      if (found) this.room.take(found)
      if (found && !item.root) this.room.toBottom()
      return
    }
    const list = this.place(item)
    if (!list) return
    const isNew = !this.shown.has(item.client)
    const bubble = this.shown.get(item.client) ?? this.build(item)
    this.shown.set(item.client, bubble)
    if (!bubble.isConnected) list.append(bubble)
    bubble.dataset.state = state
    this.word(bubble, item, state, refusal)
    if (isNew) list.scrollTop = list.scrollHeight
  }

  build(item) {
    const bubble = document.createElement('article')
    bubble.className = 'msg pending us goes-on'
    bubble.dataset.author = item.me
    bubble.dataset.sent = new Date(item.at).toISOString()
    const body = document.createElement('div')
    body.className = 'msg-body'
    const words = document.createElement('p')
    words.dir = 'auto'
    words.className = 'whitespace-pre-line'
    words.textContent = item.body.replace(/@\[([^\]]+)\]\(person:\d+\)/g, '@$1')
    const note = document.createElement('p')
    note.className = 'meta msg-state'
    body.append(words, note)
    bubble.append(body)
    return bubble
  }

  word(bubble, item, state, refusal) {
    const data = this.room.element.dataset
    const note = bubble.querySelector('.msg-state')
    const words = { sending: data.wordsSending, waiting: data.wordsWaiting, busy: refusal || data.wordsBusy, refused: refusal || data.wordsRefused }
    note.textContent = words[state]
    if (state !== 'refused') return
    for (const [label, act] of [[data.wordsRetry, queue.retry], [data.wordsDrop, queue.drop]]) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'btn btn-quiet btn-sm'
      button.textContent = label
      button.addEventListener('click', () => act(item))
      note.append(' ', button)
    }
  }

  arrived(client) {
    this.shown.get(client)?.remove()
    this.shown.delete(client)
  }

  keepLast() {
    for (const bubble of this.shown.values()) if (bubble.isConnected) bubble.parentElement.append(bubble)
  }
}
