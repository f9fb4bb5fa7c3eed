import { z } from 'zod'
import { endpoint, typed } from '#platform/contract.ts'
import { Grade, Person } from './shapes.ts'

const Reach = z.enum(['own', 'team', 'unit', 'all'])
const UnitKind = z.enum(['company', 'department', 'team'])
export const CareFunction = z.enum(['account', 'loyalty', 'returns', 'issues', 'support', 'sales', 'direction', 'other'])

export const Unit = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  kind: UnitKind,
  name: z.string(),
  branchId: z.uuid().nullable(),
  leadId: z.uuid().nullable(),
  leadName: z.string().nullable(),
  /** Cases for which no rule knows a unit fall here. */
  takesNew: z.boolean(),
  people: z.number(),
})

export const Position = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  title: z.string(),
  function: CareFunction.nullable(),
  duties: z.string(),
  grade: Grade.nullable(),
  note: z.string(),
  /** Nobody who still works here holds it. */
  vacant: z.boolean(),
})

export const chart = endpoint('GET /org/chart', {
  needs: 'org.read',
  says: 'The whole organisation: units, positions (vacant ones too) and everybody who works here.',
  input: z.object({}),
  reply: z.object({ units: z.array(Unit), positions: z.array(Position), people: z.array(Person) }),
})

export const listPowers = endpoint('GET /org/powers', {
  needs: 'org.read',
  says: 'What each hat may, as the house holds it: permission, and how far it reaches for each hat that has it.',
  input: z.object({}),
  reply: z.array(z.object({ permission: z.string(), hats: z.partialRecord(z.string(), Reach) })),
})

export const listUnits = endpoint('GET /org/units', {
  needs: 'org.read',
  says: 'Open units.',
  input: z.object({}),
  reply: z.array(Unit),
})

const unit = {
  name: typed(120).pipe(z.string().min(1)),
  kind: UnitKind,
  parentId: z.uuid().nullable(),
  branchId: z.uuid().nullable().optional(),
  leadId: z.uuid().nullable().optional(),
  takesNew: z.boolean().optional(),
}

export const addUnit = endpoint('POST /org/units', {
  needs: 'org.change',
  says: 'Adds a unit.',
  status: 201,
  input: z.object(unit),
  reply: Unit,
})
export const changeUnit = endpoint('PUT /org/units/:id', {
  needs: 'org.change',
  says: 'Changes a unit; it can never lie inside itself.',
  input: z.object({ ...unit, id: z.uuid() }),
  reply: Unit,
})
export const closeUnit = endpoint('POST /org/units/:id/closing', {
  needs: 'org.change',
  says: 'Closes a unit that has no people and no units below it any more.',
  status: 201,
  input: z.object({ id: z.uuid() }),
  reply: z.object({ id: z.uuid() }),
})

const position = {
  unitId: z.uuid(),
  title: typed(120).pipe(z.string().min(1)),
  function: CareFunction.nullable(),
  duties: typed(4_000).optional(),
  grade: Grade.nullable().optional(),
  note: typed(300).optional(),
}
export const addPosition = endpoint('POST /org/positions', {
  needs: 'org.change',
  says: 'Adds a position; it shows as vacant until somebody holds it.',
  status: 201,
  input: z.object(position),
  reply: Position,
})
export const changePosition = endpoint('PUT /org/positions/:id', {
  needs: 'org.change',
  says: 'Changes a position.',
  input: z.object({ ...position, id: z.uuid() }),
  reply: Position,
})
export const closePosition = endpoint('POST /org/positions/:id/closing', {
  needs: 'org.change',
  says: 'Closes a position nobody holds.',
  status: 201,
  input: z.object({ id: z.uuid() }),
  reply: z.object({ id: z.uuid() }),
})

export const Branch = z.object({ id: z.uuid(), code: z.string(), name: z.string(), address: z.string() })
const branch = { code: typed(20).pipe(z.string().min(1)), name: typed(120).pipe(z.string().min(1)), address: typed(300).optional() }
export const listBranches = endpoint('GET /org/branches', {
  needs: 'org.read',
  says: 'Branches.',
  input: z.object({}),
  reply: z.array(Branch),
})
export const addBranch = endpoint('POST /org/branches', {
  needs: 'org.company',
  says: 'Adds a branch.',
  status: 201,
  input: z.object(branch),
  reply: Branch,
})
export const changeBranch = endpoint('PUT /org/branches/:id', {
  needs: 'org.company',
  says: 'Changes a branch.',
  input: z.object({ ...branch, id: z.uuid() }),
  reply: Branch,
})
