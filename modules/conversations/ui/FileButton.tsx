import { IconCamera, IconPaperclip } from '@tabler/icons-react'
import { useRef } from 'react'
import { IconButton, useText } from '#web/kit.tsx'
import { words } from './words.ts'

/** Files from this device; on a phone, `camera` takes a picture at once. */
export function FileButton({ camera, onFiles }: { camera?: boolean; onFiles: (files: File[]) => void }) {
  const t = useText(words)
  const input = useRef<HTMLInputElement>(null)
  const label = camera ? t.camera : t.attach
  return (
    <>
      <IconButton icon={camera ? IconCamera : IconPaperclip} label={label} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        hidden
        multiple={!camera}
        accept={camera ? 'image/*' : undefined}
        capture={camera ? 'environment' : undefined}
        aria-label={label}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </>
  )
}
