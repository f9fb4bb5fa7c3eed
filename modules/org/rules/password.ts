const COMMON = [
  '1234567890',
  '12345678910',
  '0123456789',
  '123456789a',
  'a123456789',
  'abc123456789',
  'abcd123456',
  '1q2w3e4r5t',
  'qwertyuiop',
  'qwerty12345',
  'password123',
  'password1234',
  'passw0rd123',
  'matkhau123',
  'matkhau1234',
  'matkhaumoi',
  'matkhau12345',
  'iloveyou123',
  'iloveyou1234',
  'anhyeuem123',
  'emyeuanh123',
  'vietnam123',
  'vietnam1234',
  'vietnam2026',
  'hanoi12345',
  'saigon12345',
  'admin12345',
  'admin123456',
  'administrator',
  'welcome123',
  'letmein123',
  'asdfghjkl1',
  '1qaz2wsx3edc',
  'zaq12wsxcde3',
  'chamsockhachhang',
  'khongbiet123',
  'tantam12345',
  '987654321a',
  '9876543210',
]
const common = new Set(COMMON)

export const SHORTEST = 10
export const LONGEST = 128

/** Too short, too long, known to everybody, one character over and over, or made of the person's own name or address. */
export function isWeakPassword(password: string, own: readonly string[]): boolean {
  const given = password.normalize('NFC')
  if ([...given].length < SHORTEST || given.length > LONGEST) return true
  const plain = folded(given)
  if (common.has(plain) || new Set(plain).size < 4) return true
  return own.flatMap(parts).some((part) => plain.includes(part) && plain.length - part.length < 4)
}

const parts = (word: string) => [folded(word), ...folded(word.split('@')[0] ?? '').split(/[^a-z0-9]+/)].filter((part) => part.length >= 4)
const folded = (word: string) => word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll(' ', '')
