import { phrases } from '#platform/text.ts'

/** What this room refuses with, and short words of its own. Lines of the thread and reasons stand in text/. */
export const text = phrases(
  'cases',
  {
    unknown: 'Không tìm thấy phiếu này, hoặc anh/chị không được xem.',
    notYours: 'Anh/chị xem được phiếu này nhưng không sửa được. Nhờ người đang xử lý hoặc trưởng nhóm.',
    mergedInto: (code: string) => `Phiếu này đã được gộp vào ${code}. Mở ${code} để làm tiếp.`,
    changedMeanwhile: (who: string, at: string) => `${who} vừa sửa phiếu này lúc ${at}. Tải lại để xem rồi làm tiếp.`,
    takenBy: (who: string, at: string) => `${who} đã nhận phiếu này lúc ${at}.`,
    takenByYou: 'Phiếu này đang do anh/chị xử lý.',
    noSuchMove: (from: string, to: string) => `Phiếu đang ở “${from}” không chuyển sang “${to}” được.`,
  },
  {
    unknown: 'This case does not exist, or you may not see it.',
    notYours: 'You may see this case but not change it. Ask whoever works on it, or a lead.',
    mergedInto: (code: string) => `This case was merged into ${code}. Open ${code} to go on.`,
    changedMeanwhile: (who: string, at: string) => `${who} changed this case at ${at}. Reload, then go on.`,
    takenBy: (who: string, at: string) => `${who} took this case at ${at}.`,
    takenByYou: 'You work on this case already.',
    noSuchMove: (from: string, to: string) => `A case that is “${from}” cannot become “${to}”.`,
  },
)

export const hourOf = (at: Date): string =>
  at.toLocaleTimeString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hour12: false })
