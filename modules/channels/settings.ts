import { setting } from '#platform/settings.ts'
import { ChannelSettings } from './contract.ts'

/** Who we are in mail, and whose word we take about senders. */
export const mailSetting = setting('channels.mail', ChannelSettings.shape.mail, {
  fromAddress: '',
  fromName: '',
  signature: '',
  authservId: '',
  plusAddressing: false,
})

/** Whether the public form takes anything. */
export const formSetting = setting('channels.form', ChannelSettings.shape.form, { enabled: true })

/** The first answer that goes out by itself. Variables as in saved replies; {hen} becomes when to expect an answer. */
export const acknowledgementSetting = setting('channels.acknowledgement', ChannelSettings.shape.acknowledgement, {
  enabled: true,
  subjectVi: '{cong_ty} đã nhận được yêu cầu {ma}',
  bodyVi:
    'Kính gửi {danh_xung} {ho_ten},\n\n{cong_ty} đã nhận được yêu cầu của {danh_xung}, mã {ma}. {hen}\n\n{Danh_xung} xem tiến độ và bổ sung thông tin tại đây:\n{lien_ket}\n\nTrân trọng,\n{cong_ty}',
  subjectEn: '{cong_ty} has received your request {ma}',
  bodyEn:
    'Dear {ho_ten},\n\n{cong_ty} has received your request, reference {ma}. {hen}\n\nFollow it or add to it here:\n{lien_ket}\n\nKind regards,\n{cong_ty}',
})
