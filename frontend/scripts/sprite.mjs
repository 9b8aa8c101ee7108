// Write .cache/icons.svg: one symbol for each Lucide icon that the product names.
//
// Templates name icons in our tags, {% icon "name" %}, {% knot "name" %}, {% evidence "name" %} or icon="name"; an unknown
// name there stops the build.
// Python names them on lines that speak of an icon (`icon = "trophy"`), scripts with icon('name').
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
const house = path.join(here, '../../hamsoo')
const lucide = path.join(here, '../node_modules/lucide-static/icons')
const known = new Set(fs.readdirSync(lucide).map((file) => file.replace(/\.svg$/, '')))

function* files(folder, ending) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!['tests', 'static', 'locale', '__pycache__'].includes(entry.name)) yield* files(full, ending)
    } else if (entry.name.endsWith(ending)) yield full
  }
}

function named(pattern, text) {
  return [...text.matchAll(pattern)].map((match) => match[1])
}

const wanted = new Set()
const missing = []
for (const file of files(house, '.html')) {
  const text = fs.readFileSync(file, 'utf8')
  for (const name of named(/(?:\{% (?:icon|knot|evidence) |\bicon=)"([a-z0-9-]+)"/g, text)) {
    if (known.has(name)) wanted.add(name)
    else missing.push(`${path.relative(house, file)}: no icon is called “${name}”`)
  }
}
for (const file of files(house, '.py')) {
  const lines = fs.readFileSync(file, 'utf8').split('\n').filter((line) => /icon/i.test(line))
  for (const name of named(/["']([a-z][a-z0-9-]+)["']/g, lines.join('\n'))) if (known.has(name)) wanted.add(name)
}
for (const file of files(path.join(here, '../src'), '.js')) {
  for (const name of named(/icon\('([a-z0-9-]+)'/g, fs.readFileSync(file, 'utf8'))) wanted.add(name)
}
if (missing.length) {
  console.error(missing.join('\n'))
  process.exit(1)
}

const symbols = [...wanted].sort().map((name) => {
  const svg = fs.readFileSync(path.join(lucide, `${name}.svg`), 'utf8')
  const body = svg.match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1].replace(/\s+/g, ' ').trim()
  return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`
})
fs.mkdirSync(path.join(here, '../.cache'), { recursive: true })
fs.writeFileSync(path.join(here, '../.cache/icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`)
console.log(`sprite: ${symbols.length} icons`)
