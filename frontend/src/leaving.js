// Whoever signs out leaves. A part of the page that was still under way then finds the session over and would lead to the way in and
// back to this page: its answer is dropped, so that it does not overtake the leaving.
let leaving = false

document.addEventListener('submit', (event) => {
  if (event.target.matches('form[data-leaves]')) leaving = true
})
document.addEventListener('htmx:before:response', (event) => {
  if (leaving) event.preventDefault()
})
// The browser may keep the page as it was left, and show it again.
window.addEventListener('pageshow', () => {
  leaving = false
})
