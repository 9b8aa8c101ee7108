/** Keep one pressed button in a group: `<div x-data="pick" x-on:click="choose">`. */
export const pick = () => ({
  choose(event) {
    const chosen = event.target.closest('button')
    if (!chosen) return
    for (const button of chosen.parentElement.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button === chosen))
    }
  },
})
