import { call } from '@yimi/contract/client.ts'
import { printMyCertificate } from '@yimi/contract/hour-certificate.ts'
import type { PrintedFile } from '@yimi/contract/printed-file.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useEffect, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useSending } from '../calls/use-sending.ts'
import { useMessages } from '../words/use-messages.ts'
import type { MyCertificate } from './use-my-service.ts'

/** The page to be printed, as a file: opened on the screen, or kept on the device. */
export function PrintCertificate({ certificate }: { certificate: MyCertificate }) {
  const all = useMessages()
  const words = all.service.certificates
  const sending = useSending()
  const [file, setFile] = useState<PrintedFile>()
  const address = useAddress(file)
  function make() {
    sending.send(() => call(printMyCertificate, { params: { id: certificate.id } }), setFile)
  }
  return (
    <>
      {sending.problem ? <Notice kind="failed" title={problemWords(sending.problem, all)} spoken /> : null}
      <Button label={`${words.print}：${certificate.number}`} busy={sending.busy} onPress={make}>
        {sending.busy ? words.making : words.print}
      </Button>
      {file && address ? (
        <Notice kind="done" title={words.paperReady} spoken>
          <div className="buttons">
            <a className="y-button y-button--main" href={address} target="_blank" rel="noreferrer">
              {words.openPaper}
            </a>
            <a className="y-button" href={address} download={file.fileName}>
              {words.keepPaper}
            </a>
          </div>
        </Notice>
      ) : null}
    </>
  )
}

function useAddress(file: PrintedFile | undefined): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (!file) return
    const bytes = Uint8Array.from(atob(file.content), (sign) => sign.charCodeAt(0))
    const made = URL.createObjectURL(new Blob([bytes], { type: file.mediaType }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}
