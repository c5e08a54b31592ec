import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@yimi/ui/tokens.css'
import '@yimi/ui/components.css'
import './portal.css'
import './steps.css'
import { App } from './app.tsx'
import { showOnRoot } from './reading/reading-settings.ts'
import { BrokenPageGuard } from './shell/broken-page.tsx'
import { messagesOf } from './words/use-messages.ts'

showOnRoot()
const element = document.getElementById('portal')
if (element) {
  createRoot(element).render(
    <StrictMode>
      <BrokenPageGuard words={messagesOf('zh').site}>
        <App />
      </BrokenPageGuard>
    </StrictMode>,
  )
}
