import { useRouter } from '@tanstack/react-router'
import type { ComponentProps, MouseEvent } from 'react'

export type LinkProps = Omit<ComponentProps<'a'>, 'href' | 'onClick'> & {
  /** A path of this application, with its query: `/hop-thu/PH-000123?loc=moi`. Anything else opens as an ordinary link. */
  to: string
  /** Besides going there. */
  onClick?: () => void
}

/** A real link: middle click and "open in new tab" work, a plain click stays inside the application. */
export function Link({ to, className = 'link', onClick, onPointerEnter, ...rest }: LinkProps) {
  const router = useRouter({ warn: false })
  const inside = router && to.startsWith('/') && !to.startsWith('/api/')
  const open = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    onClick?.()
    if (!inside) return
    event.preventDefault()
    router.history.push(to)
  }
  return (
    <a
      {...rest}
      href={to}
      className={className}
      onClick={open}
      onPointerEnter={(event) => {
        onPointerEnter?.(event)
        // The page loads when it is clicked anyway; warming it up may fail in silence.
        if (inside) void router.preloadRoute({ to: to.split('?')[0] ?? to }).catch(() => undefined)
      }}
    />
  )
}
