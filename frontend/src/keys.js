// Single keys. `data-key="q"` on a link or button gives it a key; J and K walk over `data-item` elements where no link has them; ?
// lists them all. A person can turn them off (WCAG 2.1.4): then <html data-keys="off">.
const items = () => [...document.querySelectorAll('main [data-item]')].filter((item) => item.checkVisibility())

function typing(target) {
  return target.closest('input, textarea, select, [contenteditable="true"]') || document.querySelector('dialog[open]')
}

function step(by) {
  const all = items()
  const at = all.findIndex((item) => item.contains(document.activeElement))
  const item = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]
  if (!item) return
  if (!item.hasAttribute('tabindex')) item.tabIndex = -1
  item.focus()
  item.scrollIntoView({ block: 'nearest' })
}

function open() {
  const item = document.activeElement
  if (item?.matches('[data-item]')) item.querySelector('a[data-open], a[href]')?.click()
}

const MOVES = { j: () => step(1), k: () => step(-1), enter: open, '?': () => document.getElementById('shortcuts')?.showModal() }

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return
  if (document.documentElement.dataset.keys === 'off' || typing(event.target)) return
  const key = event.key.toLowerCase()
  const move = MOVES[key]
  const holder = /^[a-z]$/.test(key) && document.querySelector(`[data-key="${key}"]`)
  if (holder) holder.click()
  else if (move) move()
  if ((move && key !== 'enter') || holder) event.preventDefault()
})
