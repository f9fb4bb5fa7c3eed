/** Lower case, no marks, đ = d; letters and digits only, one blank between words. */
function bare(said: string): string {
  const folded = said.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
  return folded.replace(/[^\p{L}\p{N}?]+/gu, ' ').trim()
}

const THANKS =
  /\b(?:xin |chan thanh |rat )*(?:cam on|cam ta|da ta|thank you|thanks|thank|thks|thx|tks|tk|many thanks)\b|\b(?:ok|oke|okay|okie|okela|noted|got it|da nhan|da ro|ro roi|nhan duoc|duoc roi|tot roi|xong roi|hai long|tuyet voi|well received|received)\b/g

/** Said along with thanks, adding nothing. */
const COMPANY = new Set(
  (
    'em anh chi co chu bac ong ba ban minh toi chung ta shop cong ty a nha nhe da vang u uh dung roi la thi va voi vi duoc nhieu rat lam qua het suc nhiet tinh ho tro giup do tu van nhanh chong kip thoi tot ' +
    'ben cua kinh chao than men trong chuc ngay vui ve suc khoe cac nguoi team nhan vien chu dao tan tam ' +
    // What one confirms having got, or seen in order: "Đã nhận đủ hàng, cảm ơn em".
    'quy du may hang tien hoa don bao gia diem nhan ve thay theo tho goi ' +
    'so very much a lot for your the help support quick reply response again all best regards kind dear hi hello you me i we have it this that is was great good nice perfect and to of'
  ).split(' '),
)

/** What is to be done, unless it is said to be done: "gọi anh nhé" asks, "thợ về rồi" tells. */
const DOING = /\b(?:goi|thay|tho|bao)\b/
const DONE = /\b(?:da|roi|duoc|xong)\b/
const ASKING = /\b(?:nhe|nha|di)\b/
const asks = (clause: string) => DOING.test(clause) && (!DONE.test(clause) || ASKING.test(clause))

const WISHES = /\bngay moi tot lanh\b/g
/** "chị Linh": a name after a word of address. */
const CALLED = /(?<!\p{L})([Aa]nh|[Cc]hị|[Ee]m|[Cc]ô|[Cc]hú|[Bb]ác|[Bb]ạn)\s+\p{Lu}\p{Ll}+/gu
const PLEASED = /^\s*(?:(?:👍|👌|🙏|❤|♥|😊|🥰|😍)(?:\p{Emoji_Modifier}|\uFE0F)*\s*)+$/u

/**
 * Whether a message says only thanks ("Cảm ơn em nhiều nhé", "ok thanks"), so that it need not open a matter that is done. Anything asked, doubted, counted
 * or new makes it more than thanks. `names` are those of the two who write to each other.
 */
export function isOnlyThanks(said: string, names: readonly string[] = []): boolean {
  if (PLEASED.test(said)) return true
  if (said.split(/[,.;!\n]/).some((clause) => asks(bare(clause)))) return false
  const words = bare(said.normalize('NFC').replace(CALLED, '$1'))
  if (words === '' || words.length > 200 || /[?\d]/.test(words)) return false
  const without = words.replace(THANKS, ' ').replace(WISHES, ' ')
  if (without === words) return false
  const known = new Set(names.flatMap((name) => bare(name).split(' ')))
  return without.split(' ').every((word) => word === '' || COMPANY.has(word) || known.has(word))
}
