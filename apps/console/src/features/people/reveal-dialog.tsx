import { type PersonRecord, REVEALABLE } from '@yimi/contract/person.ts'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { CheckField } from '../../components/check-field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { ShownOnce } from '../../components/shown-once.tsx'
import { M } from '../../messages.ts'
import { reveal } from './people-api.ts'

type Field = (typeof REVEALABLE)[number]
type Values = { fields: Field[]; reason: string }
type Item = { label: string; text: string }

/** First which and why, then what was asked for, until it is closed. */
export function RevealDialog(props: { person: Pick<PersonRecord, 'id' | 'name'>; onClose: () => void }) {
  const { person, onClose } = props
  const [items, setItems] = useState<Item[]>()
  const words = M.people.reveal
  if (items) return <ShownOnce title={words.shown(person.name)} lead={words.lead} items={items} onClose={onClose} />
  return (
    <FormDialog<Values>
      title={words.title(person.name)}
      submitWords={words.submit}
      initial={{ fields: [], reason: '' }}
      ready={(values) => values.fields.length > 0 && values.reason.trim() !== ''}
      onSubmit={async (values) => setItems(itemsOf(await reveal(person.id, values)))}
      onDone={() => undefined}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <fieldset className="checks">
            <legend>{words.which}</legend>
            {REVEALABLE.map((field) => (
              <CheckField
                key={field}
                label={words.fields[field]}
                checked={values.fields.includes(field)}
                onCheck={(on) =>
                  change({ fields: on ? [...values.fields, field] : values.fields.filter((one) => one !== field) })
                }
              />
            ))}
          </fieldset>
          <TextAreaField
            name="reason"
            label={words.why}
            hint={words.whyHint}
            rows={2}
            maxLength={100}
            value={values.reason}
            onChange={(reason) => change({ reason })}
            {...fault('reason')}
          />
        </>
      )}
    </FormDialog>
  )
}

function itemsOf(shown: Awaited<ReturnType<typeof reveal>>): Item[] {
  const words = M.people.reveal
  const items: Item[] = []
  for (const field of ['idNumber', 'contact', 'address'] as const) {
    const text = shown[field]
    if (text !== undefined) items.push({ label: words.fields[field], text: text || words.empty })
  }
  for (const tie of shown.ties ?? []) items.push({ label: tie.name, text: tie.phone || words.empty })
  return items
}
