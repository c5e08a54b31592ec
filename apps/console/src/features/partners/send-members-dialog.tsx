import { CHECKED_MEMBERS_MAX } from '@yimi/contract/check-in.ts'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { M } from '../../messages.ts'
import { readMemberLines } from './member-lines.ts'
import { usePartnerActs } from './partners-api.ts'

export function SendMembersDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const acts = usePartnerActs()
  return (
    <FormDialog
      title={M.partnerDesk.send}
      submitWords={M.partnerDesk.send}
      initial={{ names: '' }}
      ready={({ names }) => membersIn(names).length > 0 && membersIn(names).length <= CHECKED_MEMBERS_MAX}
      onSubmit={({ names }, key) => acts.send(id, membersIn(names), key)}
      onClose={onClose}
    >
      {({ values, change }) => {
        const read = readMemberLines(values.names)
        return (
          <TextAreaField
            name="names"
            label={M.partnerDesk.names}
            hint={M.partnerDesk.sendLead}
            rows={12}
            maxLength={120_000}
            value={values.names}
            onChange={(names) => change({ names })}
            {...('badLine' in read
              ? { fault: M.partnerDesk.badLine(read.badLine) }
              : { count: M.partnerDesk.sendCount(read.members.length) })}
          />
        )
      }}
    </FormDialog>
  )
}

function membersIn(text: string) {
  const read = readMemberLines(text)
  return 'members' in read ? read.members : []
}
