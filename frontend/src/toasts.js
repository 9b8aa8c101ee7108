// One toast at a time, in #toasts. They come with the page (Django's messages) or with an htmx answer, whose
// HX-Trigger header says {"toast": {"messages": [{"text": "…", "level": "success", "action": {"label", "url"}}]}}.
import { icon } from './icons.js'

const STAY = 7000
const region = document.getElementById('toasts')
const queue = []
let showing = null
let timer = 0

function next() {
  showing?.remove()
  showing = queue.shift() ?? null
  if (!showing) return
  region.append(showing)
  if (showing.dataset.level !== 'error') wait()
}

function wait() {
  clearTimeout(timer)
  timer = setTimeout(next, STAY)
}

function dress(toast) {
  const close = document.createElement('button')
  close.type = 'button'
  close.className = 'ibtn'
  close.ariaLabel = region.dataset.close
  close.append(icon('x'))
  close.addEventListener('click', next)
  toast.append(close)
  toast.addEventListener('pointerenter', () => clearTimeout(timer))
  toast.addEventListener('focusin', () => clearTimeout(timer))
  toast.addEventListener('pointerleave', wait)
  return toast
}

function build({ text, level = 'info', action }) {
  const toast = document.createElement('div')
  toast.className = 'toast-h'
  toast.dataset.level = level
  const words = document.createElement('span')
  words.dir = 'auto'
  words.textContent = text
  toast.append(words)
  if (action) {
    const link = document.createElement('a')
    link.href = action.url
    link.textContent = action.label
    link.className = 'font-semibold underline underline-offset-4'
    toast.append(link)
  }
  return toast
}

/** Show `message` ({text, level, action}) after the toasts that are waiting already. */
export function toast(message) {
  if (!region) return
  queue.push(dress(build(message)))
  if (!showing) next()
}

if (region) {
  for (const element of region.querySelectorAll('.toast-h')) {
    element.remove()
    queue.push(dress(element))
  }
  next()
}
document.addEventListener('toast', (event) => event.detail.messages.forEach(toast))
document.addEventListener('htmx:error', () => toast({ text: region?.dataset.offline, level: 'error' }))
