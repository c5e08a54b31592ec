import { Modal } from 'antd'
import { useEffect } from 'react'
import { M } from '../../messages.ts'

const KEYS = [
  'start',
  'end',
  'next',
  'back',
  'restart',
  'restartMore',
  'add',
  'sound',
  'help',
  'others',
  'close',
] as const satisfies readonly (keyof typeof M.controlRoom.keys)[]

export function HelpSheet({ onClose }: { onClose: () => void }) {
  useEffect(() => {
    // The key that opened it closes it; the page's own keys are silent while a dialog is open.
    const hear = (event: KeyboardEvent) => {
      if (event.key === '?' && !event.repeat) onClose()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [onClose])
  return (
    <Modal
      open
      title={M.controlRoom.helpTitle}
      footer={null}
      onCancel={onClose}
      closable={{ 'aria-label': M.act.close }}
    >
      <dl className="keys">
        {KEYS.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{M.controlRoom.keyNames[key]}</kbd>
            </dt>
            <dd>{M.controlRoom.keys[key]}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
