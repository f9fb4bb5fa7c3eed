/** 0912 345 468 → 0912 ••• 468; too short to hide anything → only dots. */
export function maskedPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  if (digits === '') return ''
  return digits.length < 9 ? '•••' : `${digits.slice(0, 4)} ••• ${digits.slice(-3)}`
}

/** linh.do@maylanh.example → li•••@maylanh.example. */
export function maskedMail(mail: string): string {
  const [local = '', domain] = mail.split('@')
  return domain ? `${local.slice(0, 2)}•••@${domain}` : ''
}
