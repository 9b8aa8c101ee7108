// What was said before comes in above what is read: the reader stays where they are.
let below = null

const scroller = (element) => {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at
  }
  return document.scrollingElement
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-keeps-place]')
  if (!link) return
  const within = scroller(link)
  below = { within, fromEnd: within.scrollHeight - within.scrollTop }
})

document.addEventListener('htmx:after:swap', () => {
  if (!below) return
  below.within.scrollTop = below.within.scrollHeight - below.fromEnd
  below = null
})
