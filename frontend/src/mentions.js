// Naming colleagues and customers after "@", topics after "#": after a letter the composer offers names. The server sends the options
// (role="option" with data-mention, the text to put in); they stand in the composer's own list. Where its form has data-answers, "/" at
// the beginning of a line offers what that address sends; an option with data-answer is handed on as an event.
const NAME = /(?:^|[\s(«])([@#])([^\s@#[\]()]{1,30}(?: [^\s@#[\]()]{1,30})?)$/
const COMMAND = /(?:^|\n)\/([^\n/]{0,40})$/
const PAUSE = 150

let timer = 0
let asked = 0

const listOf = (area) => area.closest('.composer').querySelector('.mentions')
const optionsOf = (area) => [...listOf(area).querySelectorAll('[role="option"]')]

function nameBefore(area) {
  if (area.selectionStart !== area.selectionEnd) return null
  const before = area.value.slice(0, area.selectionStart)
  const command = area.form?.dataset.answers && before.match(COMMAND)
  if (command) return { sign: '/', text: command[1] }
  const found = before.match(NAME)
  return found ? { sign: found[1], text: found[2] } : null
}

function hide(area) {
  listOf(area).hidden = true
  area.removeAttribute('aria-activedescendant')
}

function choose(area, option) {
  for (const other of optionsOf(area)) other.setAttribute('aria-selected', String(other === option))
  if (!option) return hide(area)
  area.setAttribute('aria-activedescendant', option.id)
  option.scrollIntoView({ block: 'nearest' })
}

async function offer(area) {
  const name = nameBefore(area)
  const turn = ++asked
  if (name === null) return hide(area)
  const from = name.sign === '/' ? area.form.dataset.answers : area.dataset.mentions
  const asks = new URLSearchParams({ q: name.text, sign: name.sign })
  const answer = await fetch(`${from}?${asks}`, { headers: { 'HX-Request': 'true' } })
  // A later letter may have asked again, or the writer moved on.
  if (turn !== asked || !answer.ok || nameBefore(area)?.text !== name.text) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const options = [...page.querySelectorAll('[role="option"]')]
  if (!options.length) return hide(area)
  listOf(area).replaceChildren(...options)
  listOf(area).hidden = false
  choose(area, options[0])
}

function insert(area, option) {
  const end = area.selectionStart
  const start = end - nameBefore(area).text.length - 1
  area.setRangeText(option.dataset.answer ? '' : `${option.dataset.mention} `, start, end, 'end')
  hide(area)
  if (option.dataset.answer) area.dispatchEvent(new CustomEvent('answer:chosen', { bubbles: true, detail: option.dataset.answer }))
  area.focus()
}

function walk(area, by) {
  const options = optionsOf(area)
  const at = options.findIndex((option) => option.ariaSelected === 'true')
  choose(area, options[(at + by + options.length) % options.length])
}

document.addEventListener('input', (event) => {
  if (!event.target.matches('textarea[data-mentions]')) return
  clearTimeout(timer)
  timer = setTimeout(() => offer(event.target), PAUSE)
})

// In the capture phase: an Enter that takes a name may not also send the text.
document.addEventListener('keydown', (event) => {
  const area = event.target
  if (!area.matches?.('textarea[data-mentions]') || listOf(area).hidden || event.isComposing) return
  const moves = {
    ArrowDown: () => walk(area, 1),
    ArrowUp: () => walk(area, -1),
    Enter: () => insert(area, optionsOf(area).find((option) => option.ariaSelected === 'true')),
    Tab: () => insert(area, optionsOf(area).find((option) => option.ariaSelected === 'true')),
    Escape: () => hide(area),
  }
  if (!moves[event.key]) return
  event.preventDefault()
  event.stopPropagation()
  moves[event.key]()
}, true)

document.addEventListener('pointerdown', (event) => {
  const option = event.target.closest('.mentions [role="option"]')
  const area = option?.closest('.composer').querySelector('textarea')
  if (!area || nameBefore(area) === null) return
  event.preventDefault()
  insert(area, option)
})
document.addEventListener('focusout', (event) => {
  if (event.target.matches('textarea[data-mentions]')) hide(event.target)
})
