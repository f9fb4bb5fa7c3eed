import { parentPort } from 'node:worker_threads'
import { parseMail } from './parse.ts'

/** One mail at a time; the caller ends this thread when it takes too long. */
parentPort?.on('message', async ({ bytes, charset }: { bytes: Uint8Array; charset?: string }) => {
  try {
    parentPort?.postMessage({ mail: await parseMail(bytes, charset) })
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})
