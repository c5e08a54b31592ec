import type { Broadcast, GateCard } from '@yimi/contract/broadcast.ts'
import { UPLOAD_TYPES } from '@yimi/contract/file.ts'
import { Upload } from '@yimi/ui/upload.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useGateActs } from './gate-api.ts'

/** What supports the gate, and a way to add to it for those who run the broadcast. */
export function GateEvidence({ broadcast, card }: { broadcast: Broadcast; card: GateCard }) {
  const { addEvidence } = useGateActs(broadcast.id, broadcast.orgId, card.gate)
  const mayUpload = useMay('file.upload')
  const mayAmend = useMay('broadcast.amend')
  const open =
    card.state !== 'passed' &&
    broadcast.mine &&
    mayUpload &&
    mayAmend &&
    ['draft', 'in-review', 'returned', 'cleared'].includes(broadcast.state)
  return (
    <section className="evidence" aria-label={M.gates.evidence}>
      <h3>{M.gates.evidence}</h3>
      {card.evidence.length === 0 && <p className="second">{M.gates.evidenceNeeded}</p>}
      <ul>
        {card.evidence.map((file) => (
          <li key={file.fileId}>
            <a href={`/api/files/${file.fileId}/content`}>{file.name}</a>{' '}
            <span className="second">{M.gates.bytes(file.bytes)}</span>
          </li>
        ))}
      </ul>
      {open && (
        <Upload words={M.gates.upload} accept={UPLOAD_TYPES.join(',')} send={addEvidence} faultWords={problemWords} />
      )}
    </section>
  )
}
