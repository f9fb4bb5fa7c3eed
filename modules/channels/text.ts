import { phrases } from '#platform/text.ts'

export const text = phrases(
  'channels',
  {
    notFound: 'Không tìm thấy.',
    sealedSmime: 'Thư được bảo vệ bằng S/MIME. Nội dung nằm trong tệp đính kèm, mở bằng chương trình thư có chứng thư.',
    sealedPgp: 'Thư được mã hóa bằng PGP. Nội dung nằm trong tệp đính kèm, mở bằng chương trình có khóa.',
    alreadyReleased: 'Thư này đã được xử lý rồi.',
    contactNeedsWhoever: 'Cần chọn khách hàng, hoặc ghi tên, số điện thoại hay email.',
    formNeedsReply: 'Cần một số điện thoại hoặc email để chúng tôi trả lời.',
    wrongAddress: 'Địa chỉ email này chưa đúng.',
    nothingSaid: 'Cần ghi nội dung.',
    imageRefused: 'Ảnh này không tải được.',
    mailboxTaken: 'Địa chỉ này đã có hộp thư.',
    hostRefused: 'Không kết nối tới máy chủ này được.',
  },
  {
    notFound: 'Not found.',
    sealedSmime:
      'This mail is protected with S/MIME. Its content is in the attached file; open it with a mail program that has the certificate.',
    sealedPgp: 'This mail is encrypted with PGP. Its content is in the attached file; open it with a program that has the key.',
    alreadyReleased: 'This mail has already been dealt with.',
    contactNeedsWhoever: 'Choose a customer, or write a name, phone number or email.',
    formNeedsReply: 'We need a phone number or an email address to answer you.',
    wrongAddress: 'This email address is not right yet.',
    nothingSaid: 'Write what was said.',
    imageRefused: 'This picture cannot be loaded.',
    mailboxTaken: 'There is already a mailbox with this address.',
    hostRefused: 'This server cannot be reached.',
  },
)
