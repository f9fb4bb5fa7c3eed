/** A day (`2026-11-24`) and an hour (`14:05`) in Hồ Chí Minh City as one moment; null while one is missing. */
export const momentOf = (day: string | null, hour: string | null): Date | null => (day && hour ? new Date(`${day}T${hour}:00+07:00`) : null)
