import { StaffChannel } from '@yimi/contract/order.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PersonFind } from '../../components/person-find.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import type { NewOrderForm } from './new-order-values.ts'
import { OneChoice } from './one-choice.tsx'

const W = M.orderEntry.newOrder

/** Whom it is for, who says so, and how it came. */
export function WhoFields({ form }: { form: NewOrderForm }) {
  const { values, change, fault } = form
  const organisations = useMyOrganisations()
  return (
    <section className="card">
      <h2>{W.person}</h2>
      <OneChoice
        label={W.channel}
        choices={StaffChannel.options.map((value) => ({ value, label: M.orders.channels[value] }))}
        value={values.channel}
        onChoose={(channel) => change({ channel })}
      />
      {organisations.length > 1 && (
        <OrganisationPick
          label={W.unit}
          value={values.orgId}
          onPick={(orgId) => change({ orgId, serviceId: null })}
          {...fault('orgId')}
        />
      )}
      {values.listed ? (
        <PersonFind
          label={W.find}
          hint={W.findHint}
          value={values.personId}
          onPick={(personId) => change({ personId })}
          {...fault('person')}
        />
      ) : (
        <UnlistedFields form={form} />
      )}
      <Button kind="quiet" onPress={() => change({ listed: !values.listed })}>
        {values.listed ? W.notListed : W.listed}
      </Button>
      <OneChoice
        label={W.speaker}
        choices={[
          { value: 'himself', label: W.speakers.himself },
          { value: 'other', label: W.speakers.other },
        ]}
        value={values.himself ? 'himself' : 'other'}
        onChoose={(speaker) => change({ himself: speaker === 'himself' })}
      />
      {!values.himself && <SpeakerFields form={form} />}
    </section>
  )
}

function UnlistedFields({ form: { values, change, fault } }: { form: NewOrderForm }) {
  return (
    <div className="field-row">
      <TextField
        name="person-name"
        label={W.name}
        maxLength={40}
        value={values.name}
        onChange={(name) => change({ name })}
        {...fault('person')}
      />
      <TextField
        name="person-contact"
        label={W.contactNew}
        optional={M.act.optional}
        inputMode="tel"
        maxLength={60}
        value={values.contactNew}
        onChange={(contactNew) => change({ contactNew })}
      />
    </div>
  )
}

function SpeakerFields({ form: { values, change, fault } }: { form: NewOrderForm }) {
  return (
    <div className="field-row">
      <TextField
        name="speaker"
        label={W.speakerName}
        maxLength={40}
        value={values.speakerName}
        onChange={(speakerName) => change({ speakerName })}
        {...fault('onBehalf')}
      />
      <TextField
        name="relation"
        label={W.relation}
        optional={M.act.optional}
        maxLength={20}
        value={values.relation}
        onChange={(relation) => change({ relation })}
      />
    </div>
  )
}
