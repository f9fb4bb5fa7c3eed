const US = String.raw`(?:(?:ben|bon|chung|tui|phia|doi|to)\s+(?:em|minh|toi|tui|cong ty|ky thuat|kho|ke toan|giao hang|bao hanh|cua hang)|em(?:\s+\p{Lu}?\w+)?|minh|toi|tui|cong ty|cua hang|shop|nhan vien|ky thuat vien|ky thuat|ke toan|kho|tho|buu ta|truong nhom|trung tam|dong nghiep(?: em)?)`
const THEM = String.raw`(?:anh(?:\s*/\s*chi)?|chi|co|chu|bac|ong|ba|quy khach|ban|khach)`
const DEED = `(?:goi|bao|phan hoi|tra loi|lien he|lien lac|gui|nhan tin|nhan lai|giao|chuyen|hoan|kiem tra|xu ly|cap nhat|ghe|qua|den|toi|xong|hoan thanh|hoan tat|doi|doi may|sua|lap|cu|sap xep|thong bao|giai quyet|hoi dap|co mat|hen|ho tro|cho .{1,12}biet|tra may|tra hang|boi thuong|len don|xuat hoa don|mang|dua|lay)`

/** "em (sẽ) … gọi lại", with at most a few words between. */
const WE_DO = new RegExp(
  String.raw`(?:^|[\s,.(])${US}\s+(?:(?!${THEM}\s+(?:gui|goi|cho|vui|nho|giup|cung cap|chup|mang|den|qua)\b)\S+\s+){0,6}?${DEED}\b`,
  'u',
)
/** "sẽ gọi lại", "hẹn gọi", "hứa", "cam kết". */
const WILL_DO = new RegExp(String.raw`(?:^|\s)(?:se|xin|hen|hua|cam ket|dam bao|chac chan)\s+(?:\S+\s+){0,4}?${DEED}\b`, 'u')
/** "Gọi lại chị lúc 9h sáng mai nhé": the deed stands first, the customer is who it is done to. */
const DEED_FIRST = new RegExp(
  String.raw`^(?:da\s+|vang\s+|ok\s+)*(?:goi lai|bao lai|phan hoi|lien he lai|giao|tra loi|gui)\s+(?:lai\s+)?(?:cho\s+)?${THEM}\b`,
  'u',
)
/** "chậm nhất 16h chị sẽ có kết quả", "chị sẽ nhận được hàng trước thứ Sáu". */
const THEY_GET = new RegExp(String.raw`${THEM}\s+(?:\S+\s+){0,2}?(?:se|duoc)\s+(?:\S+\s+){0,2}?(?:co|nhan|nhan duoc|biet|duoc)\b`, 'u')
const AT_LATEST = /(?:cham nhat|muon nhat|tre nhat|khong qua|at the latest|no later than)\b/u

/** "chị gửi giúp em ảnh trước 16h": what the customer is asked to do. */
const ASKS = new RegExp(
  String.raw`(?:^|[\s,])(?:${THEM}\s+(?:vui long\s+|nho\s+|lam on\s+|co the\s+|cu\s+|giup\s+)?(?:gui|goi|cho em|cho ben|nho|giup|cung cap|chup|xac nhan|kiem tra|mang|ghe|den|qua|tra loi|phan hoi|lien he|o nha)|nho ${THEM}|vui long|lam on|phien ${THEM}|cho em hoi|please (?:send|call|reply|let us|provide|confirm)|could you|can you|if you)\b`,
  'u',
)
const PAST =
  /(?:hom qua|hom truoc|hom kia|tuan truoc|thang truoc|vua roi|luc nay em da|em da (?:goi|gui|bao|giao|chuyen)|ben em da (?:goi|gui|bao|giao|chuyen)|yesterday|last (?:week|night|month)|we (?:have )?(?:called|sent|delivered))\b/u
const NOT = /(?:khong the|chua the|khong hua|khong chac|chua chac|neu kip|co the se|can not|cannot|can't|not sure|might)\b/u
const ENGLISH =
  /\b(?:i|we|our (?:team|technician|colleague|courier)|someone|a (?:colleague|technician)|you)(?:'ll| will| shall|'re going to| are going to|'m going to| am going to| promise to| can promise to)\s+(?:\S+\s+){0,3}?(?:call|get back|ring|reply|respond|answer|send|update|let you know|deliver|refund|fix|solve|resolve|arrive|come|visit|contact|hear|receive|have|be (?:there|with you|in touch|done|delivered|refunded|contacted)|replace|ship|follow up|check|confirm)\b/u

/** Does a folded sentence commit us to something? */
export function commits(plain: string): boolean {
  if (PAST.test(plain) || NOT.test(plain)) return false
  if (ENGLISH.test(plain)) return true
  if (ASKS.test(plain) && !WILL_DO.test(plain)) return false
  return WE_DO.test(plain) || WILL_DO.test(plain) || DEED_FIRST.test(plain) || THEY_GET.test(plain) || AT_LATEST.test(plain)
}
