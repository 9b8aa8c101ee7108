// Marks of Markdown for who does not know them: buttons and keys put them around what is selected. A preview shows the text as it will read.
import { toast } from './toasts.js'

const AROUND = { bold: '**', italic: '*', code: '`' }
const BEFORE = { list: '- ', quote: '> ' }
const KEYS = { b: 'bold', i: 'italic' }

const areaOf = (element) => element.closest('.composer')?.querySelector('textarea')

function put(area, text, start, end, selection) {
  area.focus()
  area.setRangeText(text, start, end, 'end')
  if (selection) area.setSelectionRange(...selection)
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

function around(area, mark) {
  const { selectionStart: start, selectionEnd: end, value } = area
  const words = value.slice(start, end)
  if (words.startsWith(mark) && words.endsWith(mark) && words.length > 2 * mark.length) {
    const bare = words.slice(mark.length, -mark.length)
    return put(area, bare, start, end, [start, start + bare.length])
  }
  put(area, `${mark}${words}${mark}`, start, end, [start + mark.length, end + mark.length])
}

function before(area, mark) {
  const start = area.value.lastIndexOf('\n', area.selectionStart - 1) + 1
  const lines = area.value.slice(start, area.selectionEnd).split('\n')
  const all = lines.every((line) => line.startsWith(mark))
  put(area, lines.map((line) => (all ? line.slice(mark.length) : mark + line)).join('\n'), start, area.selectionEnd)
}

function link(area) {
  const { selectionStart: start, selectionEnd: end, value } = area
  const words = value.slice(start, end)
  const at = start + words.length + 3
  put(area, `[${words}](https://)`, start, end, words ? [at, at + 8] : [start + 1, start + 1])
}

function format(area, name) {
  if (AROUND[name]) around(area, AROUND[name])
  else if (BEFORE[name]) before(area, BEFORE[name])
  else link(area)
}

async function preview(button) {
  const area = areaOf(button)
  const shown = button.getAttribute('aria-pressed') === 'true'
  if (shown) {
    area.parentElement.querySelector('.preview')?.remove()
    area.hidden = false
    button.setAttribute('aria-pressed', 'false')
    return area.focus()
  }
  const token = area.form.elements.namedItem('csrfmiddlewaretoken').value
  const body = new URLSearchParams({ body: area.value, csrfmiddlewaretoken: token })
  const answer = await fetch(button.closest('[data-preview-url]').dataset.previewUrl, { method: 'POST', body })
  if (!answer.ok) return toast({ text: answer.statusText, level: 'error' })
  const box = document.createElement('div')
  box.className = 'preview'
  box.tabIndex = 0
  box.append(...new DOMParser().parseFromString(await answer.text(), 'text/html').body.childNodes)
  area.after(box)
  area.hidden = true
  button.setAttribute('aria-pressed', 'true')
}

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('[data-format], [data-preview]')
  if (!button) return
  if (button.dataset.format) format(areaOf(button), button.dataset.format)
  else preview(button)
})
document.addEventListener('keydown', (event) => {
  const area = event.target
  if (!(event.ctrlKey || event.metaKey) || event.altKey || !area.matches?.('.composer textarea')) return
  const name = event.shiftKey ? { u: 'link' }[event.key.toLowerCase()] : KEYS[event.key.toLowerCase()]
  if (!name) return
  event.preventDefault()
  format(area, name)
})
// One more line for an option of a poll as soon as the last one is begun.
const MOST_OPTIONS = 10
document.addEventListener('input', (event) => {
  const field = event.target
  const box = field.matches?.('[name="option"]') && field.closest('[data-options]')
  if (!box || !field.value) return
  const all = [...box.querySelectorAll('[name="option"]')]
  if (all.at(-1) !== field || all.length >= MOST_OPTIONS) return
  const next = field.cloneNode()
  next.value = ''
  next.removeAttribute('value')
  field.after(next)
})
