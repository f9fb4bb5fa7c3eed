import { phrases } from '#platform/text.ts'

/** Words every page for customers shares. */
export const text = phrases(
  'portal',
  {
    skip: 'Tới nội dung chính',
    care: 'Chăm sóc khách hàng',
    main: 'Chính',
    menu: 'Trình đơn',
    send: 'Gửi yêu cầu',
    track: 'Tra cứu',
    call: (number: string) => `Gọi tổng đài ${number}`,
    otherLanguage: 'English',
    runBy: 'Vận hành bằng Tận Tâm, phần mềm nguồn mở',
  },
  {
    skip: 'Skip to content',
    care: 'Customer care',
    main: 'Main',
    menu: 'Menu',
    send: 'Write to us',
    track: 'Follow up',
    call: (number: string) => `Call ${number}`,
    otherLanguage: 'Tiếng Việt',
    runBy: 'Runs on Tận Tâm, open-source software',
  },
)
