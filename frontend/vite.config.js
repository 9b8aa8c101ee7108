import tailwind from '@tailwindcss/vite'
import { defineConfig } from 'vite'

// Every name carries a hash, so files may be cached for ever; `{% stylesheet %}`, `{% script %}` and `{% icon %}`
// read the names from manifest.json.
export default defineConfig({
  base: './',
  plugins: [tailwind()],
  build: {
    outDir: '../hamsoo/ui/static/ui/dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: ['chrome125', 'firefox128', 'safari17.5'],
    assetsInlineLimit: 0, // font-src 'self': no data: addresses
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'src/main.js' },
  },
})
