import type { ReactNode } from 'react'
import { Button, Form, Modal } from '#web/kit.tsx'

/** A question with its fields and one verb. */
export function Ask({
  title,
  verb,
  danger,
  error,
  busy,
  disabledBecause,
  size,
  onSubmit,
  onClose,
  children,
}: {
  title: string
  verb: string
  danger?: boolean
  error?: unknown
  busy: boolean
  disabledBecause?: string | false
  size?: number
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Modal open onClose={onClose} title={title} size={size}>
      <Form
        onSubmit={() => {
          if (!busy && !disabledBecause) onSubmit()
        }}
        error={error}
        actions={
          <Button type="submit" variant={danger ? 'dangerFilled' : 'filled'} label={verb} busy={busy} disabledBecause={disabledBecause} />
        }
      >
        {children}
      </Form>
    </Modal>
  )
}
