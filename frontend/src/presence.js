// Presence that changes while a page shows it: data-presence="12" around the picture of colleague 12. It comes whole over
// the live bus, to pages that show that colleague; whoever was away asks once for all of them.
const shown = (id) => document.querySelectorAll(`[data-presence="${id}"] .pr`)

function show(id, state, words) {
  for (const sign of shown(id)) {
    sign.className = `pr ${state}`
    sign.title = words
  }
}

async function ask() {
  const ids = [...new Set([...document.querySelectorAll('[data-presence]')].map((element) => element.dataset.presence))]
  if (!ids.length) return
  const answer = await fetch(`/people/presences?${new URLSearchParams(ids.map((id) => ['of', id]))}`).catch(() => null)
  if (!answer?.ok) return
  for (const [id, { state, words }] of Object.entries(await answer.json())) show(id, state, words)
}

document.body.addEventListener('live:presence', ({ detail }) => {
  if (detail.missed) return void ask()
  // The kind is told once for all topics of it and once for each: either will do.
  if (detail.state) show(detail.person, detail.state, detail.html)
})
