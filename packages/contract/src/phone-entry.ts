import { z } from 'zod'
import { Id } from './ids.ts'
import { defineRoute } from './route.ts'
import { Me } from './session.ts'

/** A mobile number as people type it: with blanks, strokes, +86, full-width digits. Normalised to eleven digits. */
export const MobileNumber = z
  .string()
  .max(30)
  .transform((text) =>
    text
      .normalize('NFKC')
      .replace(/[\s().-]/g, '')
      .replace(/^(?:\+|00)?86(?=1\d{10}$)/, ''),
  )
  .pipe(z.string().regex(/^1[3-9]\d{9}$/, '请填写 11 位手机号码'))

/** Minutes for which a code counts, and tries that it bears. */
export const CODE_MINUTES = 5
export const CODE_TRIES = 5
/** A new code for the same number no sooner. */
export const CODE_AGAIN_SECONDS = 60

export const askPhoneCode = defineRoute({
  method: 'POST',
  path: '/session/phone',
  summary: 'Ask for a code by short message; the answer is the same whether the number is known or not',
  capability: 'public',
  owner: 'none',
  credentials: true,
  perMinute: 10,
  body: z.object({ phone: MobileNumber }),
  answer: z.object({ minutes: z.int(), againAfterSeconds: z.int() }),
})

/** Who shares the number: chosen among by name. `choice` is good for this code alone. */
export const PhonePerson = z.object({ id: Id, name: z.string() })

export const givePhoneCode = defineRoute({
  method: 'POST',
  path: '/session/phone/code',
  summary: 'Sign in with the code; where several people share the number, choose one of them',
  capability: 'public',
  owner: 'none',
  credentials: true,
  perMinute: 20,
  body: z.object({
    phone: MobileNumber,
    code: z
      .string()
      .max(20)
      .transform((text) => text.normalize('NFKC').replace(/\D/g, ''))
      .pipe(z.string().regex(/^\d{6}$/, '请填写 6 位验证码')),
    personId: Id.optional(),
  }),
  answer: z.discriminatedUnion('step', [
    z.object({ step: z.literal('done'), me: Me }),
    z.object({ step: z.literal('choose'), people: z.array(PhonePerson) }),
  ]),
})
