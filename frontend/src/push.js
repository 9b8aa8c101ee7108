// The service worker (a page for when there is no network, and messages while no page is open), and letting this browser be told.
const worker = '/service-worker.js'

const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
const written = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** Ask the browser for an address to send to, and tell it to the server. */
async function turnOn(place) {
  const registration = await navigator.serviceWorker.ready
  const key = bytes(place.dataset.push)
  let subscription = await registration.pushManager.getSubscription()
  // One that was made for another key reaches nobody.
  if (subscription && written(subscription.options.applicationServerKey) !== place.dataset.push) {
    await subscription.unsubscribe()
    subscription = null
  }
  subscription ??= await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  const body = new URLSearchParams({
    endpoint: subscription.endpoint,
    p256dh: written(subscription.getKey('p256dh')),
    auth: written(subscription.getKey('auth')),
    csrfmiddlewaretoken: document.querySelector('[name=csrfmiddlewaretoken]').value,
  })
  const answer = await fetch(place.dataset.pushUrl, { method: 'POST', body, redirect: 'manual' })
  if (answer.type !== 'opaqueredirect' && !answer.ok) throw new Error(`not taken: ${answer.status}`)
}

/** Show what this browser can do: it tells already, may be asked, or was told not to. */
async function look(place) {
  const said = place.querySelector('[data-push-said]')
  const button = place.querySelector('[data-push-on]')
  const registration = await navigator.serviceWorker.ready
  const subscription = await registration.pushManager.getSubscription()
  const known = [...document.querySelectorAll('[data-push-endpoint]')].some((row) => row.dataset.pushEndpoint === subscription?.endpoint)
  place.hidden = false
  if (known) {
    button.hidden = true
    said.textContent = said.dataset.on
  }
  button.addEventListener('click', async () => {
    if ((await Notification.requestPermission()) !== 'granted') {
      said.textContent = said.dataset.denied
      return
    }
    try {
      await turnOn(place)
      location.reload()
    } catch {
      said.textContent = said.dataset.failed
    }
  })
}

if ('serviceWorker' in navigator && window.isSecureContext) {
  navigator.serviceWorker.register(worker).catch(() => {})
  const place = document.querySelector('[data-push]')
  if (place && 'PushManager' in window && 'Notification' in window) look(place)
}
