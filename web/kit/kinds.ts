import type { ComponentType } from 'react'

/** Any Tabler icon. */
export type Icon = ComponentType<{ size?: number | string; stroke?: number | string; className?: string; 'aria-hidden'?: boolean }>

/** The seven colour families by their meaning, and grey. covit ours, sen affection, son danger, nghe warning, ma done, lam new, cham authority. */
export type Tint = 'grey' | 'covit' | 'sen' | 'son' | 'nghe' | 'ma' | 'lam' | 'cham'
