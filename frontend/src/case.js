// On the page of a case: one composer at a time, each keeping its words; and the others hear that somebody is writing.
const BEAT = 8000
let beaten = 0

function choose(kind) {
  for (const button of document.querySelectorAll('[data-write]')) button.setAttribute('aria-pressed', String(button.dataset.write === kind))
  for (const form of document.querySelectorAll('[data-writing]')) form.hidden = form.dataset.writing !== kind
}

function beat(form) {
  if (!form.dataset.beat || Date.now() - beaten < BEAT) return
  beaten = Date.now()
  const token = form.querySelector('[name=csrfmiddlewaretoken]').value
  fetch(form.dataset.beat, { method: 'POST', headers: { 'X-CSRFToken': token } }).catch(() => {})
}

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('[data-write]')
  if (!button) return
  choose(button.dataset.write)
  document.querySelector(`[data-writing="${button.dataset.write}"] textarea`)?.focus()
})

document.addEventListener('input', (event) => {
  const form = event.target.closest?.('[data-writing]')
  if (form && event.target.value) beat(form)
})

const first = document.querySelector('[data-write][aria-pressed="true"]')
if (first) choose(first.dataset.write)
