import { IconArrowUpRight, IconMail, IconMapPin, IconPencil, IconPhone } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { phone as shownPhone } from '../format.ts'
import { useText } from '../session.tsx'
import { IconButton } from './buttons.tsx'
import { CustomerTier } from './chips.tsx'
import css from './customer.module.css'
import type { Icon } from './kinds.ts'
import { Banner, Facts } from './layout.tsx'
import { Link } from './link.tsx'
import { Avatar } from './people.tsx'
import { text } from './text.ts'

export type CustomerFacts = {
  id: string
  /** With the form of address: "Chị Nguyễn Bích Ngọc". */
  title: string
  name: string
  tier?: string | null
  /** "03/2021": since when they are a customer. */
  since?: string | null
  /** Masked (0912 ••• 468) until revealed. */
  phone?: string | null
  email?: string | null
  address?: string | null
}

type Shortcut = { icon: Icon; label: string; onClick?: () => void; to?: string }

type CustomerCardProps = {
  customer: CustomerFacts
  to?: string
  /** Reveals the number; logged by the server. Absent when it is shown in full. */
  onReveal?: () => void
  actions?: Shortcut[]
  facts?: { label: string; value: ReactNode }[]
  /** Only when true: "Dễ rời bỏ: 3 sự cố trong 90 ngày". */
  warning?: string | null
  chips?: ReactNode
  /** "Ghi nhớ về khách". */
  memory?: { text: string; onEdit?: () => void }
  children?: ReactNode
}

/** The customer at a glance. Rooms add their `CardSection`s below, mostly through a place. */
export function CustomerCard({ customer, to, onReveal, actions = [], facts, warning, chips, memory, children }: CustomerCardProps) {
  const t = useText(text)
  return (
    <div className={css.card}>
      <div className={css.top}>
        <div className={css.who}>
          <Avatar id={customer.id} name={customer.name} size={44} />
          <div className={css.grow}>
            <h2>{customer.title}</h2>
            <div className={css.meta}>
              {customer.tier && <CustomerTier label={customer.tier} small={false} />}
              {customer.since && <span>{t.since(customer.since)}</span>}
              {chips}
            </div>
          </div>
          {to && <IconButton icon={IconArrowUpRight} label={t.openFull} size="small" to={to} />}
        </div>
        <Contact customer={customer} onReveal={onReveal} />
        {actions.length > 0 && <Shortcuts actions={actions} />}
      </div>
      {((facts && facts.length > 0) || warning) && (
        <div className={css.section}>
          {facts && <Facts facts={facts} columns={Math.min(3, facts.length)} />}
          {warning && (
            <div style={{ marginTop: facts ? 9 : 0 }}>
              <Banner tint="nghe">{warning}</Banner>
            </div>
          )}
        </div>
      )}
      {memory && <Memory {...memory} />}
      {children}
    </div>
  )
}

function Contact({ customer: { phone, email, address }, onReveal }: { customer: CustomerFacts; onReveal?: () => void }) {
  const t = useText(text)
  if (!phone && !email && !address) return null
  return (
    <div className={css.lines}>
      {phone && (
        <div>
          <IconPhone size={16} stroke={1.75} aria-hidden />
          <span className="num">{shownPhone(phone)}</span>
          {onReveal && (
            <button type="button" className="link" style={{ fontSize: 12 }} onClick={onReveal}>
              {t.reveal}
            </button>
          )}
        </div>
      )}
      {email && (
        <div>
          <IconMail size={16} stroke={1.75} aria-hidden />
          <span className="trunc" title={email}>
            {email}
          </span>
        </div>
      )}
      {address && (
        <div>
          <IconMapPin size={16} stroke={1.75} aria-hidden />
          <span className="trunc" title={address}>
            {address}
          </span>
        </div>
      )}
    </div>
  )
}

function Shortcuts({ actions }: { actions: Shortcut[] }) {
  return (
    <div className={css.qa}>
      {actions.map(({ icon: Mark, label, onClick, to }) =>
        to ? (
          <Link key={label} to={to} className={undefined}>
            <Mark size={17} stroke={1.75} aria-hidden />
            {label}
          </Link>
        ) : (
          <button key={label} type="button" onClick={onClick}>
            <Mark size={17} stroke={1.75} aria-hidden />
            {label}
          </button>
        ),
      )}
    </div>
  )
}

function Memory({ text: words, onEdit }: { text: string; onEdit?: () => void }) {
  const t = useText(text)
  return (
    <CardSection title={t.memory} action={onEdit && <IconButton icon={IconPencil} label={t.editMemory} size="small" onClick={onEdit} />}>
      <p className={css.memory}>{words || t.noMemory}</p>
    </CardSection>
  )
}

/** One part of the customer's card, with a hairline above. */
export function CardSection({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={css.section}>
      <div className={css.head}>
        <h3>{title}</h3>
        {action}
      </div>
      {children}
    </section>
  )
}
