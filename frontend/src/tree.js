// The tree pattern of WAI-ARIA for `<ul role="tree">`: arrows in the reading direction, Home, End, *, letters. A branch is
// fetched by htmx when it is opened for the first time: its `.twist` listens for the event `branch`.
const LETTERS_TOGETHER = 600
const AT_ONCE = 30

let typed = ''
let typedAt = 0

const itemsOf = (tree) => [...tree.querySelectorAll('[role="treeitem"]')].filter((item) => !item.parentElement.closest('[role="group"][hidden]'))
const groupOf = (item) => item.querySelector(':scope > [role="group"]')
const isOpen = (item) => item.getAttribute('aria-expanded') === 'true'
const nameOf = (item) => document.getElementById(item.getAttribute('aria-labelledby'))?.textContent.trim().toLowerCase() ?? ''

function toggle(item, open) {
  const group = groupOf(item)
  if (!group) return
  item.setAttribute('aria-expanded', String(open))
  group.hidden = !open
  if (open && !group.children.length) item.querySelector(':scope > .node > .twist').dispatchEvent(new CustomEvent('branch'))
}

function focus(item) {
  if (!item) return
  for (const other of item.closest('[role="tree"]').querySelectorAll('[role="treeitem"][tabindex="0"]')) other.tabIndex = -1
  item.tabIndex = 0
  item.focus({ preventScroll: true })
  item.querySelector('.node').scrollIntoView({ block: 'nearest' })
}

/** One item of each tree can be reached by Tab: the one that is pointed at, else the first. */
function admit(scope) {
  for (const tree of scope.querySelectorAll('[role="tree"]')) {
    if (tree.querySelector('[role="treeitem"][tabindex="0"]')) continue
    const item = tree.querySelector('[role="treeitem"][aria-current]') ?? tree.querySelector('[role="treeitem"]')
    if (item) item.tabIndex = 0
  }
}

function inward(item) {
  if (!groupOf(item)) return
  if (!isOpen(item)) toggle(item, true)
  else focus(groupOf(item).querySelector('[role="treeitem"]'))
}

function outward(item) {
  if (isOpen(item)) toggle(item, false)
  else focus(item.parentElement.closest('[role="treeitem"]'))
}

function byLetter(items, item, key) {
  const now = Date.now()
  typed = now - typedAt > LETTERS_TOGETHER ? key : typed + key
  typedAt = now
  const at = items.indexOf(item) + (typed.length > 1 ? 0 : 1)
  focus([...items.slice(at), ...items.slice(0, at)].find((other) => nameOf(other).startsWith(typed.toLowerCase())))
}

function press(event, item) {
  const items = itemsOf(item.closest('[role="tree"]'))
  const at = items.indexOf(item)
  const rtl = document.documentElement.dir === 'rtl'
  const moves = {
    ArrowDown: () => focus(items[at + 1]),
    ArrowUp: () => focus(items[at - 1]),
    [rtl ? 'ArrowLeft' : 'ArrowRight']: () => inward(item),
    [rtl ? 'ArrowRight' : 'ArrowLeft']: () => outward(item),
    Home: () => focus(items[0]),
    End: () => focus(items.at(-1)),
    Enter: () => item.querySelector(':scope > .node [data-open]')?.click(),
    ' ': () => toggle(item, !isOpen(item)),
    '*': () => [...item.parentElement.children].filter(groupOf).slice(0, AT_ONCE).forEach((other) => toggle(other, true)),
  }
  const move = moves[event.key] ?? (event.key.length === 1 && !event.isComposing ? () => byLetter(items, item, event.key) : null)
  if (!move) return
  move()
  event.preventDefault()
  // The single keys of the page are not meant while a name is being typed.
  event.stopPropagation()
}

document.addEventListener(
  'keydown',
  (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.matches('[role="treeitem"]')) return
    press(event, event.target)
  },
  true,
)

document.addEventListener('click', (event) => {
  const twist = event.target.closest('[role="treeitem"] a.twist')
  if (twist && !event.ctrlKey && !event.metaKey) {
    const item = twist.closest('[role="treeitem"]')
    toggle(item, !isOpen(item))
    focus(item)
    event.preventDefault()
  }
  if (event.target.closest('[data-tree-open]')) {
    const closed = [...document.querySelectorAll('[role="tree"]')].flatMap(itemsOf).filter((item) => groupOf(item) && !isOpen(item))
    closed.slice(0, AT_ONCE).forEach((item) => toggle(item, true))
  }
  if (event.target.closest('[data-print]')) window.print()
})

admit(document)
new MutationObserver(() => admit(document)).observe(document.getElementById('main') ?? document.body, { childList: true, subtree: true })
