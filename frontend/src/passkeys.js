// allauth's scripts report a passkey that was refused or given up as an event; say it in words.
import { toast } from './toasts.js'

document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  const region = document.getElementById('toasts')
  toast({ text: region?.dataset.passkey, level: 'error' })
})
