import { getRouteApi } from '@tanstack/react-router'
import { BROADCAST_STATE_LABELS, PURPOSE_LABELS } from '@yimi/contract/labels.ts'
import type { getProgramme } from '@yimi/contract/programme.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Badge } from '@yimi/ui/badge.tsx'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { BROADCAST_TONES } from '../../components/broadcast-tones.ts'
import { FigureCards } from '../../components/figure-cards.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { ProgrammeDialog } from './programme-dialog.tsx'
import { useLinkActs, useProgramme, useRecentBroadcasts } from './programmes-api.ts'

type Broadcasts = RouteAnswer<typeof getProgramme>['broadcasts']
const route = getRouteApi('/programmes/$id')

export function ProgrammePage() {
  const { id } = route.useParams()
  const query = useProgramme(id)
  const programme = query.data?.programme
  const mayChange = useMay('programme.change')
  const mayReport = useMay('programme.report')
  const [open, setOpen] = useState<'change' | 'link'>()
  const close = () => setOpen(undefined)
  const actions = (
    <>
      {programme?.published && <ButtonLink href={`/#/programmes/${id}`}>{M.programmes.publicPage}</ButtonLink>}
      {mayChange && <Button onPress={() => setOpen('change')}>{M.programmes.change}</Button>}
    </>
  )
  return (
    <Page
      title={programme?.name ?? M.programmes.title}
      lead={programme && M.programmes.lead2(programme.orgName, programme.since)}
      back={{ href: '#/programmes', words: M.programmes.back }}
      actions={actions}
    >
      <QueryView query={query}>
        {(data) => (
          <>
            {data.programme.slogan && <p className="said">{data.programme.slogan}</p>}
            {data.programme.about && <p>{data.programme.about}</p>}
            <p className="row-actions">
              {data.programme.purposes.map((purpose) => (
                <Badge key={purpose}>{PURPOSE_LABELS[purpose].zh}</Badge>
              ))}
            </p>
            <h2>{M.programmes.figures}</h2>
            <FigureCards figures={data.figures} />
            <h2>{M.programmes.broadcasts}</h2>
            <BroadcastLines id={id} broadcasts={data.broadcasts} mayReport={mayReport} />
            {mayReport && <Button onPress={() => setOpen('link')}>{M.programmes.link}</Button>}
            {open === 'change' && <ProgrammeDialog programme={data.programme} onClose={close} />}
            {open === 'link' && <LinkDialog id={id} linked={data.broadcasts} onClose={close} />}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function BroadcastLines(props: { id: string; broadcasts: Broadcasts; mayReport: boolean }) {
  const acts = useLinkActs(props.id)
  const [fault, setFault] = useState<unknown>()
  if (props.broadcasts.length === 0) return <EmptyState words={M.programmes.noBroadcasts} />
  return (
    <>
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <ul className="lines">
        {props.broadcasts.map((one) => (
          <li key={one.id}>
            <span>
              <a href={`#/broadcasts/${one.id}`}>{one.title || M.broadcasts.untitled}</a>{' '}
              <StatusWord tone={BROADCAST_TONES[one.state]} word={BROADCAST_STATE_LABELS[one.state].zh} />{' '}
              <span className="second">{one.orgName}</span>
            </span>
            {props.mayReport && (
              <Button label={M.programmes.unlinkOf(one.title)} onPress={() => void acts.unlink(one.id).catch(setFault)}>
                {M.programmes.unlink}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function LinkDialog({ id, linked, onClose }: { id: string; linked: Broadcasts; onClose: () => void }) {
  const acts = useLinkActs(id)
  const recent = useRecentBroadcasts().data?.items ?? []
  const free = recent.filter((one) => !linked.some((there) => there.id === one.id))
  const initial: { broadcastId: string | null } = { broadcastId: null }
  return (
    <FormDialog
      title={M.programmes.link}
      submitWords={M.programmes.link}
      initial={initial}
      ready={(values) => values.broadcastId !== null}
      onSubmit={async ({ broadcastId }) => broadcastId && acts.link(broadcastId)}
      onClose={onClose}
    >
      {({ values, change }) => (
        <PickField
          label={M.programmes.broadcast}
          value={values.broadcastId}
          options={free.map((one) => ({ value: one.id, label: one.title || M.broadcasts.untitled }))}
          onPick={(broadcastId) => change({ broadcastId })}
        />
      )}
    </FormDialog>
  )
}
