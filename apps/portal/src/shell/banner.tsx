import { Badge } from '@yimi/ui/badge.tsx'
import { ReadingBar } from '../reading/reading-bar.tsx'
import type { ReadingSettings } from '../reading/reading-settings.ts'
import { addressOf } from '../routing/place.ts'
import { useMessages } from '../words/use-messages.ts'
import { useKiosk } from './kiosk.ts'
import { useInstallation, usePortalHome } from './portal-home.ts'

export function Banner(props: { settings: ReadingSettings; onChange: (change: Partial<ReadingSettings>) => void }) {
  const words = useMessages().site
  const installation = useInstallation()
  const kiosk = useKiosk()
  const demo = usePortalHome().value?.demo
  return (
    <header className="banner">
      <div className="banner__inner">
        <p className="banner__name">
          <a
            className="banner__home"
            href={addressOf({ page: kiosk ? 'kiosk' : 'home' })}
            aria-label={`${installation} ${words.home}`}
          >
            <SealMark />
            <span>{installation}</span>
          </a>
          {demo ? (
            <span title={words.demoMeaning}>
              <Badge>{words.demo}</Badge>
            </span>
          ) : null}
        </p>
        <ReadingBar settings={props.settings} onChange={props.onChange} />
      </div>
    </header>
  )
}

function SealMark() {
  return (
    <svg className="banner__seal" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" />
      <path d="M9 8l7 8 7-8M16 16v9" />
    </svg>
  )
}
