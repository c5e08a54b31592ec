import type { CheckedMember } from '@yimi/contract/check-in.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { M } from '../../messages.ts'
import { usePartnerActs } from './partners-api.ts'

/** The member came himself: how he said it is kept. */
export function RecordJoinDialog(props: {
  member: CheckedMember
  onJoined: (joined: { name: string; number: string }) => void
  onClose: () => void
}) {
  const acts = usePartnerActs()
  const { member } = props
  return (
    <FormDialog
      title={M.partners.recordJoinTitle(member.name)}
      submitWords={M.partners.recordJoin}
      initial={{ how: '', contact: '' }}
      ready={(values) => values.how.trim() !== ''}
      onSubmit={async (values, key) => {
        const { number } = await acts.recordJoin(member.id, values, key)
        props.onJoined({ name: member.name, number })
      }}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <TextField
            name="how"
            label={M.partners.how}
            hint={M.partners.howHint}
            maxLength={100}
            value={values.how}
            onChange={(how) => change({ how })}
            {...fault('how')}
          />
          <TextField
            name="contact"
            label={M.partners.contact}
            optional={M.act.optional}
            maxLength={60}
            inputMode="tel"
            value={values.contact}
            onChange={(contact) => change({ contact })}
            {...fault('contact')}
          />
        </>
      )}
    </FormDialog>
  )
}
