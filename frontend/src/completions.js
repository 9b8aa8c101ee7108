// Filters of a search, completed while they are typed. The server sends the options (role="option" with data-fill, the whole
// text with the filter in it); they stand in the list that the field's aria-controls names. The palette walks over its own.
const listOf = (field) => document.getElementById(field.getAttribute('aria-controls'))
const optionsOf = (field) => [...listOf(field).querySelectorAll('[data-fill]')]

function choose(field, option) {
  for (const other of optionsOf(field)) other.setAttribute('aria-selected', String(other === option))
  if (!option) return field.removeAttribute('aria-activedescendant')
  option.id ||= `completion-${optionsOf(field).indexOf(option)}`
  field.setAttribute('aria-activedescendant', option.id)
}

function close(field) {
  listOf(field).replaceChildren()
  field.setAttribute('aria-expanded', 'false')
  field.removeAttribute('aria-activedescendant')
}

function fill(field, option) {
  field.value = option.dataset.fill
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

document.addEventListener('click', (event) => {
  const option = event.target.closest('[data-fill]')
  if (!option) return
  event.preventDefault()
  fill(document.querySelector(`[aria-controls="${option.closest('[role="listbox"]').id}"]`), option)
})

document.addEventListener('keydown', (event) => {
  const field = event.target
  if (!field.matches?.('[data-completing]')) return
  const options = optionsOf(field)
  const at = options.findIndex((option) => option.ariaSelected === 'true')
  if (!options.length) return
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    const by = event.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1
    choose(field, options[(at + by + options.length) % options.length])
  } else if (event.key === 'Enter' && at >= 0) {
    event.preventDefault()
    fill(field, options[at])
  } else if (event.key === 'Escape') {
    event.preventDefault()
    close(field)
  }
})

document.addEventListener('focusout', (event) => {
  if (event.target.matches('[data-completing]') && !listOf(event.target).contains(event.relatedTarget)) close(event.target)
})

document.addEventListener('submit', (event) => {
  const field = event.target.querySelector('[data-completing]')
  if (field) close(field)
})

document.addEventListener('htmx:after:swap', () => {
  for (const field of document.querySelectorAll('[data-completing]')) {
    field.setAttribute('aria-expanded', String(optionsOf(field).length > 0))
  }
})
