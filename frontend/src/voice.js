// Words of a draft that go against what others promised are underlined where they are written; a click puts another sentence in their place.
const COPIED = ['font', 'letterSpacing', 'lineHeight', 'padding', 'borderWidth', 'borderStyle', 'textAlign', 'direction', 'tabSize']
const mirrors = new WeakMap()

function mirrorOf(area) {
  let mirror = mirrors.get(area)
  if (!mirror) {
    mirror = document.createElement('div')
    mirror.className = 'voice-mirror'
    mirror.setAttribute('aria-hidden', 'true')
    area.after(mirror)
    mirrors.set(area, mirror)
    area.addEventListener('scroll', () => place(area, mirror))
    // Until the words are looked at again, marks would stand under others.
    area.addEventListener('input', () => mirror.replaceChildren())
    new ResizeObserver(() => place(area, mirror)).observe(area)
  }
  return mirror
}

function place(area, mirror) {
  const look = getComputedStyle(area)
  for (const name of COPIED) mirror.style[name] = look[name]
  mirror.style.insetInlineStart = 'auto'
  mirror.style.left = `${area.offsetLeft}px`
  mirror.style.top = `${area.offsetTop}px`
  mirror.style.width = `${area.offsetWidth}px`
  mirror.style.height = `${area.offsetHeight}px`
  mirror.style.unicodeBidi = look.unicodeBidi
  mirror.scrollTop = area.scrollTop
}

// Offsets count signs as the server does; a script counts some signs twice.
function underline(area, marks) {
  const mirror = mirrorOf(area)
  const signs = [...area.value]
  mirror.replaceChildren()
  let done = 0
  for (const [start, end, kind] of marks) {
    if (start < done) continue
    mirror.append(signs.slice(done, start).join(''))
    const mark = document.createElement('u')
    mark.className = `mark-${kind}`
    mark.textContent = signs.slice(start, end).join('')
    mirror.append(mark)
    done = end
  }
  mirror.append(signs.slice(done).join(''))
  place(area, mirror)
}

function look(room) {
  const panel = room.querySelector('#voice')
  const area = document.getElementById(room.dataset.voice)
  if (panel && area) underline(area, JSON.parse(panel.dataset.marks))
}

new MutationObserver((changes) => {
  for (const room of new Set(changes.map((change) => change.target.closest?.('[data-voice]')))) if (room) look(room)
}).observe(document.documentElement, { childList: true, subtree: true })

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-put]')
  const area = button && document.getElementById(button.closest('[data-voice]')?.dataset.voice)
  if (!area) return
  const signs = [...area.value]
  const before = signs.slice(0, +button.dataset.from).join('')
  const words = signs.slice(+button.dataset.from, +button.dataset.to).join('')
  area.focus()
  area.setRangeText(button.dataset.put, before.length, before.length + words.length, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
})
