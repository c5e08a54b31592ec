import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useCheckChain } from './audit-api.ts'

type Result = NonNullable<ReturnType<typeof useCheckChain>['data']>

/** Recomputes every chain and says what it found. */
export function ChainCheck() {
  const check = useCheckChain()
  return (
    <div className="chain-check">
      <Button kind="main" busy={check.isPending} onPress={() => check.mutate()}>
        {check.isPending ? M.audit.checking : M.audit.check}
      </Button>
      {check.error && <Notice kind="failed" title={problemWords(check.error)} spoken />}
      {check.data && <CheckResult result={check.data} />}
    </div>
  )
}

function CheckResult({ result }: { result: Result }) {
  const seal = result.lastSealAt ? M.audit.lastSeal(dayTime(result.lastSealAt)) : M.audit.noSeal
  if (result.faults.length === 0) {
    return (
      <Notice kind="done" title={M.audit.sound} spoken>
        <p>{M.audit.soundLead(result.events, result.records, result.seals)}</p>
        <p>{seal}</p>
      </Notice>
    )
  }
  return (
    <Notice kind="failed" title={M.audit.broken(result.faults.length)} spoken>
      <p>{seal}</p>
      <ul>
        {result.faults.map((fault) => (
          <li key={`${fault.kind} ${fault.recordId} ${fault.seq} ${fault.what}`}>
            {M.audit.faultAt(fault.kind, fault.recordId, fault.seq)} {fault.what}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
