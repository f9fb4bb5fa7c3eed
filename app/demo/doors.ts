import { chmodSync, writeFileSync } from 'node:fs'
import { createKey, openDemoDoor } from '#org'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import type { House } from '#platform/house.ts'
import { permissionTable } from '#platform/permission.ts'
import { fileOfDoors } from './say.ts'

/** Who can be tried out: the six roles, by staff code. */
export const ROLES = [
  { role: 'agent', code: 'NV007', name: 'Đỗ Thùy Linh', does: 'nhân viên hỗ trợ' },
  { role: 'lead', code: 'NV005', name: 'Vũ Minh Tuấn', does: 'trưởng nhóm' },
  { role: 'careManager', code: 'NV004', name: 'Phạm Ngọc Diệp', does: 'phụ trách CSKH' },
  { role: 'salesHead', code: 'NV003', name: 'Nguyễn Hữu Nghĩa', does: 'trưởng phòng bán hàng' },
  { role: 'board', code: 'NV001', name: 'Trần Quốc Bảo', does: 'ban giám đốc' },
  { role: 'administrator', code: 'NV021', name: 'Hà Mạnh Cường', does: 'quản trị hệ thống' },
] as const

export type Door = { role: string; name: string; does: string; url: string }

/** One-click links for the six roles and an API key, written to `DATA_DIR/demo.json` (mode 600). `address`: where the house answers. */
export async function openDemoDoors(house: House, people: ReadonlyMap<string, string>, address: string): Promise<Door[]> {
  const doors: Door[] = []
  for (const { role, code, name, does } of ROLES) {
    const id = idOf(people, code)
    const { path } = await act(house, { me: SYSTEM }, (ctx) => openDemoDoor(ctx, id))
    doors.push({ role, name, does, url: `${address}${path}` })
  }
  const permissions = Object.keys(permissionTable(house.rooms))
  const { key } = await act(house, { me: SYSTEM }, (ctx) =>
    createKey(ctx, { name: 'Bản dùng thử', permissions, personId: idOf(people, 'NV004'), expiresAt: null }),
  )
  const file = fileOfDoors(house.settings.dataDir)
  writeFileSync(file, `${JSON.stringify({ address, doors, apiKey: key }, null, 2)}\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
  return doors
}

function idOf(people: ReadonlyMap<string, string>, code: string): string {
  const id = people.get(code)
  if (!id) throw new Error(`the demo has nobody with the code ${code}`)
  return id
}
