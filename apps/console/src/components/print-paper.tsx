import type { PrintedFile } from '@yimi/contract/printed-file.ts'
import { Button, type ButtonKind } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useEffect, useState } from 'react'
import { M } from '../messages.ts'
import { problemWords } from './problem-words.ts'

/** Asks for a file to be printed; when it is there, two ways to it: the browser's own page for printing, and the folder of downloads. */
export function PrintPaper(props: {
  words: string
  label?: string
  kind?: ButtonKind
  make: () => Promise<PrintedFile>
}) {
  const [file, setFile] = useState<PrintedFile>()
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  async function make() {
    setBusy(true)
    setFault(undefined)
    try {
      setFile(await props.make())
    } catch (cause) {
      setFile(undefined)
      setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="print-paper">
      <Button
        busy={busy}
        onPress={() => void make()}
        {...(props.kind ? { kind: props.kind } : {})}
        {...(props.label ? { label: props.label } : {})}
      >
        {busy ? M.print.making : props.words}
      </Button>
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      {file && <PaperReady file={file} />}
    </div>
  )
}

/** A file that is there. */
export function PaperReady({ file }: { file: PrintedFile }) {
  const address = useAddress(file)
  return (
    <Notice
      kind="done"
      title={M.print.ready(file.fileName)}
      spoken
      actions={
        address && (
          <div className="acts">
            <a className="y-button y-button--main" href={address} target="_blank" rel="noreferrer">
              {M.print.open}
            </a>
            <a className="y-button" href={address} download={file.fileName}>
              {M.print.download}
            </a>
          </div>
        )
      }
    />
  )
}

/** As long as the page shows it: the file is nowhere kept. */
function useAddress(file: PrintedFile): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const bytes = Uint8Array.from(atob(file.content), (sign) => sign.charCodeAt(0))
    const made = URL.createObjectURL(new Blob([bytes], { type: file.mediaType }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}
