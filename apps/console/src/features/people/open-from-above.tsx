import type { PersonRecord } from '@yimi/contract/person.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { M } from '../../messages.ts'
import { openByNumber } from './people-api.ts'
import { PersonFacts } from './person-facts.tsx'
import { ReadOnlySections } from './person-sections.tsx'

/** Levels above the station see figures, and single records only by a whole number and a reason. */
export function OpenFromAbove() {
  const [asking, setAsking] = useState(false)
  const [found, setFound] = useState<PersonRecord[]>([])
  const words = M.people.above
  return (
    <Page
      title={M.people.title}
      lead={words.lead}
      actions={
        <Button kind="main" onPress={() => setAsking(true)}>
          {found.length > 0 ? words.another : words.title}
        </Button>
      }
    >
      {found.length === 0 && (
        <p>
          {words.figures} <ButtonLink href="#/figures/residents">{words.toFigures}</ButtonLink>
        </p>
      )}
      {found.map((person) => (
        <section key={person.id}>
          <h2>{person.name}</h2>
          <PersonFacts person={person} />
          <ReadOnlySections person={person} />
        </section>
      ))}
      {asking && <AskDialog onFound={setFound} onClose={() => setAsking(false)} />}
    </Page>
  )
}

function AskDialog(props: { onFound: (people: PersonRecord[]) => void; onClose: () => void }) {
  const words = M.people.above
  return (
    <FormDialog
      title={words.title}
      submitWords={words.submit}
      initial={{ idNumber: '', contact: '', reason: '' }}
      ready={(values) => values.reason.trim() !== '' && (values.idNumber.trim() !== '' || values.contact.trim() !== '')}
      onSubmit={async (values) => props.onFound((await openByNumber(values)).items)}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <TextField
            name="idNumber"
            label={words.idNumber}
            optional={M.act.optional}
            maxLength={30}
            value={values.idNumber}
            onChange={(idNumber) => change({ idNumber })}
            {...fault('idNumber')}
          />
          <TextField
            name="contact"
            label={words.contact}
            optional={M.act.optional}
            inputMode="tel"
            maxLength={60}
            value={values.contact}
            onChange={(contact) => change({ contact })}
            {...fault('contact')}
          />
          <TextAreaField
            name="reason"
            label={M.people.reveal.why}
            hint={M.people.reveal.whyHint}
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
