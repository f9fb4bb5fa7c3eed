import { phrases } from '#platform/text.ts'

/** Names of tiers. */
export const tiers = phrases(
  'tiers',
  {
    member: 'Thành viên',
    silver: 'Bạc',
    gold: 'Vàng',
    diamond: 'Kim cương',
    dealer_b: 'Đại lý B',
    dealer_a: 'Đại lý A',
  },
  { member: 'Member', silver: 'Silver', gold: 'Gold', diamond: 'Diamond', dealer_b: 'Dealer B', dealer_a: 'Dealer A' },
)

/** Names of segments. */
export const segments = phrases(
  'segments',
  { regular: 'Khách lẻ', frequent: 'Khách thường xuyên', vip: 'VIP', wholesale: 'Khách mua sỉ' },
  { regular: 'Retail', frequent: 'Frequent', vip: 'VIP', wholesale: 'Wholesale' },
)

/** The seven groups of Luật BVQLNTD 2023, Điều 8. */
export const groups = phrases(
  'groups',
  {
    elderly: 'Người cao tuổi',
    disability: 'Người khuyết tật',
    child: 'Trẻ em',
    minority: 'Dân tộc thiểu số, vùng khó khăn',
    pregnant: 'Mang thai, nuôi con dưới 36 tháng',
    illness: 'Bệnh hiểm nghèo',
    poor: 'Hộ nghèo',
  },
  {
    elderly: 'Elderly',
    disability: 'With a disability',
    child: 'Child',
    minority: 'Ethnic minority, hard region',
    pregnant: 'Pregnant or nursing',
    illness: 'Serious illness',
    poor: 'Poor household',
  },
)

/** Why somebody may be the same. */
export const likeWhy = phrases(
  'likeWhy',
  { phone: 'trùng số điện thoại', mail: 'trùng email', name: 'trùng tên' },
  { phone: 'same phone', mail: 'same mail', name: 'same name' },
)

/** What happened to a contact. */
export const toldIdentity = phrases(
  'toldIdentity',
  { main: 'Đổi cách liên lạc chính', label: 'Ghi chú cách liên lạc', verified: 'Xác minh cách liên lạc', removed: 'Bỏ cách liên lạc' },
  { main: 'Main contact changed', label: 'Contact labelled', verified: 'Contact verified', removed: 'Contact removed' },
)

/** Fields as the timeline names them. */
export const fieldNames = phrases(
  'fieldNames',
  {
    name: 'tên',
    honorific: 'cách gọi',
    selfWord: 'cách xưng',
    tier: 'hạng',
    segment: 'nhóm khách',
    ownerId: 'người phụ trách',
    unitId: 'đơn vị phụ trách',
    memory: 'ghi nhớ',
    tags: 'nhãn',
    addressLine: 'địa chỉ',
    birthDate: 'ngày sinh',
    preferences: 'cách muốn liên lạc',
    noAdvertising: 'việc nhận quảng cáo',
    vulnerable: 'nhóm cần bảo vệ',
    language: 'ngôn ngữ',
    taxCode: 'mã số thuế',
    companyId: 'doanh nghiệp',
    contactName: 'người liên hệ',
    foundedOn: 'ngày thành lập',
    legacyAddress: 'địa chỉ cũ',
    other: 'hồ sơ',
  },
  {
    name: 'name',
    honorific: 'form of address',
    selfWord: 'form of self',
    tier: 'tier',
    segment: 'segment',
    ownerId: 'owner',
    unitId: 'unit in charge',
    memory: 'note',
    tags: 'tags',
    addressLine: 'address',
    birthDate: 'birthday',
    preferences: 'contact preferences',
    noAdvertising: 'advertising choice',
    vulnerable: 'protected group',
    language: 'language',
    taxCode: 'tax code',
    companyId: 'company',
    contactName: 'contact person',
    foundedOn: 'founding day',
    legacyAddress: 'former address',
    other: 'profile',
  },
)
