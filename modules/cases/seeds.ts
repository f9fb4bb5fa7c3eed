/** What every house begins with. Codes never change; names are the company's to change in the settings. */

type Named = { code: string; name: string; nameEn: string }
type SeedStatus = { category: string; name: string; nameEn: string; customerName: string; customerNameEn: string }

const status = (category: string, [name, nameEn]: [string, string], [customerName, customerNameEn]: [string, string]): SeedStatus => ({
  category,
  name,
  nameEn,
  customerName,
  customerNameEn,
})

export const STATUSES: readonly SeedStatus[] = [
  status('new', ['Mới', 'New'], ['Đã nhận', 'Received']),
  status('active', ['Đang xử lý', 'In progress'], ['Đang xử lý', 'Being worked on']),
  status('waiting_customer', ['Chờ khách', 'Waiting for customer'], ['Chờ anh/chị trả lời', 'Waiting for your answer']),
  status('waiting_internal', ['Chờ nội bộ', 'Waiting inside'], ['Đang xử lý', 'Being worked on']),
  status('waiting_third_party', ['Chờ bên ngoài', 'Waiting for a third party'], ['Đang chờ đối tác', 'Waiting for a partner of ours']),
  status('waiting_approval', ['Chờ duyệt', 'Waiting for approval'], ['Đang chốt phương án', 'Deciding what we can offer']),
  status('resolved', ['Đã giải quyết', 'Resolved'], ['Đã giải quyết', 'Resolved']),
  status('closed', ['Đã đóng', 'Closed'], ['Đã hoàn tất', 'Completed']),
  status('cancelled', ['Đã hủy', 'Cancelled'], ['Đã hủy', 'Cancelled']),
]

type SeedType = Named & { fcrEligible: boolean; internal: boolean; severity: number }
const type = (code: string, name: string, nameEn: string, rest: Partial<SeedType> = {}): SeedType => ({
  ...{ code, name, nameEn, fcrEligible: true, internal: false, severity: 4 },
  ...rest,
})
const INVESTIGATED = { fcrEligible: false, severity: 3 }

/** Kinds of matter (sample-data.md §5). What needs the object, a visit or an inquiry cannot be solved at first contact (kpi.md KPI-01). */
export const TYPES: readonly SeedType[] = [
  type('question', 'Hỏi thông tin', 'Question'),
  type('support', 'Hỗ trợ sử dụng', 'Help with use'),
  type('complaint', 'Khiếu nại', 'Complaint', { severity: 3 }),
  type('warranty', 'Bảo hành, sửa chữa', 'Warranty and repair', INVESTIGATED),
  type('return', 'Đổi trả, hoàn tiền', 'Return and refund', INVESTIGATED),
  type('order', 'Đơn hàng, giao hàng', 'Order and delivery'),
  type('invoice', 'Giá, hóa đơn', 'Price and invoice'),
  type('feedback', 'Góp ý, phản ánh', 'Feedback'),
  type('praise', 'Lời khen', 'Praise'),
  type('negotiation', 'Yêu cầu thương lượng', 'Request to negotiate', { fcrEligible: false, severity: 2 }),
  type('privacy', 'Dữ liệu cá nhân', 'Personal data', INVESTIGATED),
  type('opt_out', 'Từ chối quảng cáo', 'Opting out of advertising'),
  type('press', 'Báo chí', 'Press', { fcrEligible: false, severity: 1 }),
  type('follow_up', 'Hỏi lại khách chưa hài lòng', 'Follow-up with an unhappy customer', { internal: true, severity: 3 }),
  type('internal', 'Việc nội bộ', 'Internal', { internal: true }),
]

