// What the server refuses is said at the field, once for all forms. An action's refusal comes as HX-Trigger
// {"refused": {"field": "…", "message": "…"}} on the form that asked.
import { icon } from './icons.js'
import { toast } from './toasts.js'

function clear(field) {
  field.removeAttribute('aria-invalid')
  field.closest('.field')?.querySelector('.err')?.remove()
}

function mark(field, message) {
  clear(field)
  const error = document.createElement('p')
  error.className = 'err'
  error.id = `${field.id || field.name}-refused`
  error.append(icon('circle-alert'), message)
  field.setAttribute('aria-invalid', 'true')
  field.setAttribute('aria-describedby', error.id)
  const box = field.closest('.field') ?? field.parentElement
  box.append(error)
  field.focus()
}

document.addEventListener('refused', (event) => {
  const { field: name, message } = event.detail
  const form = event.target.closest('form') ?? event.target.form
  const field = name && form?.elements.namedItem(name)
  if (field instanceof HTMLElement && field.type !== 'hidden') mark(field, message)
  else toast({ text: message, level: 'error' })
})
document.addEventListener('input', (event) => {
  if (event.target.getAttribute('aria-invalid') === 'true') clear(event.target)
})
// Ctrl+Enter sends from any long text.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.matches('textarea')) {
    event.preventDefault()
    event.target.form?.requestSubmit()
  }
})
