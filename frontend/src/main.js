import './app.css'
import 'htmx.org'
import Alpine from '@alpinejs/csp'
import './completions.js'
import './crop.js'
import './forms.js'
import './keys.js'
import './live.js'
import './measure.js'
import './mentions.js'
import './palette.js'
import './passkeys.js'
import './theme.js'
import './toasts.js'
import './tree.js'
import { pick } from './pick.js'

Alpine.data('pick', pick)
Alpine.start()
