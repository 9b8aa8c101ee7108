// Writing: Enter sends, Shift+Enter begins a line, arrow up mends the last message, "/" offers commands; drafts and "is writing".
import { post } from './chat-net.js'
import * as queue from './chat-queue.js'

const DRAFT_AFTER = 1200
const WRITING_EVERY = 3000
const COMMAND = /^\/([a-z-]*)(?:\s|$)/

const isTouch = () => matchMedia('(pointer: coarse)').matches
const areaOf = (form) => form.querySelector('textarea')
const listOf = (form) => form.querySelector('[data-commands]')

let lastWriting = 0
let drafting = 0

function grow(area) {
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

function withWords(address, words) {
  const url = new URL(address, location.href)
  url.searchParams.set('title', words)
  return url.href
}

function command(form, text) {
  const name = text.match(COMMAND)?.[1]
  const found = name && form.querySelector(`[data-command-name="${CSS.escape(name)}"]`)
  return found ? withWords(found.href, text.slice(name.length + 1).trim()) : null
}

function offer(form) {
  const list = listOf(form)
  if (!list) return
  const name = areaOf(form).value.match(/^\/([a-z-]*)$/)?.[1]
  const options = [...list.querySelectorAll('[role="option"]')]
  for (const option of options) option.hidden = name === undefined || !option.dataset.commandName.startsWith(name)
  list.hidden = !options.some((option) => !option.hidden)
}

function send(room, form) {
  const area = areaOf(form)
  const body = area.value.trim()
  const attachments = [...form.querySelectorAll('input[name="attachments"]')].map((input) => input.value)
  if (!body && !attachments.length) return
  const to = command(form, body)
  if (to) return void (location.href = to)
  clearTimeout(drafting)
  queue.add(room.me, { conversation: room.id, url: form.action, body, root: form.dataset.root, attachments })
  form.querySelector('.attached')?.replaceChildren()
  area.value = ''
  grow(area)
  clearTimeout(drafting)
  if (!form.dataset.root) room.toNewest()
}

function written(room, form) {
  offer(form)
  if (form.dataset.root) return
  const body = areaOf(form).value
  clearTimeout(drafting)
  drafting = setTimeout(() => post(`/chat/${room.id}/draft`, { body }).catch(() => {}), DRAFT_AFTER)
  if (!body.trim() || body.startsWith('/') || Date.now() - lastWriting < WRITING_EVERY) return
  lastWriting = Date.now()
  post(`/chat/${room.id}/writing`, {}).catch(() => {})
}

/** `roomOf(element)` answers the room that an element belongs to, `mendLast(room)` opens the reader's last message for changing. */
export function compose(roomOf, mendLast) {
  document.addEventListener('submit', (event) => {
    const form = event.target.closest?.('form[data-send]')
    const room = form && roomOf(form)
    if (!room) return
    event.preventDefault()
    send(room, form)
  })
  document.addEventListener('keydown', (event) => {
    const form = event.target.closest?.('form[data-send]')
    const room = form && event.target.matches('textarea') && roomOf(form)
    if (!room || event.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey && !isTouch()) {
      event.preventDefault()
      // As a press on the button: whoever has a say in sending, such as files on their way, is asked.
      form.requestSubmit()
    } else if (event.key === 'ArrowUp' && !event.target.value) {
      event.preventDefault()
      mendLast(room)
    } else if (event.key === 'Escape' && listOf(form)) listOf(form).hidden = true
  })
  document.addEventListener('input', (event) => {
    const form = event.target.closest?.('form[data-send]')
    const room = form && event.target.matches('textarea') && roomOf(form)
    if (room) written(room, form)
  })
  document.addEventListener('click', (event) => {
    const form = event.target.closest('form[data-send]')
    if (!form) return
    const area = areaOf(form)
    const insert = event.target.closest('[data-insert]')
    const begin = event.target.closest('[data-begin]')
    const option = event.target.closest('[data-command-name]')
    if (insert) {
      const needsSpace = area.selectionStart && !/\s/.test(area.value[area.selectionStart - 1])
      area.setRangeText(`${needsSpace ? ' ' : ''}${insert.dataset.insert}`, area.selectionStart, area.selectionEnd, 'end')
      area.focus()
    } else if (begin) location.href = withWords(begin.dataset.begin, area.value.trim())
    else if (option) {
      event.preventDefault()
      area.value = `/${option.dataset.commandName} `
      listOf(form).hidden = true
      area.focus()
    }
  })
}
