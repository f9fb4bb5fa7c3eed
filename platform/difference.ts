type Fields = Readonly<Record<string, unknown>>
/** Null: nothing stood there before, nothing stands there any more. */
export type Difference = { before: Fields | null; after: Fields | null }

/** What differs, by name, as it stood and as it stands: what the audit tells of a change. Fields only one side knows are left out of a change. */
export function difference(before: object | null, after: object | null): Difference {
  const [old, fresh] = [plain(before), plain(after)]
  if (!old || !fresh) return { before: old, after: fresh }
  const names = Object.keys(fresh).filter((name) => name in old && JSON.stringify(old[name]) !== JSON.stringify(fresh[name]))
  const only = (side: Fields) => Object.fromEntries(names.map((name) => [name, side[name]]))
  return { before: only(old), after: only(fresh) }
}

/** As it is stored: moments as text, nothing undefined. */
function plain(given: object | null): Fields | null {
  return given && JSON.parse(JSON.stringify(given))
}
