import { Upload } from '@yimi/ui/upload.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { sendFile } from '../../lookups/send-file.ts'
import { M } from '../../messages.ts'

const PROOF_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf']

/** The proof of a figure: stored at once, bound to the figure when that is saved. */
export function EvidenceField(props: {
  orgId: string
  hint: string
  value: { id: string; name: string } | null
  onStored: (file: { id: string; name: string }) => void
}) {
  const { value } = props
  return (
    <div>
      <p className="second">{value ? M.audience.evidenceThere(value.name) : props.hint}</p>
      <Upload
        words={M.audience.upload}
        accept={PROOF_TYPES.join(',')}
        send={async (file, onPercent, signal) => {
          const { id, name } = await sendFile(file, props.orgId, onPercent, signal)
          props.onStored({ id, name })
        }}
        faultWords={problemWords}
      />
    </div>
  )
}
