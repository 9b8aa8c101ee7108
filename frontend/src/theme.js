// The theme changes at once; the form still posts, so that the server renders the next page in it.
const THEMES = { light: 'hamsoo', dark: 'hamsoo-dark' }

function show(theme) {
  if (THEMES[theme]) document.documentElement.dataset.theme = THEMES[theme]
  else delete document.documentElement.dataset.theme
}

document.addEventListener('submit', async (event) => {
  const { form, submitter } = { form: event.target, submitter: event.submitter }
  if (submitter?.name !== 'theme') return
  event.preventDefault()
  show(submitter.value)
  for (const button of form.querySelectorAll('[name="theme"]')) button.setAttribute('aria-pressed', String(button === submitter))
  await fetch(form.action, { method: 'POST', body: new FormData(form, submitter), redirect: 'manual' })
})
