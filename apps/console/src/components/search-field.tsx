import { Field } from '@yimi/ui/field.tsx'
import { useEffect, useState } from 'react'

/** Typing rests this long before the list is asked again. */
const REST_MS = 300

export function SearchField({ label, onSearch }: { label: string; onSearch: (words: string) => void }) {
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    if (words === asked) return
    const timer = setTimeout(() => {
      setAsked(words)
      onSearch(words.trim())
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [words, asked, onSearch])
  return (
    <div className="narrow">
      <Field label={label}>
        {(control) => (
          <input
            {...control}
            className="y-input"
            type="search"
            maxLength={40}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
    </div>
  )
}
