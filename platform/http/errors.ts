import type { FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import { isPassing, UnknownOutcome } from '../act.ts'
import type { House } from '../house.ts'
import { type Language, phrases, Refusal } from '../text.ts'
import { issueWords } from './issues.ts'

export const text = phrases(
  'house',
  {
    notSignedIn: 'Anh/chị chưa đăng nhập, hoặc phiên đã hết. Đăng nhập rồi làm tiếp.',
    wrongKey: 'Khóa API không đúng, hoặc đã bị thu hồi. Quản trị xem và tạo khóa trong Cài đặt, Khóa API.',
    notAllowed: 'Anh/chị không có quyền làm việc này.',
    notForKeys: 'Việc này chỉ người đăng nhập làm được; khóa API không dùng cho việc riêng của người tạo khóa.',
    invalid: 'Có chỗ chưa đúng. Xem phần được đánh dấu.',
    unreadable: 'Không đọc được nội dung gửi lên.',
    tooLarge: 'Nội dung gửi lên quá lớn.',
    headersTooLarge: 'Phần đầu của yêu cầu quá lớn. Xóa cookie của trang này rồi thử lại.',
    tooSlow: 'Đường truyền chậm nên chưa nhận đủ nội dung. Hãy thử lại.',
    notFound: 'Không tìm thấy.',
    tooMany: 'Thao tác quá nhanh. Đợi một chút rồi thử lại.',
    busy: 'Hệ thống đang bận hoặc cơ sở dữ liệu chưa trả lời. Chưa có gì được ghi, hãy thử lại.',
    unknown: 'Chưa biết thao tác đã được ghi hay chưa. Thử lại với cùng mã thao tác là an toàn.',
    sameKeyRunning: 'Thao tác này đang được xử lý. Thử lại sau giây lát.',
    sameKeyOther: 'Mã thao tác này đã dùng cho nội dung khác.',
    shownOnce:
      'Việc này đã làm xong ở lần gửi trước. Phần bí mật chỉ hiện một lần nên không gửi lại được: nếu chưa kịp lưu, anh/chị thu hồi rồi tạo cái mới.',
    keyTooLong: 'Mã thao tác dài tối đa 200 ký tự.',
    crash: 'Có lỗi ngoài dự kiến, đã được ghi lại. Nội dung anh/chị nhập vẫn còn trên màn hình.',
    full: 'Ổ đĩa máy chủ đã đầy nên chưa ghi được. Báo quản trị, nội dung đã nhập vẫn còn.',
  },
  {
    notSignedIn: 'You are not signed in, or the session has ended. Sign in and continue.',
    wrongKey: 'This API key is wrong or was revoked. An administrator sees and makes keys under Settings, API keys.',
    notAllowed: 'You may not do this.',
    notForKeys: 'Only a signed-in person may do this; an API key does not act for its owner here.',
    invalid: 'Something is not right yet. See the marked fields.',
    unreadable: 'What was sent cannot be read.',
    tooLarge: 'What was sent is too large.',
    headersTooLarge: 'The headers of this request are too large. Delete the cookies of this site and try again.',
    tooSlow: 'The connection was too slow; what was sent did not arrive whole. Try again.',
    notFound: 'Not found.',
    tooMany: 'Too many requests. Wait a moment and try again.',
    busy: 'The system is busy or the database does not answer. Nothing was written; try again.',
    unknown: 'It is not known whether this was written. Trying again with the same idempotency key is safe.',
    sameKeyRunning: 'This request is being processed. Try again in a moment.',
    sameKeyOther: 'This idempotency key was used for something else.',
    shownOnce:
      'This was done when it was first sent. What is secret in it is shown only once and cannot be sent again: if you did not keep it, revoke it and make a new one.',
    keyTooLong: 'An idempotency key has at most 200 characters.',
    crash: 'Something unexpected went wrong and was recorded. What you typed is still on screen.',
    full: 'The server disk is full, so nothing was written. Tell the administrator; what you typed is kept.',
  },
)

/** The person's own language, or what the browser asks for; Vietnamese otherwise. */
export function languageOf(request: FastifyRequest): Language {
  if (request.me?.via === 'session' || request.me?.via === 'key') return request.me.language
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'vi'
}

/** Every failure becomes a status, a stable code and words. What is not a refusal is a bug and is logged as one. */
export function answerError(house: House) {
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const refusal = asRefusal(error)
    if (refusal.status >= 500)
      house.log.error({ url: request.routeOptions.url, error: error instanceof Error ? error.stack : String(error) }, refusal.code)
    if (refusal.retryAfter) reply.header('retry-after', refusal.retryAfter)
    const language = languageOf(request)
    const issues =
      error instanceof ZodError
        ? error.issues.map((issue) => ({
            path: issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
            message: issueWords(issue, language),
            code: issue.code,
          }))
        : undefined
    return reply
      .status(refusal.status)
      .header('cache-control', 'no-store')
      .send({
        code: refusal.code,
        message: refusal.words[language],
        ...(issues ? { issues } : {}),
        ...(refusal.facts ? { facts: refusal.facts } : {}),
      })
  }
}

export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof ZodError) return text.refusal(422, 'invalid')
  if (error instanceof UnknownOutcome) return later(text.refusal(503, 'unknown'), 1)
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === '53100' || code === 'ENOSPC') return later(text.refusal(507, 'full'), 60)
  if (isPassing(error) || code === '55P03' || code === '57014' || code === '53300') return later(text.refusal(503, 'busy'), 2)
  if (code === '22021' || code === '22P05' || (code === '22P02' && isHalfCharacter(error))) return text.refusal(422, 'invalid')
  if (statusCode === 413) return text.refusal(413, 'tooLarge')
  if (statusCode === 429) return text.refusal(429, 'tooMany')
  if (statusCode && statusCode < 500) return text.refusal(statusCode === 415 ? 415 : 400, 'unreadable')
  return text.refusal(500, 'crash')
}

export function later(refusal: Refusal, seconds: number): Refusal {
  refusal.retryAfter = seconds
  return refusal
}

/** Half a surrogate pair in a field that is no free text: PostgreSQL says only that this is no JSON. */
const isHalfCharacter = (error: unknown) => error instanceof Error && /invalid input syntax for type json/.test(error.message)
