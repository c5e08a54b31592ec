import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { fullLink } from '../../components/page-href.ts'
import { QrPicture } from '../../components/qr-picture.tsx'
import { M } from '../../messages.ts'

export type JoinLink = { memberId: string; name: string; link: string; qr: readonly string[] }

/** One slip a person, to be printed, cut and handed over; the links can never be read again. */
export function JoinSlips(props: { links: readonly JoinLink[]; partner: string; station: string }) {
  return (
    <section aria-labelledby="slips" className="slips">
      <h2 id="slips">{M.partners.joinLinks}</h2>
      <Notice kind="attention" title={M.partners.joinLinksLead} spoken />
      <Button onPress={() => window.print()}>{M.partners.joinLinksPrint}</Button>
      <ul className="slips__list">
        {props.links.map((one) => (
          <li key={one.memberId} className="card">
            <strong>{one.name}</strong> <span className="second">{props.partner}</span>
            <p>{M.partners.slipWords(props.station)}</p>
            <QrPicture rows={one.qr} label={M.partners.qrOf(one.name)} />
            <code>{fullLink(one.link)}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
