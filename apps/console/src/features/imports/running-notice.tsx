import type { ImportDetail, ImportRun } from '@yimi/contract/import.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { M } from '../../messages.ts'
import { useImportActs } from './import-api.ts'

const T = M.imports.run

/** How far it is, and the way to stop it. */
export function RunningNotice({ about, run }: { about: ImportDetail; run: ImportRun }) {
  const acts = useImportActs(about.id)
  const percent = run.total === 0 ? 0 : Math.min(99, Math.floor((run.done / run.total) * 100))
  return (
    <Notice
      kind="info"
      title={T[run.what]}
      actions={<Button onPress={() => void acts.cancel()}>{T.stop}</Button>}
      spoken
    >
      <p className="import__progress">
        <progress max={100} value={percent} aria-label={T.progress(percent)} /> {T.progress(percent)}
      </p>
      {run.what === 'import' && <p>{T.lead}</p>}
    </Notice>
  )
}
