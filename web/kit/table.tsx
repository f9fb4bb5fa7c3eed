import { useMediaQuery } from '@mantine/hooks'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { useGo } from '../address.ts'
import { useKeys } from '../keyboard.ts'
import { useText } from '../session.tsx'
import { cx } from './cx.ts'
import { MoreRows } from './more-rows.tsx'
import type { More } from './pages.ts'
import { Empty } from './states.tsx'
import css from './table.module.css'
import { text } from './text.ts'

export type Column<Row> = {
  head: string
  cell: (row: Row) => ReactNode
  align?: 'right'
  /** Digits line up. */
  num?: boolean
  width?: number | string
  /** The word for `onSort`; without it the column does not sort. */
  sortBy?: string
  /** On a phone: the line that names the card. The first column unless told. */
  main?: boolean
  /** Not worth room on a phone. */
  notOnPhone?: boolean
}

export type Sort = { by: string; down: boolean }

type TableProps<Row extends { id: string }> = {
  /** What it lists, for screen readers. */
  label: string
  rows: Row[]
  /** `[head, cell]` is enough for a plain column. */
  columns: (Column<Row> | [head: string, cell: (row: Row) => ReactNode])[]
  /** Words, or a whole `<Empty/>`. */
  whenEmpty: ReactNode
  /** Where a row leads: click, Enter, J/K. */
  to?: (row: Row) => string
  onOpen?: (row: Row) => void
  current?: string | null
  sort?: Sort
  onSort?: (sort: Sort) => void
  more?: More
  selected?: ReadonlySet<string>
  onSelect?: (selected: Set<string>) => void
  rowName?: (row: Row) => string
  /** Without its own edge: inside a card. */
  bare?: boolean
}

/** Rows and columns; cards on a phone; "Xem thêm" for the next page. */
export function Table<Row extends { id: string }>(props: TableProps<Row>) {
  const phone = useMediaQuery('(max-width: 699px)')
  const columns = props.columns.map((column): Column<Row> => (Array.isArray(column) ? { head: column[0], cell: column[1] } : column))
  const walking = useWalk(props)
  if (props.rows.length === 0) return typeof props.whenEmpty === 'string' ? <Empty title={props.whenEmpty} /> : props.whenEmpty
  const given = { ...props, columns, walking }
  return (
    <>
      {phone ? <Cards {...given} /> : <Grid {...given} />}
      <MoreRows more={props.more} />
    </>
  )
}

type Given<Row extends { id: string }> = Omit<TableProps<Row>, 'columns'> & {
  columns: Column<Row>[]
  walking: ReturnType<typeof useWalk<Row>>
}

