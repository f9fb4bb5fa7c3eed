import { useQuery } from '@tanstack/react-query'
import { ask } from '#web/api.ts'
import { type FilterOption, type FilterWord, format, useChosen, useLanguage, useText } from '#web/kit.tsx'
import { listTags } from '../contract.ts'
import type { Filter } from './address.ts'
import { useHandlers } from './handlers.ts'
import { segmentOptions, tierOptions } from './look.ts'
import { useNamed, useSeverityOptions } from './names.ts'
import { useChoices } from './useChange.ts'
import { words } from './words.ts'

type Pick = (name: string) => (values: string[]) => void

/** Every condition that can be added to the sentence. */
export function useConditions(filter: Filter, pick: Pick): FilterWord[] {
  const t = useText(words)
  const choices = useChoices()
  const offered = useOffered(filter)
  const handlers = useHandlers()
  const several = (id: string, says: string, options: FilterOption[], value: readonly (string | number)[] | undefined): FilterWord => ({
    ...{ id, says, options, several: true, value: (value ?? []).map(String), pick: pick(id) },
  })
  const one = (id: string, says: string, options: FilterOption[], value: string | undefined): FilterWord => ({
    ...{ id, says, options, value: value ?? '', whatever: t.whatever, pick: pick(id) },
  })
  const units = (choices?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const dues = [
    { value: 'overdue', label: t.dueOverdue },
    { value: 'today', label: t.dueToday },
  ]
  return [
    several('severity', t.wSeverity, useSeverityOptions(), filter.severity),
    several('type', t.wType, offered.types, filter.type),
    several('customerTier', t.wCustomerTier, tierOptions(t), filter.customerTier),
    several('segment', t.wSegment, segmentOptions(t), filter.segment),
    several('tier', t.wTier, TIERS, filter.tier),
    several('tag', t.wTag, offered.tags, filter.tag),
    several('category', t.wCategory, offered.categories, filter.category),
    { ...one('handlerId', t.wHandler, useChosen(handlers, idsOf(filter.handlerId)), filter.handlerId), finder: handlers },
    { ...one('ownerId', t.wOwner, useChosen(handlers, idsOf(filter.ownerId)), filter.ownerId), finder: handlers },
    one('unitId', t.wUnit, units, filter.unitId),
    one('due', t.wDue, dues, filter.due),
    one('unread', t.wUnread, [{ value: '1', label: t.onlyUnread }], filter.unread ? '1' : undefined),
  ]
}

const idsOf = (id: string | undefined) => (id ? [id] : [])
const TIERS = ['L1', 'L2', 'L3', 'L4'].map((tier) => ({ value: tier, label: tier }))

function useOffered(filter: Filter) {
  const t = useText(words)
  const named = useNamed()
  const choices = useChoices()
  const tags = useQuery({ ...ask(listTags, {}), staleTime: 60_000 }).data ?? []
  const known = new Set([...(filter.tag ?? []), ...tags.map(({ tag }) => tag)])
  return {
    types: [{ value: 'none', label: t.noType }, ...(choices?.types ?? []).map((type) => ({ value: type.code, label: named(type) }))],
    tags: [...known].map((tag) => ({ value: tag, label: tag })),
    categories: (choices?.statuses ?? [])
      .filter(({ isDefault }) => isDefault)
      .map((status) => ({ value: status.category, label: named(status) })),
  }
}

/** The conditions in force, each with a way to drop it. */
export function useChips(filter: Filter, conditions: FilterWord[], drop: (name: string) => void) {
  const t = useText(words)
  const language = useLanguage()
  const said = conditions.flatMap(({ id, value, options }) => {
    const values = (Array.isArray(value) ? value : [value]).filter(Boolean)
    const label = values.map((one) => options.find((option) => option.value === one)?.label ?? one).join(', ')
    return label ? [{ id, label }] : []
  })
  const besides = [
    filter.customerId && { id: 'customerId', label: t.wCustomer },
    filter.words && { id: 'words', label: t.wWords(filter.words) },
    filter.createdFrom && { id: 'createdFrom', label: t.createdFrom(format.date(filter.createdFrom, language)) },
    filter.createdTo && { id: 'createdTo', label: t.createdTo(format.date(filter.createdTo, language)) },
  ].filter((one) => one !== undefined && one !== '')
  return [...said, ...besides].map((chip) => ({ ...chip, drop: () => drop(chip.id) }))
}
