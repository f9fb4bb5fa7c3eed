import { shownKeys, useKeyTable, useSingleKeys } from './keyboard.ts'
import { Switch } from './kit/choices.tsx'
import { Modal } from './kit/dialogs.tsx'
import { useText } from './session.tsx'
import css from './shell.module.css'
import { text } from './text.ts'

/** `?`: every key that works on this screen. */
export function KeyTable({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText(text)
  const keys = useKeyTable()
  const [singles, setSingles] = useSingleKeys()
  const groups = [
    { id: 'here', title: t.keysHere },
    { id: 'go', title: t.keysGo },
    { id: 'general', title: t.keysGeneral },
  ].map((group) => ({
    ...group,
    keys: [...new Map(keys.filter((key) => (key.group ?? 'here') === group.id).map((key) => [key.keys, key])).values()],
  }))
  return (
    <Modal open={open} onClose={onClose} title={t.keyboard}>
      <div className={css.keys}>
        {groups
          .filter((group) => group.keys.length > 0)
          .map((group) => (
            <section key={group.id}>
              <h3>{group.title}</h3>
              <dl>
                {group.keys.map(({ keys: pressed, says }) => (
                  <div key={pressed} style={{ display: 'contents' }}>
                    <dt>
                      <kbd>{shownKeys(pressed)}</kbd>
                    </dt>
                    <dd>{says}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        <Switch label={t.keysOn} hint={t.keysOnSays} value={singles} onChange={setSingles} />
      </div>
    </Modal>
  )
}
