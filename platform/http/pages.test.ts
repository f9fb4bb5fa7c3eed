import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { openHouse } from '../../tests/house.ts'
import { openHttp } from '../http.ts'
import { formPage, type ReadAsk } from '../room.ts'

const { house } = await openHouse()

async function partsOf({ request }: ReadAsk) {
  const names: string[] = []
  for await (const { fieldname } of request.parts()) names.push(fieldname)
  return names
}
const sayRefusal = async (_ask: unknown, { words }: { words: { vi: string } }) => `<p>${words.vi}</p>`
const upload = formPage('POST /thu', { needs: 'public', within: 400, refused: sayRefusal }, partsOf, async (_ask, names) => ({ names }))
const http = await openHttp({ ...house, rooms: { trial: { pages: [upload] } } }, { whoIs: async () => undefined })
await http.listen({ host: '127.0.0.1', port: 0 })
const { port } = http.server.address() as AddressInfo
afterAll(() => http.close())

/** A form of two fields of which the second never comes to its end, unless `ends`. */
function posted({ ends }: { ends: boolean }): Promise<{ status: number | undefined; said: string; connection: string | undefined }> {
  const field = (name: string) => `--ranh\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nx`
  return new Promise((done, fail) => {
    const sent = request({ port, path: '/thu', method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=ranh' } })
    sent.on('error', fail).on('response', async (answer) => {
      let said = ''
      for await (const chunk of answer.setEncoding('utf8')) said += chunk
      done({ status: answer.statusCode, said, connection: answer.headers.connection })
    })
    sent.write(`${field('a')}\r\n${field('b')}`)
    if (ends) sent.end('\r\n--ranh--\r\n')
  })
}

test('what was read before the transaction is handed to the page', async () => {
  expect(await posted({ ends: true })).toMatchObject({ status: 200, said: '{"names":["a","b"]}' })
})

test('whoever never comes to an end is told so in words, and let go', async () => {
  const answer = await posted({ ends: false })
  expect(answer).toMatchObject({ status: 408, connection: 'close' })
  expect(answer.said).toContain('<p>Mạng quá chậm')
})