/** [code, Vietnamese, English]; what stands before the last dot is the parent, which comes first. */
const CAUSE_TREE: readonly (readonly [string, string, string])[] = [
  ['product', 'Sản phẩm', 'Product'],
  ['product.safety', 'Mất an toàn', 'Unsafe'],
  ['product.safety.handle', 'Gãy, rơi tay cầm', 'Handle broke or fell off'],
  ['product.safety.injury', 'Gây thương tích', 'Caused an injury'],
  ['product.safety.wire', 'Cháy, hở dây điện', 'Burnt or bare wire'],
  ['product.motor', 'Hỏng động cơ', 'Motor failed'],
  ['product.noise', 'Kêu to bất thường', 'Unusual noise'],
  ['product.smell', 'Có mùi lạ', 'Strange smell'],
  ['product.deform', 'Móp, biến dạng', 'Dented or deformed'],
  ['product.leak', 'Rò nước', 'Leaks'],
  ['product.other', 'Lỗi khác của sản phẩm', 'Another product fault'],
  ['delivery', 'Giao hàng', 'Delivery'],
  ['delivery.late', 'Giao trễ', 'Late'],
  ['delivery.wrong_item', 'Giao sai hàng', 'Wrong item'],
  ['delivery.missing', 'Thiếu phụ kiện', 'Parts missing'],
  ['delivery.shortage', 'Giao thiếu số lượng', 'Too few delivered'],
  ['delivery.damaged', 'Hỏng khi vận chuyển', 'Damaged on the way'],
  ['install', 'Lắp đặt', 'Installation'],
  ['install.damage', 'Làm hỏng khi lắp', 'Damage while installing'],
  ['install.late', 'Lắp trễ hẹn', 'Installed late'],
  ['warranty', 'Bảo hành', 'Warranty'],
  ['warranty.repeat_failure', 'Sửa nhiều lần vẫn lỗi', 'Fails again after repairs'],
  ['warranty.pickup', 'Nhận, trả máy bảo hành', 'Collecting and returning'],
  ['warranty.not_activated', 'Chưa kích hoạt bảo hành', 'Warranty not activated'],
  ['warranty.late', 'Sửa quá hẹn', 'Repair overdue'],
  ['refund', 'Hoàn tiền', 'Refund'],
  ['refund.late', 'Hoàn tiền chậm', 'Late refund'],
  ['order', 'Đơn hàng', 'Order'],
  ['order.cancel', 'Hủy đơn', 'Cancellation'],
  ['invoice', 'Giá, hóa đơn', 'Price and invoice'],
  ['invoice.wrong_buyer', 'Sai thông tin người mua', 'Wrong buyer details'],
  ['policy', 'Chính sách', 'Policy'],
  ['policy.misapplied_fee', 'Thu phí sai chính sách', 'Fee charged against policy'],
  ['promo', 'Khuyến mại', 'Promotion'],
  ['promo.terms', 'Điều kiện khuyến mại không rõ', 'Unclear terms'],
  ['staff', 'Nhân viên', 'Staff'],
  ['staff.attitude', 'Thái độ phục vụ', 'Attitude'],
  ['loyalty', 'Khách hàng thân thiết', 'Loyalty'],
  ['loyalty.points_missing', 'Thiếu điểm', 'Points missing'],
  ['gift', 'Quà tặng', 'Gifts'],
  ['gift.missed', 'Không nhận được quà', 'Gift not received'],
  ['gift.voucher_resend', 'Gửi lại phiếu mua hàng', 'Voucher to be sent again'],
  ['marketing', 'Quảng cáo', 'Advertising'],
  ['marketing.spam', 'Làm phiền, gọi ngoài giờ', 'Unwanted messages or calls'],
  ['consent', 'Đồng ý nhận tin', 'Consent'],
  ['consent.opt_out', 'Từ chối nhận quảng cáo', 'Opted out'],
  ['consent.bereavement', 'Khách đã mất, ngừng liên hệ', 'Customer has died, stop contact'],
  ['privacy', 'Dữ liệu cá nhân', 'Personal data'],
  ['privacy.access', 'Xin xem dữ liệu', 'Access requested'],
  ['privacy.erase', 'Xin xóa dữ liệu', 'Erasure requested'],
  ['privacy.overdue', 'Trả lời quá hạn', 'Answer overdue'],
  ['security', 'An toàn thông tin', 'Security'],
  ['security.impersonation', 'Giả mạo công ty', 'Somebody poses as us'],
  ['legal', 'Pháp lý', 'Legal'],
  ['legal.negotiation', 'Thương lượng theo luật', 'Negotiation by law'],
  ['recall', 'Thu hồi', 'Recall'],
  ['recall.dealer', 'Đại lý hỏi thu hồi', 'Dealer asks about a recall'],
  ['presale', 'Trước khi mua', 'Before buying'],
  ['presale.product', 'Hỏi sản phẩm, giá', 'Product or price'],
  ['presale.bulk', 'Mua số lượng lớn', 'Bulk purchase'],
  ['howto', 'Cách sử dụng', 'How to use'],
  ['howto.reset_filter', 'Đặt lại báo thay lõi', 'Resetting the filter light'],
  ['howto.rice_water', 'Lượng nước, chế độ nấu', 'Water and cooking modes'],
  ['maintenance', 'Bảo dưỡng', 'Maintenance'],
  ['maintenance.schedule', 'Hẹn bảo dưỡng', 'Maintenance appointment'],
  ['brand', 'Thương hiệu', 'Brand'],
  ['brand.mention', 'Nhắc tới trên mạng', 'Mentioned online'],
  ['media', 'Báo chí', 'Media'],
  ['media.inquiry', 'Phóng viên hỏi', 'Press inquiry'],
  ['praise', 'Lời khen', 'Praise'],
  ['praise.gift', 'Khen quà tặng', 'Praise for a gift'],
  ['praise.recovery', 'Khen cách khắc phục', 'Praise for how it was put right'],
  ['bot', 'Trả lời tự động', 'Automatic answers'],
  ['bot.handover', 'Muốn gặp nhân viên', 'Wants a person'],
]

