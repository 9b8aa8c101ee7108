// The command palette: a modal <dialog>, so the browser traps the focus and gives it back. htmx fetches the
// options (role="option") while typing; this walks over them.
const palette = document.getElementById('palette')
const field = palette?.querySelector('input[type="search"]')
const all = () => [...palette.querySelectorAll('[role="option"]')]
const options = () => all().filter((option) => option.checkVisibility())

function choose(option) {
  for (const other of all()) other.setAttribute('aria-selected', String(other === option))
  if (!option) return field.removeAttribute('aria-activedescendant')
  option.id ||= `option-${all().indexOf(option)}`
  field.setAttribute('aria-activedescendant', option.id)
  option.scrollIntoView({ block: 'nearest' })
}

function walk(by) {
  const shown = options()
  const at = shown.findIndex((option) => option.ariaSelected === 'true')
  choose(shown[(at + by + shown.length) % shown.length])
}

/** Keep the commands that hold what was typed; without a word there are no results from the server. */
function narrow() {
  const words = field.value.trim().toLowerCase()
  for (const command of palette.querySelectorAll('[data-command]')) {
    command.hidden = Boolean(words) && !command.textContent.toLowerCase().includes(words)
  }
  if (!words) palette.querySelector('#palette-results').replaceChildren()
  choose(options()[0])
}

function toggle() {
  if (palette.open) palette.close()
  else {
    palette.showModal()
    palette.dispatchEvent(new Event('opened'))
    field.select()
    choose(options()[0])
  }
}

if (palette) {
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === 'KeyK') {
      event.preventDefault()
      toggle()
    }
  })
  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-palette]')) return
    event.preventDefault()
    toggle()
  })
  palette.addEventListener('click', (event) => { if (event.target === palette) palette.close() })
  palette.addEventListener('htmx:after:swap', () => choose(options()[0]))
  field.addEventListener('htmx:config:request', (event) => { if (!field.value.trim()) event.preventDefault() })
  field.addEventListener('input', narrow)
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      walk(event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Enter') {
      const chosen = options().find((option) => option.ariaSelected === 'true')
      if (!chosen) return
      event.preventDefault()
      chosen.click()
    }
  })
}
document.addEventListener('click', (event) => {
  event.target.closest('[data-close-dialog]')?.closest('dialog')?.close()
  if (event.target.closest('[data-shortcuts]')) document.getElementById('shortcuts').showModal()
})
