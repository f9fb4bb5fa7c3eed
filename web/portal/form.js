/** What makes the customers' forms nicer where scripts run; every page is whole without it. */
document.documentElement.classList.add('js')

const keyOf = ({ name, size, lastModified }) => `${name}/${size}/${lastModified}`

/** Photos: those chosen now and those chosen before stay together, are shown small, and can be taken out again. */
function previews(input) {
  const { most, bytes, toomany, toolarge, drop, said } = input.dataset
  const list = document.getElementById(input.dataset.list)
  const told = document.getElementById(said)
  const kept = list.children.length
  const mine = []
  let chosen = []
  const put = (files) => {
    const held = new DataTransfer()
    for (const file of files) held.items.add(file)
    input.files = held.files
    chosen = files
    for (const item of mine.splice(0)) {
      URL.revokeObjectURL(item.querySelector('img')?.src ?? '')
      item.remove()
    }
    for (const file of files) mine.push(list.appendChild(preview(file, drop, () => put(chosen.filter((one) => one !== file)))))
  }
  const choose = () => {
    const known = new Set(chosen.map(keyOf))
    const all = [...chosen, ...[...input.files].filter((file) => !known.has(keyOf(file)))]
    const fit = all.filter(({ size }) => size <= Number(bytes))
    const words = all.filter(({ size }) => size > Number(bytes)).map(({ name }) => toolarge.replace('{}', name))
    if (kept + fit.length > Number(most)) words.push(toomany)
    told.textContent = words.join(' ')
    put(fit.slice(0, Math.max(0, Number(most) - kept)))
  }
  input.addEventListener('change', choose)
  if (input.files.length > 0) choose()
}

function preview(file, drop, remove) {
  const item = document.createElement('li')
  item.className = 'up'
  const words = document.createElement('span')
  words.textContent = file.name.split('.').pop().slice(0, 4).toUpperCase()
  const picture = document.createElement('img')
  picture.alt = file.name
  picture.addEventListener('error', () => picture.replaceWith(words))
  if (file.type.startsWith('image/')) picture.src = URL.createObjectURL(file)
  const button = document.createElement('button')
  button.type = 'button'
  button.setAttribute('aria-label', drop.replace('{}', file.name))
  button.textContent = '×'
  button.addEventListener('click', remove)
  item.append(file.type.startsWith('image/') ? picture : words, button)
  return item
}

/** A form leaves once, however often its button is pressed; what must be written is missed before photos travel. */
function leaving(form) {
  let button
  let before
  form.addEventListener('submit', (event) => {
    const empty = event.submitter?.formNoValidate
      ? undefined
      : [...form.querySelectorAll('[data-needed]')].find(({ value }) => !value.trim())
    if (empty) missed(empty)
    if (empty || button) return event.preventDefault()
    button = form.querySelector('.btn.p')
    if (event.submitter && !event.submitter.classList.contains('p')) return
    before = button.innerHTML
    button.textContent = form.dataset.busy
  })
  // Coming back to a page the browser has kept.
  addEventListener('pageshow', () => {
    if (button && before) button.innerHTML = before
    button = undefined
  })
}

function missed(field) {
  const said =
    document.getElementById(`${field.id}-err`) ?? field.parentElement.insertBefore(document.createElement('p'), field.nextSibling)
  said.className = 'err'
  said.id = `${field.id}-err`
  said.textContent = field.dataset.needed
  field.setAttribute('aria-invalid', 'true')
  field.setAttribute('aria-describedby', said.id)
  field.focus()
  field.addEventListener('input', () => mended(field, said), { once: true })
}

function mended(field, said) {
  said.remove()
  field.removeAttribute('aria-invalid')
  field.removeAttribute('aria-describedby')
}

document.addEventListener('DOMContentLoaded', () => {
  for (const form of document.querySelectorAll('form[data-busy]')) leaving(form)
  for (const input of document.querySelectorAll('input[data-list]')) previews(input)
})
