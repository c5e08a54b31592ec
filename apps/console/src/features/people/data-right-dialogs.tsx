import { useNavigate } from '@tanstack/react-router'
import type { PersonRecord } from '@yimi/contract/person.ts'
import { Notice } from '@yimi/ui/notice.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { M } from '../../messages.ts'
import { exportOf, usePersonActions } from './people-api.ts'

/** Everything in the clear, as a file for the person. */
export function ExportDialog({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const words = M.people.exporting
  return (
    <ReasonDialog
      title={words.title(person.name)}
      submitWords={words.submit}
      note={<Notice kind="attention" title={words.lead} />}
      onSubmit={async (reason) => save(words.file(person.name), await exportOf(person.id, reason))}
      onClose={onClose}
    />
  )
}

export function EraseDialog({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const { erase } = usePersonActions(person.id)
  const navigate = useNavigate()
  const words = M.people.erase
  return (
    <ReasonDialog
      title={words.title(person.name)}
      submitWords={words.submit}
      danger
      note={
        <Notice kind="failed" title={words.warning}>
          <p>{words.kept}</p>
        </Notice>
      }
      onSubmit={async (reason, key) => {
        await erase(reason, key)
        await navigate({ to: '/people' })
      }}
      onClose={onClose}
    />
  )
}

function save(name: string, content: unknown): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
