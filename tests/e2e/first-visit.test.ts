import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { beginFilling, endFilling } from '#platform/underway.ts'
import { openDemoDoors } from '../../app/demo/doors.ts'
import { hireStaff } from '../../app/demo/staff.ts'
import { faultsHere, faultsOf, type Heard, hear } from './accessible.ts'
import { openShop, type Shop } from './shop.ts'

/** Two people look at an empty house; one begins the sample company and closes the window. The six months themselves are left out. */
let shop: Shop
let mine: Page
let theirs: Heard
const terminal: string[] = []
let endPlay: () => void = () => undefined

beforeAll(async () => {
  shop = await openShop({
    isEmpty: true,
    say: (line) => void terminal.push(line),
    play: (house) => async (address, told) => {
      const { people } = await act(house, { me: SYSTEM }, async (ctx) => {
        await beginFilling(ctx)
        return hireStaff(ctx)
      })
      told({ done: 91, of: 182, day: '2026-08-31' })
      await new Promise<void>((done) => {
        endPlay = done
      })
      const doors = await openDemoDoors(house, people, address)
      await act(house, { me: SYSTEM }, endFilling)
      return doors
    },
  })
  mine = await shop.window()
  theirs = hear(await shop.window(undefined, { reducedMotion: 'reduce', colorScheme: 'light' }))
})

afterAll(() => shop?.close())

test('a window that did not begin it changes to the progress by itself, and another finds the progress instead of a password', async () => {
  await theirs.page.goto(shop.address)
  await theirs.page.getByRole('button', { name: 'Thiết lập công ty của tôi' }).waitFor()
  await mine.goto(shop.address)
  await mine.getByRole('button', { name: 'Dựng công ty mẫu' }).click()
  await mine.getByText('Tới ngày 31/08/2026').waitFor()
  await theirs.page.getByText('Tới ngày 31/08/2026').waitFor()
  expect(await theirs.page.getByRole('button', { name: /Thiết lập công ty|Dựng công ty mẫu/ }).count()).toBe(0)
  const late = await shop.window()
  await late.goto(`${shop.address}/dang-nhap`)
  await late.getByRole('button', { name: 'English' }).click()
  await late.getByText('begun in another window').waitFor()
  await late.close()
  expect(await faultsOf(theirs, `${shop.address}/bat-dau`)).toEqual([])
})

test('closed and opened again, the window of who began it goes on, and has the doors in the end', async () => {
  const browser = mine.context()
  await mine.close()
  mine = await browser.newPage()
  await mine.goto(shop.address)
  await mine.getByText('có thể đóng cửa sổ này').waitFor()
  await mine.close()
  endPlay()
  await theirs.page.getByText('Công ty mẫu đã dựng xong.').waitFor()
  expect(await theirs.page.locator('a[href^="/vao/"]').count()).toBe(0)
  expect(await faultsHere(theirs)).toEqual([])
  mine = await browser.newPage()
  await mine.goto(shop.address)
  await mine.getByRole('link', { name: /Đỗ Thùy Linh/ }).waitFor()
  expect(await mine.locator('a[href^="/vao/"]').count()).toBe(6)
})

test('whoever did not begin it reads on the sign-in where the links stand, and those of the terminal let them in', async () => {
  await theirs.page.getByRole('link', { name: 'Về màn hình đăng nhập' }).click()
  await theirs.page.getByText('Đây là công ty mẫu.').waitFor()
  expect(await theirs.page.locator('a[href^="/vao/"]').count()).toBe(0)
  expect(await faultsHere(theirs)).toEqual([])
  const [door = ''] = /http:\S+\/vao\/\S+/.exec(terminal.join('\n')) ?? []
  await theirs.page.goto(door)
  await theirs.page
    .getByRole('link', { name: /Hộp thư/ })
    .first()
    .waitFor()
})

test('a claim that was used is not left in the browser', async () => {
  await mine.getByRole('link', { name: /Đỗ Thùy Linh/ }).click()
  await mine
    .getByRole('link', { name: /Hộp thư/ })
    .first()
    .waitFor()
  await mine.context().clearCookies()
  await mine.goto(`${shop.address}/dang-nhap`)
  await mine.getByText('Đây là công ty mẫu.').waitFor()
  expect(await mine.locator('a[href^="/vao/"]').count()).toBe(0)
})
