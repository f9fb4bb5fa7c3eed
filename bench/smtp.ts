import { handOver } from '../tests/hard/load.ts'

/** One mail, as a customer's mail server hands it over; asked again while the house says "later". */
export async function sendOver(port: number, raw: Buffer) {
  for (let patience = 20; ; patience--) {
    try {
      return await handOver(port, raw)
    } catch (error) {
      if (patience === 0) throw error
      await new Promise((done) => setTimeout(done, 500))
    }
  }
}
