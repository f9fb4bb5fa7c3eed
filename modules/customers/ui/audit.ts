import { nameEvents } from '#org/places'
import { words } from '../text/screens.ts'
import { toldCustomers } from '../text/told.ts'

nameEvents('customers', { vi: words.vi.customers, en: words.en.customers }, toldCustomers)
