/** Why a mail did not reach somebody, as far as the other server's words tell. */
export type ReturnReason = 'unknownAddress' | 'unknownDomain' | 'closed' | 'full' | 'tooLarge' | 'refused' | 'unreachable' | 'other'
/** `address` is empty where a server spoke of the whole mail. */
export type ReturnedTo = { address: string; reason: ReturnReason; said: string }

/** Whom a returned mail did not reach and why, out of what is kept of it: one entry for each address a report names, else one for all. */
export function returnedTo(detail: string): ReturnedTo[] {
  const parts = detail.split(/(?:^|; )(?=[^\s;@<>]+@[^\s;<>]+(?:[ ;]|$))/).filter((part) => part.trim() !== '')
  return parts.map((part) => {
    const [, address = '', rest = part] = part.match(/^([^\s;@<>]+@[^\s;<>]+)(?: (.*))?$/s) ?? []
    const said = (address ? (rest === part ? '' : rest) : part).trim()
    return { address, reason: reasonOf(said), said }
  })
}

/** RFC 3463 (and its registry of status codes at IANA), subject and detail without the class; what is not here says too little by itself. */
const CODES: Record<string, ReturnReason> = {
  ...{ '1.0': 'unknownAddress', '1.1': 'unknownAddress', '1.3': 'unknownAddress', '1.4': 'unknownAddress', '1.6': 'unknownAddress' },
  ...{ '1.2': 'unknownDomain', '1.10': 'unknownDomain', '4.3': 'unknownDomain', '4.4': 'unknownDomain' },
  ...{ '2.1': 'closed', '2.2': 'full', '2.3': 'tooLarge', '3.1': 'full', '3.4': 'tooLarge' },
  ...{ '4.1': 'unreachable', '4.2': 'unreachable', '4.6': 'unreachable', '4.7': 'unreachable' },
}

/** Servers that give a code which says little often say more in words. */
const WORDS: readonly [RegExp, ReturnReason][] = [
  [/spam|junk|block(ed|list)|black ?list|reputation|policy|dmarc|\bspf\b|\bdkim\b|unsolicited|thư rác/i, 'refused'],
  [
    /(user|recipient|mailbox|address)[^.;]{0,30}(unknown|not found|does ?n[o']t exist|invalid|rejected)|(unknown|no such|invalid) (user|recipient|mailbox|address)|không tồn tại/i,
    'unknownAddress',
  ],
  [/(domain|host)[^.;]{0,20}(not found|unknown|does ?n[o']t exist)|nxdomain/i, 'unknownDomain'],
  [/quota|mailbox[^.;]{0,12}full|over ?limit|hộp thư (đã )?đầy/i, 'full'],
  [/(disabled|inactive|suspended|deactivated)/i, 'closed'],
  [/too (large|big)|size limit|exceeds? (the )?(maximum|size)/i, 'tooLarge'],
  [/timed? ?out|time-?out|connection (refused|lost)|unreachable|no route/i, 'unreachable'],
]

function reasonOf(said: string): ReturnReason {
  const codes = [...said.matchAll(/(?<![\d.])[45]\.(\d{1,2})\.(\d{1,3})(?![\d.]*\d)/g)].map(([, subject, detail]) => `${subject}.${detail}`)
  const byCode = codes.map((code) => CODES[code]).find(Boolean)
  if (byCode) return byCode
  const byWords = WORDS.find(([words]) => words.test(said))?.[1]
  return byWords ?? (codes.some((code) => code.startsWith('7.')) ? 'refused' : 'other')
}
