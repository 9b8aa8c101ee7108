const sprite = new URL('../.cache/icons.svg', import.meta.url)
const SVG = 'http://www.w3.org/2000/svg'

/** Build the icon `name` of the sprite; decoration only, the words stand beside it. */
export function icon(name, size = 's') {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('class', `icon ${size}`)
  svg.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(SVG, 'use')
  use.setAttribute('href', `${sprite.pathname}#${name}`)
  svg.append(use)
  return svg
}
