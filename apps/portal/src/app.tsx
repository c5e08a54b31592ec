import { LoadingState, Notice } from '@yimi/ui/notice.tsx'
import { PageShell } from '@yimi/ui/page-shell.tsx'
import { lazy, Suspense } from 'react'
import { loadPatiently } from './calls/load-patiently.ts'
import { useOnline } from './calls/use-online.ts'
import { ComplaintPage } from './complaint/complaint-page.tsx'
import { FollowPage } from './complaint/follow-page.tsx'
import { ConsentPage } from './consent/consent-page.tsx'
import { SignInPage } from './entry/sign-in-page.tsx'
import { ComingDoorPage } from './home/coming-door-page.tsx'
import { HomePage } from './home/home-page.tsx'
import { CertificatePage } from './hours/certificate-page.tsx'
import { HourNoticesPage } from './hours/hour-notices-page.tsx'
import { IncidentPage } from './incident/incident-page.tsx'
import { JoinPage } from './join/join-page.tsx'
import { LiveListPage } from './live/live-list-page.tsx'
import { LivePage } from './live/live-page.tsx'
import { ProgrammePage } from './programme/programme-page.tsx'
import { ElderContext, useReadingSettings } from './reading/reading-settings.ts'
import { type Place, placeOf } from './routing/place.ts'
import { needsEncryption } from './routing/readable-line.ts'
import { usePlace } from './routing/use-place.ts'
import { Banner } from './shell/banner.tsx'
import { BrokenPageGuard } from './shell/broken-page.tsx'
import { EncryptionPage } from './shell/encryption-page.tsx'
import { Footer } from './shell/footer.tsx'
import { KioskProvider, useKioskTab } from './shell/kiosk.ts'
import { NotFoundPage } from './shell/not-found-page.tsx'
import { VisitContext } from './shell/page.tsx'
import { HomeProvider, useLoadedHome } from './shell/portal-home.ts'
import { SignUpPage } from './volunteer/sign-up-page.tsx'
import { WhoPage } from './who/who-page.tsx'
import { LanguageContext, messagesOf } from './words/use-messages.ts'

/** What asking for help takes is loaded when somebody asks: whoever only watches or reads pays nothing for it. */
const HelpPage = lazy(() =>
  loadPatiently(() => import('./help/help-page.tsx')).then((loaded) => ({ default: loaded.HelpPage })),
)

/** So is a questionnaire. */
const SurveyPlace = lazy(() =>
  loadPatiently(() => import('./survey/survey-place.tsx')).then((loaded) => ({ default: loaded.SurveyPlace })),
)

/** What grid workers and entrance stewards do at doors; nobody else loads it. */
const DoorPages = lazy(() =>
  loadPatiently(() => import('./visits/door-pages.tsx')).then((loaded) => ({ default: loaded.DoorPages })),
)

/** What is mine is loaded by whoever has signed in. */
const MyPage = lazy(() =>
  loadPatiently(() => import('./my/my-page.tsx')).then((loaded) => ({ default: loaded.MyPage })),
)

/** Nor the sheets of rounds, but whoever walks one. */
const RoundPages = lazy(() =>
  loadPatiently(() => import('./rounds/round-pages.tsx')).then((loaded) => ({ default: loaded.RoundPages })),
)

export function App() {
  const { hash, visit } = usePlace()
  const place = placeOf(hash)
  const [settings, changeSettings] = useReadingSettings()
  const home = useLoadedHome()
  const online = useOnline()
  const { kiosk, warned, round } = useKioskTab(place, changeSettings)
  const words = messagesOf(settings.language).site
  return (
    <LanguageContext.Provider value={settings.language}>
      <ElderContext.Provider value={settings.elder}>
        <HomeProvider value={home}>
          <KioskProvider value={kiosk}>
            <PageShell
              skip={words.skip}
              banner={<Banner settings={settings} onChange={changeSettings} />}
              footer={<Footer place={place} />}
            >
              {online ? null : <Notice kind="attention" title={words.offline} spoken />}
              {warned ? <Notice kind="attention" title={words.goingBack} spoken /> : null}
              <VisitContext.Provider value={visit}>
                <BrokenPageGuard key={`${round} ${hash}`} words={words}>
                  <Suspense fallback={<LoadingState words={words.loading} />}>{pageAt(place)}</Suspense>
                </BrokenPageGuard>
              </VisitContext.Provider>
            </PageShell>
          </KioskProvider>
        </HomeProvider>
      </ElderContext.Provider>
    </LanguageContext.Provider>
  )
}

function pageAt(place: Place) {
  if (needsEncryption(place, window.location)) return <EncryptionPage />
  switch (place.page) {
    case 'home':
      return <HomePage />
    case 'live-list':
      return <LiveListPage />
    case 'live':
      return <LivePage id={place.id} />
    case 'coming-door':
      return <ComingDoorPage door={place.door} />
    case 'ask':
    case 'card':
    case 'kiosk':
    case 'orders':
    case 'order':
    case 'tasks':
    case 'task':
      return <HelpPage place={place} />
    case 'survey':
      return <SurveyPlace token={place.token} />
    case 'complaint':
      return <ComplaintPage order={place.order} />
    case 'follow-complaint':
      return <FollowPage />
    case 'consent':
      return <ConsentPage secret={place.secret} />
    case 'join':
      return <JoinPage secret={place.secret} />
    case 'programme':
      return <ProgrammePage id={place.id} />
    case 'who':
      return <WhoPage />
    case 'incident':
      return <IncidentPage />
    case 'sign-in':
      return <SignInPage to={place.to} />
    case 'sign-up':
      return <SignUpPage />
    case 'visits':
    case 'neighbours':
    case 'reports':
      return <DoorPages place={place} />
    case 'rounds':
    case 'round-sheet':
      return <RoundPages place={place} />
    case 'hour-notices':
      return <HourNoticesPage />
    case 'certificate':
      return <CertificatePage key={place.number} number={place.number} />
    case 'my':
      return <MyPage part={place.part} />
    case 'not-found':
      return <NotFoundPage />
  }
}
