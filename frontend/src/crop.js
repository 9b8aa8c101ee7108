// Choosing a photo and the square of it that is shown: by dragging, with the arrow keys, and with a slider for the size. What the
// form sends are the picture and three parts of it (left, top, side); the server cuts. Without this script it shows the middle.
const STEP = 0.02

function crop(form) {
  const [area, view, zoom] = ['area', 'view', 'zoom'].map((name) => form.querySelector(`[data-crop-${name}]`))
  const input = form.elements.namedItem('photo')
  const slider = zoom.querySelector('input')
  let image = null
  // Where the square begins, as parts of what is left over beside it; 0.5 is the middle.
  let at = { x: 0.5, y: 0.5 }

  function draw() {
    const shorter = Math.min(image.naturalWidth, image.naturalHeight)
    const scale = (view.clientWidth / shorter) * Number(slider.value)
    const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale]
    image.style.inlineSize = `${width}px`
    image.style.blockSize = `${height}px`
    const [x, y] = [(width - view.clientWidth) * at.x, (height - view.clientHeight) * at.y]
    image.style.transform = `translate(${-x}px, ${-y}px)`
    form.elements.namedItem('left').value = (x / width).toFixed(5)
    form.elements.namedItem('top').value = (y / height).toFixed(5)
    form.elements.namedItem('side').value = (1 / Number(slider.value)).toFixed(5)
  }

  function move(x, y) {
    const within = (value) => Math.min(1, Math.max(0, value))
    at = { x: within(at.x + x), y: within(at.y + y) }
    draw()
  }

  function refuse(message) {
    input.value = ''
    form.dispatchEvent(new CustomEvent('refused', { bubbles: true, detail: { field: 'photo', message } }))
  }

  async function choose(file) {
    if (!file) return
    // A large file ends here, before it is sent for nothing.
    if (file.size > Number(form.dataset.largest)) return refuse(form.dataset.tooLarge)
    const shown = new Image()
    shown.alt = ''
    shown.draggable = false
    shown.src = URL.createObjectURL(file)
    try {
      await shown.decode()
    } catch {
      return refuse(form.dataset.noPhoto)
    }
    image = shown
    at = { x: 0.5, y: 0.5 }
    slider.value = 1
    view.replaceChildren(image)
    view.tabIndex = 0
    zoom.hidden = false
    input.removeAttribute('aria-invalid')
    input.closest('.field')?.querySelector('.err')?.remove()
    draw()
  }

  input.addEventListener('change', () => choose(input.files[0]))
  slider.addEventListener('input', draw)
  view.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key]
    if (!image || !step) return
    event.preventDefault()
    move(...step)
  })
  view.addEventListener('pointerdown', (event) => {
    if (!image) return
    event.preventDefault()
    view.setPointerCapture(event.pointerId)
  })
  view.addEventListener('pointermove', (event) => {
    if (!image || !view.hasPointerCapture(event.pointerId)) return
    const [spareX, spareY] = [image.offsetWidth - view.clientWidth, image.offsetHeight - view.clientHeight]
    move(spareX ? -event.movementX / spareX : 0, spareY ? -event.movementY / spareY : 0)
  })
  area.addEventListener('dragover', (event) => {
    event.preventDefault()
    area.dataset.over = ''
  })
  area.addEventListener('dragleave', () => { delete area.dataset.over })
  area.addEventListener('drop', (event) => {
    event.preventDefault()
    delete area.dataset.over
    input.files = event.dataTransfer.files
    choose(input.files[0])
  })
}

document.querySelectorAll('[data-crop]').forEach(crop)
document.addEventListener('click', (event) => { if (event.target.closest('[data-print]')) window.print() })
