import { askAtDoor, endDoorCard, issueDoorCard, listDoorCards, lookAtDoor } from '@yimi/contract/door.ts'
import { definePersonPart, onConsentWithdrawn, onLifeEvent } from '#modules/people/people.ts'
import { implement, type Operation, type RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { ask, type HasVisitToday, rememberWrongWords, wordIndexes } from './ask-at-door.ts'
import { asNumber } from './card-words.ts'
import { cardNamed, cardsOfPeople, endCards, takePicture } from './door-card-queries.ts'
import { end, issue, list, look } from './keep-door-cards.ts'

export { DOOR_CARD_SEALED_PLACES } from './sealed-places.ts'

/** «Who is at my door?»: volunteers show who they are; the resident is never asked for anything. */
export function doorCardOperations(
  services: Services,
  telephoneOf: (context: RequestContext) => Promise<string | null>,
  hasVisitToday: HasVisitToday,
): Operation[] {
  registerParts()
  const wrong = rememberWrongWords()
  return [
    implement(askAtDoor, (context, { body }) =>
      ask(context, { files: services.files, wrong, telephoneOf, hasVisitToday }, body.word),
    ),
    implement(listDoorCards, (context, { query }) => list(context, query)),
    implement(lookAtDoor, (context, { body }) => look(context, body)),
    implement(issueDoorCard, (context, { body }) => issue(context, body)),
    implement(endDoorCard, end),
  ]
}

/** Whose card in force has this number or word; for whoever has the card before him. */
export async function personOfCard(
  { tx, keyring }: Pick<RequestContext, 'tx' | 'keyring'>,
  word: string,
): Promise<string | undefined> {
  return (await cardNamed(tx, asNumber(word), wordIndexes(keyring, word)))?.person_id
}

function registerParts(): void {
  definePersonPart({
    name: 'door-card',
    label: '志愿者证件卡',
    export: async ({ tx }, personId) => {
      const cards = await cardsOfPeople(tx, [personId])
      if (cards.length === 0) return undefined
      return cards.map(({ number, issued_at, ended_at, picture_agreed_at }) => ({
        number,
        issuedAt: issued_at.toISOString(),
        endedAt: ended_at?.toISOString() ?? null,
        pictureShown: picture_agreed_at !== null,
      }))
    },
    holds: async ({ tx }, personIds) =>
      (await cardsOfPeople(tx, personIds)).flatMap((card) => (card.ended_at ? [] : [card.person_id])),
    erase: async (context, personId) => {
      await takePicture(context.tx, personId)
      await endCards(context.tx, { personId }, context.now)
    },
  })
  // Who takes the consent to pictures back is no longer shown from that moment on.
  onConsentWithdrawn('photo', 'door-cards', async (context, ended) => takePicture(context.tx, ended.personId))
  onLifeEvent('any', 'door-cards', async (context, event) => {
    if (event.phase === 'confirmed' && event.what === 'death')
      await endCards(context.tx, { personId: event.personId }, context.now)
  })
}
