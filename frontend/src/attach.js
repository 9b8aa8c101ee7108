// Files for a text: chosen, dropped on the composer or pasted into it. Each is sent at once, with its progress; the server answers with
// the line that stands for it in the form. A text is not sent before its files are.
import { icon } from './icons.js'
import { toast } from './toasts.js'

const sending = new WeakMap()
// A composer, or a form with fields of its own.
const areaOf = (element) => element.closest('.composer, form:has([data-attach])')
const boxOf = (element) => areaOf(element)?.querySelector('[data-attach]')

function line(name) {
  const item = document.createElement('li')
  item.className = 'one'
  const words = document.createElement('bdi')
  words.className = 'truncate flex-1 min-w-0'
  words.textContent = name
  const bar = document.createElement('progress')
  bar.max = 1
  bar.value = 0
  bar.ariaLabel = name
  item.append(icon('paperclip'), words, bar)
  return { item, bar }
}

function count(form, by) {
  sending.set(form, (sending.get(form) ?? 0) + by)
}

function send(box, file) {
  const form = box.closest('form')
  const { item, bar } = line(file.name)
  const data = new FormData()
  data.append('csrfmiddlewaretoken', form.elements.namedItem('csrfmiddlewaretoken').value)
  data.append('name', file.name)
  data.append('file', file)
  const request = new XMLHttpRequest()
  request.upload.addEventListener('progress', (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total })
  request.addEventListener('loadend', () => {
    count(form, -1)
    if (request.status === 200) {
      item.outerHTML = request.responseText
      form.dispatchEvent(new Event('input', { bubbles: true }))
      return
    }
    item.remove()
    const plain = request.getResponseHeader('Content-Type')?.startsWith('text/plain')
    toast({ text: plain && request.responseText ? request.responseText : box.dataset.lost, level: 'error' })
  })
  box.querySelector('.attached').append(item)
  count(form, 1)
  request.open('POST', box.dataset.attach)
  request.send(data)
}

function sendAll(box, files) {
  for (const file of files) send(box, file)
}

document.addEventListener('change', (event) => {
  const field = event.target
  if (field.matches('[data-attach-choose]')) {
    sendAll(field.closest('[data-attach]'), field.files)
    field.value = ''
  } else if (field.matches('[data-alt]')) {
    const token = field.closest('form').elements.namedItem('csrfmiddlewaretoken').value
    fetch(field.dataset.alt, { method: 'POST', body: new URLSearchParams({ alt: field.value, csrfmiddlewaretoken: token }), keepalive: true })
  }
})
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-detach]')
  if (!button) return
  const box = button.closest('[data-attach]')
  button.closest('li').remove()
  box.querySelector('[data-attach-choose]').focus()
})
// Enter in the description of a picture does not send the text.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target.matches?.('[data-alt]')) event.preventDefault()
})
document.addEventListener('paste', (event) => {
  const box = event.target.closest && boxOf(event.target)
  if (!box || !event.clipboardData?.files.length) return
  event.preventDefault()
  sendAll(box, event.clipboardData.files)
})
document.addEventListener('dragover', (event) => {
  if (!boxOf(event.target) || !event.dataTransfer.types.includes('Files')) return
  event.preventDefault()
  areaOf(event.target).dataset.over = ''
})
document.addEventListener('dragleave', (event) => {
  const area = event.target.closest && areaOf(event.target)
  if (area && !area.contains(event.relatedTarget)) delete area.dataset.over
})
document.addEventListener('drop', (event) => {
  const box = boxOf(event.target)
  if (!box || !event.dataTransfer.files.length) return
  event.preventDefault()
  delete areaOf(event.target).dataset.over
  sendAll(box, event.dataTransfer.files)
})
// In the capture phase, before htmx hears of it.
document.addEventListener('submit', (event) => {
  if (!sending.get(event.target)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  toast({ text: event.target.querySelector('[data-attach]').dataset.wait, level: 'info' })
}, true)
