import type { core } from 'zod'
import { type Language, phrases } from '../text.ts'

type Issue = core.$ZodIssue

const text = phrases(
  'house.fields',
  {
    required: 'Cần điền phần này.',
    choice: 'Chọn một trong các mục có sẵn.',
    mail: 'Địa chỉ thư chưa đúng, ví dụ ten@congty.vn.',
    phone: 'Đây không phải số điện thoại. Ví dụ 0912 345 468; số nước ngoài bắt đầu bằng dấu +.',
    url: 'Đường dẫn chưa đúng, ví dụ https://congty.vn.',
    uuid: 'Mã định danh không đúng.',
    date: 'Ngày giờ chưa đúng.',
    format: 'Chưa đúng dạng.',
    number: 'Cần là một con số.',
    whole: 'Cần là số nguyên.',
    step: (step: string) => `Cần là bội số của ${step}.`,
    text: 'Cần là chữ.',
    kind: 'Chưa đúng kiểu dữ liệu.',
    unknownKeys: (names: string) => `Có phần không dùng tới: ${names}.`,
    wrong: 'Chưa đúng.',
    shortText: (least: string) => `Ngắn quá, cần ít nhất ${least} ký tự.`,
    longText: (most: string) => `Dài quá, tối đa ${most} ký tự.`,
    fewItems: (least: string) => `Cần ít nhất ${least} mục.`,
    manyItems: (most: string) => `Tối đa ${most} mục.`,
    atLeast: (least: string) => `Nhỏ nhất là ${least}.`,
    moreThan: (least: string) => `Phải lớn hơn ${least}.`,
    atMost: (most: string) => `Lớn nhất là ${most}.`,
    lessThan: (most: string) => `Phải nhỏ hơn ${most}.`,
    tooEarly: 'Thời điểm này sớm quá.',
    tooLate: 'Thời điểm này muộn quá.',
  },
  {
    required: 'Please fill this in.',
    choice: 'Choose one of the given options.',
    mail: 'This is no mail address; it looks like name@company.com.',
    phone: 'This is no phone number; it looks like 0912 345 468, and one from abroad begins with +.',
    url: 'This is no link; it looks like https://company.com.',
    uuid: 'This is no identifier.',
    date: 'This is no date or time.',
    format: 'This does not have the right form.',
    number: 'This must be a number.',
    whole: 'This must be a whole number.',
    step: (step: string) => `This must be a multiple of ${step}.`,
    text: 'This must be text.',
    kind: 'This is of the wrong kind.',
    unknownKeys: (names: string) => `Nothing is known by these names: ${names}.`,
    wrong: 'This is not right.',
    shortText: (least: string) => `Too short: at least ${least} characters.`,
    longText: (most: string) => `Too long: at most ${most} characters.`,
    fewItems: (least: string) => `At least ${least} of them.`,
    manyItems: (most: string) => `At most ${most} of them.`,
    atLeast: (least: string) => `The least is ${least}.`,
    moreThan: (least: string) => `This must be more than ${least}.`,
    atMost: (most: string) => `The most is ${most}.`,
    lessThan: (most: string) => `This must be less than ${most}.`,
    tooEarly: 'This moment is too early.',
    tooLate: 'This moment is too late.',
  },
)

/** What is wrong with one field, as a colleague would say it. */
export function issueWords(issue: Issue, language: Language): string {
  const t = text[language]
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue, language)
    case 'too_big':
      return tooBig(issue, language)
    case 'invalid_type':
      return wrongKind(issue, language)
    case 'invalid_format':
      return t[FORMATS[issue.format] ?? 'format']
    case 'invalid_value':
      return t.choice
    case 'not_multiple_of':
      return t.step(shown(issue.divisor, language))
    case 'unrecognized_keys':
      return t.unknownKeys(issue.keys.join(', '))
    case 'invalid_union':
      return isMissing(issue) ? t.required : t.wrong
    default:
      return t.wrong
  }
}

const FORMATS: Record<string, 'mail' | 'phone' | 'url' | 'uuid' | 'date'> = {
  ...{ email: 'mail', phone: 'phone', url: 'url', uuid: 'uuid', guid: 'uuid' },
  ...{ date: 'date', datetime: 'date', time: 'date' },
}

/** One character or one item at least means: it is empty. */
function tooSmall({ origin, minimum, inclusive = true }: core.$ZodIssueTooSmall, language: Language): string {
  const t = text[language]
  const least = shown(minimum, language)
  if (origin === 'date') return t.tooEarly
  if (origin === 'string') return Number(minimum) <= 1 ? t.required : t.shortText(least)
  if (COUNTED.has(origin)) return Number(minimum) <= 1 ? t.required : t.fewItems(least)
  return inclusive ? t.atLeast(least) : t.moreThan(least)
}

function tooBig({ origin, maximum, inclusive = true }: core.$ZodIssueTooBig, language: Language): string {
  const t = text[language]
  const most = shown(maximum, language)
  if (origin === 'date') return t.tooLate
  if (origin === 'string') return t.longText(most)
  if (COUNTED.has(origin)) return t.manyItems(most)
  return inclusive ? t.atMost(most) : t.lessThan(most)
}

const COUNTED = new Set(['array', 'set', 'map', 'file'])

function wrongKind(issue: core.$ZodIssueInvalidType, language: Language): string {
  const t = text[language]
  if (isMissing(issue)) return t.required
  const kind: string = issue.expected
  if (kind === 'int') return t.whole
  if (kind === 'number' || kind === 'nan') return t.number
  if (kind === 'date') return t.date
  return kind === 'string' ? t.text : t.kind
}

/** Zod tells only in its own words what it was given. */
const isMissing = ({ message }: Issue) => /received (?:undefined|null)$/.test(message)

const shown = (value: number | bigint, language: Language) => value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB')
