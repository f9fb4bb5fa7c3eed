import { IconPaperclip, IconTrash, IconUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { Failure } from '../failure.ts'
import { type StoredFile, upload } from '../files.ts'
import { fileSize } from '../format.ts'
import { useLanguage, useText } from '../session.tsx'
import { IconButton } from './buttons.tsx'
import css from './fields.module.css'
import { text } from './text.ts'

type Going = { id: number; name: string; percent: number }

/** Uploads as soon as files are chosen, with progress; `take` for a paste or a drop elsewhere, `files` to show with `AttachedFiles`. */
export function useUploads({
  files,
  onChange,
  most = 20,
  megabytes = 25,
}: {
  files: StoredFile[]
  onChange: (files: StoredFile[]) => void
  most?: number
  megabytes?: number
}) {
  const t = useText(text)
  const language = useLanguage()
  const now = useRef(files)
  now.current = files
  const [going, setGoing] = useState<Going[]>([])
  const [trouble, setTrouble] = useState<string>()
  const one = async (file: File) => {
    const id = Math.random()
    setGoing((before) => [...before, { id, name: file.name, percent: 0 }])
    try {
      const stored = await upload(file, (percent) =>
        setGoing((before) => before.map((other) => (other.id === id ? { ...other, percent } : other))),
      )
      now.current = [...now.current, stored]
      onChange(now.current)
    } catch (error) {
      setTrouble(error instanceof Failure && error.message ? error.message : t.fileFailed(file.name))
    } finally {
      setGoing((before) => before.filter((other) => other.id !== id))
    }
  }
  const take = (chosen: File[]) => {
    setTrouble(undefined)
    if (now.current.length + chosen.length > most) return setTrouble(t.tooManyFiles(most))
    const tooBig = chosen.find(({ size }) => size > megabytes * 1024 * 1024)
    if (tooBig) return setTrouble(t.fileTooBig(tooBig.name, fileSize(megabytes * 1024 * 1024, language)))
    for (const file of chosen) void one(file)
  }
  const remove = (id: string) => onChange(files.filter((file) => file.id !== id))
  return { take, remove, going, trouble, busy: going.length > 0, files }
}

/** A field for files. */
export function FileDrop({
  label,
  ...given
}: {
  label: string
  files: StoredFile[]
  onChange: (files: StoredFile[]) => void
  most?: number
  megabytes?: number
}) {
  const t = useText(text)
  const uploads = useUploads(given)
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  return (
    <div className={css.field}>
      <span className={css.label}>{label}</span>
      <button
        type="button"
        className={css.drop}
        data-over={over || undefined}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          uploads.take([...event.dataTransfer.files])
        }}
      >
        <IconUpload size={17} stroke={1.75} aria-hidden />
        {t.dropFiles}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        onChange={(event) => {
          uploads.take([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <AttachedFiles uploads={uploads} />
    </div>
  )
}

/** What is attached, what is on its way, what went wrong. */
export function AttachedFiles({ uploads }: { uploads: ReturnType<typeof useUploads> }) {
  const t = useText(text)
  const language = useLanguage()
  return (
    <>
      <ul className={css.files} aria-live="polite">
        {uploads.files.map(({ id, name, size }) => (
          <li key={id}>
            <IconPaperclip size={15} stroke={1.75} aria-hidden />
            <span className="trunc">{name}</span>
            <span className="num" style={{ color: 'var(--tx3)' }}>
              {fileSize(size, language)}
            </span>
            <IconButton icon={IconTrash} label={t.remove(name)} size="small" onClick={() => uploads.remove(id)} />
          </li>
        ))}
        {uploads.going.map(({ id, name, percent }) => (
          <li key={id}>{t.uploading(name, percent)}</li>
        ))}
      </ul>
      {uploads.trouble && (
        <div className={css.error} role="alert">
          {uploads.trouble}
        </div>
      )}
    </>
  )
}
