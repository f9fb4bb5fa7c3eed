const PROPERTIES = new Set(
  'color background-color background font-weight font-style font-size font-family font-variant text-align text-decoration text-indent text-transform line-height letter-spacing vertical-align white-space word-break word-wrap overflow-wrap width max-width min-width height max-height margin margin-top margin-right margin-bottom margin-left padding padding-top padding-right padding-bottom padding-left border border-top border-right border-bottom border-left border-color border-style border-width border-radius border-collapse border-spacing list-style-type float clear display table-layout direction'.split(
    ' ',
  ),
)
const MOST_STYLES = 40

/** A style attribute reduced to harmless declarations: known properties, plain values, no addresses, functions but colours, no negative room. */
export function cleanStyle(style: string): string {
  if (style.length > 4000) return ''
  const kept: string[] = []
  for (const declaration of style.split(';').slice(0, MOST_STYLES)) {
    const colon = declaration.indexOf(':')
    const property = declaration.slice(0, colon).trim().toLowerCase()
    const value = declaration
      .slice(colon + 1)
      .replace(/\s*!\s*important\s*$/i, '')
      .trim()
    if (colon > 0 && PROPERTIES.has(property) && isHarmless(property, value)) kept.push(`${property}:${value}`)
  }
  return kept.join(';')
}

function isHarmless(property: string, value: string): boolean {
  const bare = value.replace(/\b(?:rgb|rgba|hsl|hsla)\([\d\s.,%/]{1,60}\)/gi, 'x')
  if (!bare || bare.length > 200 || !/^[\p{L}\p{N}\s#.,%'"-]+$/u.test(bare)) return false
  if (/^(margin|letter|text-indent)/.test(property) && /(^|\s)-/.test(bare)) return false
  return property !== 'display' || /^(none|block|inline|inline-block|table|table-row|table-cell|list-item)$/i.test(bare)
}
