import type { Campaign } from '@yimi/contract/trigger.ts'
import { Button } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { CampaignDialog } from './campaign-dialog.tsx'
import { PreviewCard } from './preview-card.tsx'
import { useCampaignPreview, useCampaigns, useTriggerActs } from './triggers-api.ts'

type Open = 'new' | { preview: Campaign } | { end: Campaign }

/** Set above, brought by each station to its own doors. */
export function Campaigns(props: { orgId?: string; mayMake: boolean }) {
  const campaigns = useCampaigns()
  const mayChange = useMay('campaign.change')
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <>
      {mayChange && <Button onPress={() => setOpen('new')}>{M.triggers.addCampaign}</Button>}
      <QueryView query={campaigns} isEmpty={(data) => data.items.length === 0} emptyWords={M.triggers.noCampaigns}>
        {({ items }) => (
          <Records
            caption={M.triggers.campaigns}
            rows={items}
            columns={columnsOf({ ...props, mayChange, onOpen: setOpen })}
            rowKey={(row) => row.id}
          />
        )}
      </QueryView>
      {open === 'new' && <CampaignDialog onClose={close} />}
      {typeof open === 'object' && 'end' in open && <EndDialog campaign={open.end} onClose={close} />}
      {typeof open === 'object' && 'preview' in open && props.orgId && (
        <CampaignPreview orgId={props.orgId} campaign={open.preview} />
      )}
    </>
  )
}

function columnsOf(given: { mayMake: boolean; mayChange: boolean; onOpen: (open: Open) => void }): Column<Campaign>[] {
  return [
    { key: 'name', title: M.triggers.campaign, head: true, cell: (row) => row.name },
    { key: 'service', title: M.triggers.service, cell: (row) => row.serviceName },
    { key: 'days', title: M.triggers.days, cell: (row) => M.triggers.daysIs(row.from, row.until) },
    { key: 'once', title: M.triggers.once, cell: (row) => M.triggers.oncePer[row.oncePer] },
    { key: 'org', title: M.act.organisation, cell: (row) => row.orgName },
    { key: 'made', title: M.triggers.made, figure: true, cell: (row) => row.made },
    {
      key: 'state',
      title: M.triggers.state,
      cell: (row) => (
        <StatusWord
          tone={row.ended ? 'quiet' : 'done'}
          word={row.ended ? M.triggers.campaignOver : M.triggers.campaignRuns}
        />
      ),
    },
    {
      key: 'act',
      title: M.triggers.actions,
      cell: (row) =>
        row.ended ? null : (
          <div className="row-actions">
            {given.mayMake && (
              <Button label={M.triggers.previewOf(row.name)} onPress={() => given.onOpen({ preview: row })}>
                {M.triggers.preview}
              </Button>
            )}
            {given.mayChange && (
              <Button label={M.triggers.endOf(row.name)} onPress={() => given.onOpen({ end: row })}>
                {M.triggers.end}
              </Button>
            )}
          </div>
        ),
    },
  ]
}

function CampaignPreview({ orgId, campaign }: { orgId: string; campaign: Campaign }) {
  const preview = useCampaignPreview(orgId, campaign.id)
  const acts = useTriggerActs()
  return (
    <QueryView query={preview}>
      {(data) => (
        <PreviewCard
          key={`${campaign.id} ${data.count}`}
          preview={data}
          onMake={(expected, key) => acts.makeCampaign(orgId, campaign.id, expected, key)}
        />
      )}
    </QueryView>
  )
}

function EndDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const acts = useTriggerActs()
  return (
    <FormDialog
      title={M.triggers.endOf(campaign.name)}
      submitWords={M.triggers.end}
      initial={{}}
      danger
      onSubmit={(_, key) => acts.endCampaign(campaign.id, key)}
      onClose={onClose}
    >
      {() => <p>{M.triggers.endLead}</p>}
    </FormDialog>
  )
}
