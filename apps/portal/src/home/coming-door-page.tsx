import { Notice } from '@yimi/ui/notice.tsx'
import type { ComingDoor } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { usePortalHome } from '../shell/portal-home.ts'
import { useMessages } from '../words/use-messages.ts'

/** What to do instead while a door's room is not built: the telephone where there is one, the station in any case. */
export function ComingDoorPage(props: { door: ComingDoor }) {
  const words = useMessages().door
  const telephone = usePortalHome().value?.telephone
  const door = {
    lecture: { title: words.lectureTitle, now: words.lectureNow },
  }[props.door]
  return (
    <Page title={door.title}>
      <Notice kind="info" title={words.notYet}>
        <p>{words.notYetLine}</p>
      </Notice>
      <p>{door.now}</p>
      {telephone ? (
        <section className="card">
          <h2 className="card__title">{words.byTelephone}</h2>
          <p>{words.byTelephoneLine(telephone)}</p>
          <a className="y-button y-button--main y-button--wide" href={`tel:${telephone.replace(/[^\d+]/g, '')}`}>
            {telephone}
          </a>
        </section>
      ) : null}
      <section className="card">
        <h2 className="card__title">{words.inPerson}</h2>
        <p>{words.inPersonLine}</p>
      </section>
    </Page>
  )
}