export const CAUSES = CAUSE_TREE.map(([code, name, nameEn]) => ({
  ...{ code, name, nameEn },
  parent: code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null,
}))

const resolution = (code: string, name: string, nameEn: string, counts = true) => ({ code, name, nameEn, counts })

/** How it ended. `counts: false`: closed without an answer of the customer, left out of the strict rates (kpi.md KPI-02). */
export const RESOLUTIONS = [
  resolution('answered', 'Đã trả lời, hướng dẫn', 'Answered, explained'),
  resolution('repaired', 'Đã sửa', 'Repaired'),
  resolution('replaced', 'Đã đổi sản phẩm', 'Replaced'),
  resolution('refunded', 'Đã hoàn tiền', 'Refunded'),
  resolution('compensated', 'Đã bồi thường, tặng bù', 'Compensated'),
  resolution('delivered', 'Đã giao lại, giao bù', 'Delivered again'),
  resolution('apologised', 'Đã xin lỗi khách', 'Apologised'),
  resolution('recorded', 'Đã ghi nhận góp ý', 'Taken note of'),
  resolution('handed_over', 'Chuyển nơi có thẩm quyền', 'Handed to whoever decides'),
  resolution('unfounded', 'Không có căn cứ', 'Unfounded'),
  resolution('withdrawn', 'Khách rút yêu cầu', 'Withdrawn by the customer'),
  resolution('no_reply', 'Khách không phản hồi', 'The customer did not answer', false),
]

const anything = { channels: [], types: [], severities: [], tiers: [], segments: [], hours: 'any', words: [] }

/** In this order; the first that fits decides. A rule whose hat nobody wears leaves the case in the pool, with that reason. */
export const RULES = [
  { name: 'Khách VIP, khách sỉ: người phụ trách', condition: { ...anything, segments: ['vip', 'wholesale'] }, hat: null, skill: null },
  {
    name: 'Khiếu nại: nhân viên quản trị vấn đề',
    condition: { ...anything, types: ['complaint', 'negotiation'] },
    ...{ hat: 'issue_officer', skill: null },
  },
  {
    name: 'Bảo hành, đổi trả: nhân viên trả hàng và bảo hành',
    condition: { ...anything, types: ['warranty', 'return'] },
    ...{ hat: 'returns_officer', skill: null },
  },
  { name: 'Còn lại: nhân viên hỗ trợ ít việc nhất', condition: anything, hat: 'support_officer', skill: 'type' },
]
