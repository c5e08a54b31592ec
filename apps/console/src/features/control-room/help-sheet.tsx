import { Modal } from 'antd'
import { M } from '../../messages.ts'

const KEYS = ['start', 'end', 'restart', 'add', 'help', 'close'] as const

export function HelpSheet({ onClose }: { onClose: () => void }) {
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
