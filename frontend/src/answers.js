// Answers at hand: the button begins a search in the composer as "/" does; what was chosen comes filled in, to be read before it is sent.
document.addEventListener('click', (event) => {
  const button = event.target.closest?.('[data-answers-open]')
  const area = button?.closest('form').querySelector('textarea')
  if (!area) return
  event.preventDefault()
  const before = area.value.slice(0, area.selectionStart)
  area.focus()
  area.setRangeText(before && !before.endsWith('\n') ? '\n/' : '/', area.selectionStart, area.selectionEnd, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
})

document.addEventListener('answer:chosen', async (event) => {
  const area = event.target
  const answer = await fetch(event.detail)
  if (!answer.ok) return
  const chosen = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('answer-chosen')
  area.form.querySelector('#answer-chosen').replaceWith(chosen)
  area.setRangeText(chosen.dataset.text, area.selectionStart, area.selectionEnd, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
  area.focus()
})
