// Measured lines. A strict style-src refuses style="", but lets scripts set properties one by one: the server
// writes data-w, data-len (size), data-at (place along the line) or data-top (place across it), all in percent.
const PROPERTIES = { w: 'inlineSize', len: 'inlineSize', at: 'insetInlineStart', top: 'insetBlockStart' }
const SELECTOR = Object.keys(PROPERTIES).map((key) => `[data-${key}]`).join(',')

function draw(element) {
  for (const [key, property] of Object.entries(PROPERTIES)) {
    if (key in element.dataset) element.style[property] = `${element.dataset[key]}%`
  }
}

function drawAll(scope) {
  if (scope.matches(SELECTOR)) draw(scope)
  scope.querySelectorAll(SELECTOR).forEach(draw)
}

drawAll(document.body)
// Whatever adds nodes later, htmx above all, gets the same treatment; morphs change the attribute alone.
new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === 'attributes') draw(change.target)
    for (const node of change.addedNodes) if (node instanceof HTMLElement) drawAll(node)
  }
}).observe(document.body, {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: Object.keys(PROPERTIES).map((key) => `data-${key}`),
})
