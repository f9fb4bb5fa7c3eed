import { z } from 'zod'
import {
  addBranch,
  addPerson,
  addPosition,
  addUnit,
  changeCompany,
  changeUnit,
  declareAvailability,
  firstRunState,
  furnish,
  houseSetUp,
} from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { type Staff, staff, UnitKey } from './data.ts'

const UNITS: readonly { key: UnitKey; name: string; kind: 'department' | 'team'; under: 'company' | UnitKey; takesNew?: boolean }[] = [
  { key: 'board', name: 'Ban giám đốc', kind: 'department', under: 'company' },
  { key: 'sales', name: 'Phòng Bán hàng', kind: 'department', under: 'company' },
  { key: 'north', name: 'Nhóm miền Bắc', kind: 'team', under: 'care' },
  { key: 'south', name: 'Nhóm miền Nam', kind: 'team', under: 'care' },
  { key: 'marketing', name: 'Phòng Marketing', kind: 'department', under: 'company' },
  { key: 'accounting', name: 'Phòng Kế toán', kind: 'department', under: 'company' },
  { key: 'warehouse', name: 'Kho', kind: 'department', under: 'company' },
]

type NewUnit = Parameters<typeof addUnit>[1]
const LEADS: Record<UnitKey, string> = {
  board: 'NV001',
  sales: 'NV003',
  care: 'NV004',
  north: 'NV005',
  south: 'NV006',
  marketing: 'NV016',
  accounting: 'NV017',
  warehouse: 'NV018',
}

const COMPANY = {
  name: 'Công ty Cổ phần Gia dụng Mây Lành',
  shortName: 'Mây Lành',
  hotline: '1800 0000',
  language: 'vi' as const,
  logoFileId: null,
  hue: null,
  mail: 'cskh@maylanh.example',
  taxCode: '9900000126',
  address: '25 Lý Thường Kiệt, Phường Hoàn Kiếm, Thành phố Hà Nội',
}
const BRANCHES = [
  { code: 'HN', name: 'Hà Nội', address: 'Phường Cầu Giấy, Thành phố Hà Nội' },
  { code: 'DN', name: 'Đà Nẵng', address: 'Phường Hải Châu, Thành phố Đà Nẵng' },
  { code: 'HCM', name: 'TP.HCM', address: 'Phường Sài Gòn, Thành phố Hồ Chí Minh' },
  { code: 'CT', name: 'Cần Thơ', address: 'Phường Ninh Kiều, Thành phố Cần Thơ' },
]

export type Hired = { people: Map<string, string>; units: Record<UnitKey, string> }

/** The company, its units and everybody in it, through org's own door. Answers who has which id, by staff code. Throws where somebody lives. */
export async function hireStaff(ctx: Ctx): Promise<Hired> {
  // The company's only row comes first: whoever sets up a house at this moment has it before us and is seen below, or finds it taken.
  await changeCompany(ctx, COMPANY)
  if (!(await firstRunState(ctx)).needed) throw new Error('there is a company here already')
  const { companyId, departmentId } = await furnish(ctx, COMPANY.shortName)
  for (const branch of BRANCHES) await addBranch(ctx, branch)
  const units = new Map<UnitKey, NewUnit & { id: string }>()
  units.set('care', { id: departmentId, name: 'Phòng Chăm sóc khách hàng', kind: 'department', parentId: companyId, takesNew: true })
  for (const { key, name, kind, under } of UNITS) {
    const unit: NewUnit = { name, kind, parentId: under === 'company' ? companyId : (units.get(under)?.id ?? null), takesNew: false }
    units.set(key, { ...unit, id: (await addUnit(ctx, unit)).id })
  }
  const ids = z.record(UnitKey, z.uuid()).parse(Object.fromEntries([...units].map(([key, { id }]) => [key, id])))
  const people = new Map<string, string>()
  for (const one of staff) people.set(one.code, await hire(ctx, one, ids, people))
  for (const [key, unit] of units) await changeUnit(ctx, { ...unit, leadId: people.get(LEADS[key]) ?? null })
  await addPosition(ctx, {
    unitId: ids.south,
    title: 'Nhân viên trả hàng và bảo hành',
    function: 'returns',
    grade: 'L2',
    note: 'Đang tuyển, cần trước Tết',
  })
  const administrator = people.get('NV021')
  if (administrator) emit(ctx, houseSetUp, { personId: administrator })
  return { people, units: ids }
}

async function hire(ctx: Ctx, one: Staff, units: Record<UnitKey, string>, people: ReadonlyMap<string, string>): Promise<string> {
  const { id } = await addPerson(ctx, {
    code: one.code,
    name: one.name,
    honorific: one.honorific,
    mail: `${one.code.toLowerCase()}@maylanh.example`,
    unitId: units[one.unit],
    managerId: one.manager ? people.get(one.manager) : null,
    grade: one.grade ?? null,
    duties: one.duties,
    caseCap: one.caseCap ?? 30,
    joinedOn: one.joinedOn,
    skills: one.skills,
    hats: one.hats.map(([hat, share], place) => ({ hat, share, main: place === 0 })),
  })
  await declareAvailability({ ...ctx, me: { ...ctx.me, id } }, { availability: 'accepting' })
  return id
}
