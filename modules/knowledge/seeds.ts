import type { NewReply } from './contract.ts'

/** What a care department writes every day, in words it can send as they are; the writer's signature comes below by itself. A new house begins with these; it changes them as it likes. */
export const seeds: readonly NewReply[] = [
  {
    shortcut: 'da-nhan',
    title: 'Đã nhận, hẹn trả lời',
    body: `Dạ chào {danh_xung} {ten},

{Tu_xung} đã nhận được thông tin của {danh_xung} và đang kiểm tra. {Tu_xung} sẽ trả lời {danh_xung} trong hôm nay. Mã theo dõi của {danh_xung} là {ma}.

Nếu cần gấp, {danh_xung} gọi giúp {tu_xung} số {tong_dai} ạ.`,
    bodyEn: `Dear {full_name},

Thank you for writing to us. I am looking into this and will get back to you today. Your reference is {code}.

If it is urgent, please call {hotline}.`,
  },
  {
    shortcut: 'xin-them',
    title: 'Xin thêm thông tin, ảnh',
    body: `Dạ chào {danh_xung} {ten},

Để kiểm tra nhanh và đúng cho {danh_xung}, {tu_xung} xin thêm:
1. Ảnh chụp chỗ bị lỗi và ảnh tem sau máy
2. Ngày mua và nơi mua (hóa đơn hoặc mã đơn nếu {danh_xung} còn giữ)

{Danh_xung} trả lời ngay thư này là được ạ.`,
    bodyEn: `Dear {full_name},

So that we can help you quickly, could you please send us:
1. A photo of the problem and one of the label on the back
2. When and where you bought it (the receipt or order number, if you still have it)

Simply reply to this mail.`,
  },
  {
    shortcut: 'xin-loi',
    title: 'Xin lỗi, nói việc sẽ làm',
    body: `Dạ chào {danh_xung} {ten},

{Tu_xung} xin lỗi {danh_xung} về việc này. Lỗi là ở bên {tu_xung}, và {danh_xung} đã phải mất thời gian vì nó.

Việc {tu_xung} làm ngay: {việc sẽ làm}. {Tu_xung} sẽ báo kết quả cho {danh_xung} trước {thời hạn}.`,
    bodyEn: `Dear {full_name},

I am sorry about this. The mistake is ours, and it cost you time.

What I am doing now: {what we do}. I will let you know the result by {when}.`,
  },
  {
    shortcut: 'dang-xu-ly',
    title: 'Báo tiến độ',
    body: `Dạ chào {danh_xung} {ten},

{Tu_xung} cập nhật cho {danh_xung} về phiếu {ma}: {tình hình}.

Bước tiếp theo là {bước tiếp theo}, dự kiến {thời hạn}. Có thay đổi gì {tu_xung} báo {danh_xung} ngay, {danh_xung} không cần nhắc lại ạ.`,
    bodyEn: `Dear {full_name},

An update on {code}: {state}.

Next comes {next step}, expected {when}. If anything changes I will tell you at once; there is no need to chase us.`,
  },
  {
    shortcut: 'doi-may',
    title: 'Đề nghị đổi hoặc hoàn tiền',
    body: `Dạ chào {danh_xung} {ten},

Sau khi kiểm tra, lỗi thuộc về {cong_ty}. {Tu_xung} xin lỗi {danh_xung} và đề nghị một trong hai cách:
1. Đổi máy mới, giao tận nhà, miễn phí
2. Hoàn tiền về tài khoản {danh_xung} đã thanh toán

{Danh_xung} chọn giúp {tu_xung} cách nào tiện hơn ạ.`,
    bodyEn: `Dear {full_name},

We have checked, and the fault is ours. We are sorry and would like to offer you one of the two:
1. A new one, delivered to your home, free of charge
2. Your money back to the account you paid from

Please tell us which suits you better.`,
  },
  {
    shortcut: 'ngoai-bao-hanh',
    title: 'Ngoài phạm vi bảo hành, lịch sự',
    body: `Dạ chào {danh_xung} {ten},

{Tu_xung} đã kiểm tra kỹ. Trường hợp này chưa thuộc phạm vi bảo hành vì {lý do}.

{Cong_ty} vẫn nhận sửa cho {danh_xung}, chỉ tính tiền linh kiện: {chi phí}. Nếu {danh_xung} thấy chưa thỏa đáng, {danh_xung} cứ trả lời thư này, {tu_xung} sẽ chuyển người phụ trách xem lại.`,
    bodyEn: `Dear {full_name},

We have looked at this carefully. It is not covered by the warranty because {reason}.

We will gladly repair it for the price of the parts: {cost}. If you do not agree, please reply to this mail and I will ask a supervisor to look at it again.`,
  },
  {
    shortcut: 'goi-khong-gap',
    title: 'Gọi chưa gặp, hẹn gọi lại',
    body: `Dạ chào {danh_xung} {ten},

{Tu_xung} vừa gọi cho {danh_xung} về phiếu {ma} nhưng chưa gặp. {Danh_xung} cho {tu_xung} biết giờ nào tiện nghe máy, hoặc gọi lại {tong_dai} giúp {tu_xung} ạ.`,
    bodyEn: `Dear {full_name},

I have just tried to call you about {code} but could not reach you. Please let me know when it suits you, or call us at {hotline}.`,
  },
  {
    shortcut: 'da-xong',
    title: 'Đã xong, mời phản hồi',
    body: `Dạ chào {danh_xung} {ten},

Việc của {danh_xung} (phiếu {ma}) đã xong: {kết quả}. {Danh_xung} xem lại giúp {tu_xung}, còn điều gì chưa ổn {danh_xung} cứ trả lời thư này, {tu_xung} mở lại ngay ạ.

Cảm ơn {danh_xung} đã kiên nhẫn.`,
    bodyEn: `Dear {full_name},

Your request {code} is done: {result}. If anything is still not right, simply reply to this mail and I will open it again.

Thank you for your patience.`,
  },
  {
    shortcut: 'cam-on',
    title: 'Cảm ơn lời khen',
    body: `Dạ chào {danh_xung} {ten},

{Tu_xung} cảm ơn {danh_xung} đã dành thời gian viết cho {cong_ty}. {Tu_xung} đã chuyển lời của {danh_xung} tới các bạn trong nhóm, ai cũng vui ạ.`,
    bodyEn: `Dear {full_name},

Thank you for taking the time to write. I have passed your kind words on to the team; they made our day.`,
  },
]