/** J and K walk the rows, Enter opens, X selects. */
function useWalk<Row extends { id: string }>({ rows, to, onOpen, current, selected, onSelect }: TableProps<Row>) {
  const t = useText(text)
  const go = useGo()
  const body = useRef<HTMLTableSectionElement>(null)
  const [at, setAt] = useState<string | null>(null)
  const opens = Boolean(to || onOpen)
  const here = rows.findIndex(({ id }) => id === (at ?? current))
  const open = (row: Row) => (onOpen ? onOpen(row) : to && go(to(row)))
  const move = (step: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, here + step))]
    if (!next) return
    setAt(next.id)
    body.current?.querySelector(`[data-row="${CSS.escape(next.id)}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const row = rows[here]
  useKeys([
    { keys: 'j', says: t.moveDown, does: () => move(1), when: opens },
    { keys: 'k', says: t.moveUp, does: () => move(-1), when: opens },
    { keys: 'Enter', says: t.openRow, does: () => row && open(row), when: opens && row !== undefined },
    {
      keys: 'x',
      says: t.checkRow,
      does: () => row && onSelect?.(toggled(selected, row.id)),
      when: onSelect !== undefined && row !== undefined,
    },
  ])
  /** A row that opens can be reached by Tab, and Enter on it opens it. */
  const reach = (row: Row) =>
    opens && {
      tabIndex: 0,
      onFocus: () => setAt(row.id),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.target !== event.currentTarget) return
        event.preventDefault()
        open(row)
      },
    }
  return { body, at: at ?? current, open, opens, reach }
}

function toggled(selected: ReadonlySet<string> | undefined, id: string): Set<string> {
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  return next
}

function Grid<Row extends { id: string }>({ label, rows, columns, sort, onSort, selected, onSelect, rowName, bare, walking }: Given<Row>) {
  const t = useText(text)
  const all = rows.every(({ id }) => selected?.has(id))
  return (
    <div className={css.wrap} data-bare={bare || undefined}>
      <table className={css.table} aria-label={label}>
        <thead>
          <tr>
            {onSelect && (
              <th className={css.checkcell}>
                <input
                  type="checkbox"
                  className={css.check}
                  aria-label={t.selectAllRows}
                  checked={all}
                  onChange={() => onSelect(all ? new Set() : new Set(rows.map(({ id }) => id)))}
                />
              </th>
            )}
            {columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns are written, not sorted
              <HeadCell key={index} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={walking.body}>
          {rows.map((row) => (
            <tr
              key={row.id}
              data-row={row.id}
              data-opens={walking.opens || undefined}
              data-current={row.id === walking.at || undefined}
              onClick={(event) => !ownClick(event) && walking.open(row)}
              {...walking.reach(row)}
            >
              {onSelect && (
                <td className={css.checkcell}>
                  <input
                    type="checkbox"
                    className={css.check}
                    aria-label={t.selectRow(rowName?.(row) ?? row.id)}
                    checked={selected?.has(row.id) ?? false}
                    onChange={() => onSelect(toggled(selected, row.id))}
                  />
                </td>
              )}
              {columns.map((column, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are written, not sorted
                <td key={index} className={cx(column.align === 'right' && css.right, column.num && 'num')}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HeadCell<Row>({ column, sort, onSort }: { column: Column<Row>; sort?: Sort; onSort?: (sort: Sort) => void }) {
  const t = useText(text)
  const { head, align, width, sortBy } = column
  const on = sort !== undefined && sort.by === sortBy
  const Arrow = sort?.down ? IconArrowDown : IconArrowUp
  return (
    <th
      className={cx(align === 'right' && css.right)}
      style={{ width }}
      aria-sort={on ? (sort.down ? 'descending' : 'ascending') : undefined}
    >
      {sortBy && onSort ? (
        <button
          type="button"
          className={css.sort}
          title={t.sortBy(head)}
          onClick={() => onSort({ by: sortBy, down: on ? !sort.down : false })}
        >
          {head}
          {on && <Arrow size={13} stroke={2} aria-hidden />}
        </button>
      ) : (
        head
      )}
    </th>
  )
}

function Cards<Row extends { id: string }>({ label, rows, columns, walking }: Given<Row>) {
  const main = columns.find((column) => column.main) ?? columns[0]
  const rest = columns.filter((column) => column !== main && !column.notOnPhone)
  return (
    <ul className={css.cards} aria-label={label}>
      {rows.map((row) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the card's own links and the keys J, K and Enter do the same
        <li
          key={row.id}
          className={css.card}
          data-opens={walking.opens || undefined}
          onClick={(event) => !ownClick(event) && walking.open(row)}
          {...walking.reach(row)}
        >
          <div className={css.cardmain}>{main?.cell(row)}</div>
          <dl>
            {rest.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns are written, not sorted
              <CardLine key={index} head={column.head}>
                {column.cell(row)}
              </CardLine>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}

const CardLine = ({ head, children }: { head: string; children: ReactNode }) => (
  <>
    <dt>{head}</dt>
    <dd>{children}</dd>
  </>
)

/** A click on a button, link or field inside a row is its own. */
const ownClick = (event: MouseEvent) =>
  event.target instanceof Element && event.target.closest('a,button,input,label,select,textarea,[role=menuitem]') !== null
