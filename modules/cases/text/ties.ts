import { phrases } from '#platform/text.ts'

/** What merging, splitting, linking and taking back refuse with. */
export const tiesText = phrases(
  'cases',
  {
    mergeSelf: 'Không gộp một phiếu vào chính nó.',
    mergeIntoDone: (code: string) => `${code} đã xong. Mở lại ${code} trước, hoặc gộp theo chiều ngược lại.`,
    mergeOtherCustomer: (one: string, other: string) =>
      `Hai phiếu của hai khách: ${one} và ${other}. Gộp rồi lời của ${one} nằm trong phiếu của ${other}.`,
    unknownMerge: 'Không tìm thấy lần gộp này.',
    mergeUndone: 'Lần gộp này đã được hoàn tác.',
    laterMergeFirst: (code: string) => `Phiếu nhận đã được gộp tiếp vào ${code}. Hoàn tác lần gộp đó trước.`,
    splitNothing: 'Chọn ít nhất một tin của phiếu này.',
    splitAll: 'Tách hết thì phiếu này không còn tin nào. Để lại ít nhất một tin, hoặc chép thay vì chuyển.',
    linkSelf: 'Không liên kết một phiếu với chính nó.',
    parentDone: (code: string) => `${code} đã xong, không nhận thêm phiếu con đang mở. Mở lại ${code} trước.`,
    parentRing: 'Phiếu cha không thể nằm dưới phiếu con của nó.',
    unknownUndo: 'Không hoàn tác được nữa. Chỉ hoàn tác trong 10 phút, một lần, bởi người đã làm.',
    changedSince: 'Có người đã sửa phiếu này sau đó, nên để nguyên.',
  },
  {
    mergeSelf: 'A case cannot be merged into itself.',
    mergeIntoDone: (code: string) => `${code} is done. Reopen ${code} first, or merge the other way round.`,
    mergeOtherCustomer: (one: string, other: string) =>
      `Two customers: ${one} and ${other}. Merged, what ${one} said stands in the case of ${other}.`,
    unknownMerge: 'This merge does not exist.',
    mergeUndone: 'This merge has been undone.',
    laterMergeFirst: (code: string) => `The case it was merged into was merged on into ${code}. Undo that first.`,
    splitNothing: 'Choose at least one message of this case.',
    splitAll: 'This would leave no message here. Leave at least one, or copy instead of moving.',
    linkSelf: 'A case cannot be linked with itself.',
    parentDone: (code: string) => `${code} is done and takes no open case below it. Reopen ${code} first.`,
    parentRing: 'A case cannot stand below its own child.',
    unknownUndo: 'This cannot be taken back any more: only within ten minutes, once, by whoever did it.',
    changedSince: 'Somebody has changed this case since, so it was left as it is.',
  },
)
