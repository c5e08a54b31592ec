import { call } from '@yimi/contract/client.ts'
import { printMyCertificate } from '@yimi/contract/hour-certificate.ts'
import type { PrintedFile } from '@yimi/contract/printed-file.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { problemWords } from '../calls/fault-words.ts'
import { useSending } from '../calls/use-sending.ts'
import { useMessages } from '../words/use-messages.ts'

/** The page to be printed, as a file that the device keeps. */
export function PrintCertificate({ id, number }: { id: string; number: string }) {
  const all = useMessages()
  const { print } = all.service.certificates
  const { problem, busy, send } = useSending()
  return (
    <>
      {problem ? <Notice kind="failed" title={problemWords(problem, all)} spoken /> : null}
      <Button
        label={`${print}：${number}`}
        busy={busy}
        onPress={() => send(() => call(printMyCertificate, { params: { id } }), keep)}
      >
        {print}
      </Button>
    </>
  )
}

function keep(file: PrintedFile): void {
  const link = document.createElement('a')
  link.href = `data:${file.mediaType};base64,${file.content}`
  link.download = file.fileName
  link.click()
}
