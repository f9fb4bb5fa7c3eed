import type { PortalIcon } from '#web/portal/icons.ts'

/** What a request may be about, in the customer's words, and the case type it begins as; null: somebody decides on reading it. */
export const TOPICS = [
  { key: 'product', icon: 'tool', type: 'complaint' },
  { key: 'delivery', icon: 'truck-delivery', type: 'order' },
  { key: 'warranty', icon: 'shield-check', type: 'warranty' },
  { key: 'staff', icon: 'mood-sad', type: 'complaint' },
  { key: 'price', icon: 'receipt-2', type: 'invoice' },
  { key: 'other', icon: 'dots', type: null },
] as const satisfies readonly { key: string; icon: PortalIcon; type: string | null }[]

export const WISHES = ['repair', 'replace', 'refund', 'damages', 'apology'] as const
