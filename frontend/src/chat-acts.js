// What is done with a message: react, answer in a thread, mend, remove, pin, mark as unread.
import { fragment, post, put } from './chat-net.js'
import { toast } from './toasts.js'

let menu = null

function close() {
  menu?.remove()
  menu = null
}

async function act(room, url, words) {
  const answer = await post(url, words).catch(() => null)
  if (!answer) return toast({ text: document.getElementById('toasts')?.dataset.offline, level: 'error' })
  if (answer.to) return void (location.href = answer.to)
  if (answer.refusal) toast({ text: answer.refusal, level: 'error' })
  if (answer.ok) room.take(answer.found)
}

function react(room, button) {
  const message = button.closest('.msg') ?? document.getElementById(`message-${button.closest('[data-choices-of]').dataset.choicesOf}`)
  const kind = button.dataset.react
  const chip = message.querySelector(`.react[data-react="${kind}"]`)
  const isMine = (button.matches('.react') ? button : chip ?? button).getAttribute('aria-pressed') === 'true'
  close()
  act(room, `/chat/messages/${message.dataset.message}/reactions`, isMine ? { kind, off: 1 } : { kind })
}

async function choices(link) {
  const wasOpen = menu?.dataset.choicesOf === link.closest('.msg').dataset.message
  close()
  if (wasOpen) return
  const answer = await fragment(link.href).catch(() => null)
  if (!answer) return
  menu = answer.found[0]
  link.closest('.msg-tools').append(menu)
  menu.querySelector('button, a')?.focus()
}

export async function mend(room, message) {
  const answer = await fragment(`/chat/messages/${message.dataset.message}/edit`).catch(() => null)
  if (!answer) return
  put(message.querySelector('.msg-body'), answer.found)
  const area = message.querySelector('textarea')
  area.focus()
  area.setSelectionRange(area.value.length, area.value.length)
}

async function leaveAsItWas(room, form) {
  const message = form.closest('.msg')
  const answer = await fragment(`/chat/messages/${message.dataset.message}`).catch(() => null)
  form.remove()
  if (answer) room.take(answer.found)
  room.element.querySelector('form[data-send] textarea')?.focus()
}

function saveMended(room, form) {
  const { action } = form
  const body = form.querySelector('textarea').value
  form.remove()
  act(room, action, { body })
  room.element.querySelector('form[data-send] textarea')?.focus()
}

function pressed(event, room) {
  const { target } = event
  const found = (name) => target.closest(`[data-${name}]`)
  const react_ = found('react')
  const more = target.closest('a[data-choices]')
  if (react_) react(room, react_)
  else if (more) choices(more)
  else if (found('edit')) {
    const message = document.getElementById(`message-${menu.dataset.choicesOf}`)
    const url = found('edit')
    close()
    if (url) mend(room, message)
  } else if (found('do')) {
    const { do: url, off, confirm: question } = found('do').dataset
    if (question && !confirm(question)) return
    close()
    act(room, url, off ? { off } : {})
  } else if (found('unread-from')) {
    const { url, unreadFrom } = found('unread-from').dataset
    act(room, url, { number: unreadFrom })
  } else if (found('copy')) {
    const { copy, copied } = found('copy').dataset
    close()
    navigator.clipboard?.writeText(new URL(copy, location.href).href).then(() => toast({ text: copied }))
  } else if (found('cancel')) leaveAsItWas(room, target.closest('form'))
  else return
  event.preventDefault()
}

export function watch(roomOf) {
  document.addEventListener('click', (event) => {
    const room = roomOf(event.target)
    if (menu && !menu.contains(event.target) && !event.target.closest('[data-choices]')) close()
    if (room) pressed(event, room)
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && menu) return close()
    const form = event.target.closest?.('form[data-mend]')
    const room = form && roomOf(form)
    if (!room || event.isComposing) return
    if (event.key === 'Escape') leaveAsItWas(room, form)
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      saveMended(room, form)
    }
  })
  document.addEventListener('submit', (event) => {
    const form = event.target.closest?.('form[data-mend]')
    const room = form && roomOf(form)
    if (!room) return
    event.preventDefault()
    saveMended(room, form)
  })
}
