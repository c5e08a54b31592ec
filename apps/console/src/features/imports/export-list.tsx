import { exportList } from '@yimi/contract/list.ts'
import { Button } from '@yimi/ui/button.tsx'
import { SelectField, TextField } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { call } from '../../call.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'

const T = M.imports.export
type Format = 'xlsx' | 'csv'
type ListName = keyof typeof T.lists

/** Takes a list as a file, with the reason for it. */
export function ExportList() {
  const may = useMay('list.export')
  const readable = useReadableLists()
  const [open, setOpen] = useState(false)
  const first = useMyOrganisations()[0]?.id ?? null
  const [list] = readable
  if (!may || !list) return null
  return (
    <>
      <Button onPress={() => setOpen(true)}>{T.button}</Button>
      {open && (
        <FormDialog
          title={T.button}
          initial={{ list, orgId: first, format: 'xlsx' as Format, reason: '' }}
          submitWords={T.take}
          ready={(values) => values.reason.trim() !== '' && values.orgId !== null}
          onSubmit={take}
          onClose={() => setOpen(false)}
        >
          {({ values, change, fault }) => (
            <>
              <p>{T.lead}</p>
              <SelectField
                name="list"
                label={T.what}
                value={values.list}
                onChange={(picked) => change({ list: readable.find((one) => one === picked) ?? list })}
                choices={readable.map((name) => ({ value: name, label: T.lists[name] }))}
              />
              <OrganisationPick value={values.orgId} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
              <SelectField
                name="format"
                label={T.format}
                value={values.format}
                onChange={(format) => change({ format: format === 'csv' ? 'csv' : 'xlsx' })}
                choices={[
                  { value: 'xlsx', label: T.xlsx },
                  { value: 'csv', label: T.csv },
                ]}
              />
              <TextField
                name="reason"
                label={M.act.reason}
                hint={M.act.reasonHint}
                maxLength={100}
                value={values.reason}
                onChange={(reason) => change({ reason })}
                {...fault('reason')}
              />
            </>
          )}
        </FormDialog>
      )}
    </>
  )
}

/** Lists of which the caller may see the lines on a page as well. */
function useReadableLists(): ListName[] {
  const may = { residents: useMay('person.read'), volunteers: useMay('volunteer.read'), teams: useMay('team.read') }
  return (['residents', 'volunteers', 'teams'] as const).filter((name) => may[name])
}

async function take(wanted: { list: ListName; orgId: string | null; format: Format; reason: string }) {
  const { list, orgId, format, reason } = wanted
  if (!orgId) return
  const taken = await call(exportList, { params: { name: list }, body: { orgId, format, reason } })
  const bytes = Uint8Array.from(atob(taken.content), (sign) => sign.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type: taken.mediaType }))
  const link = document.createElement('a')
  link.href = address
  link.download = taken.fileName
  link.click()
  URL.revokeObjectURL(address)
}
