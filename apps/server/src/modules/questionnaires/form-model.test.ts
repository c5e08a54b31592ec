import { judgeAnswer } from '@yimi/contract/form-answer.ts'
import { joinAnswer, splitAnswer } from '@yimi/contract/form-split.ts'
import type { AnswerFault } from '@yimi/contract/form-values.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillIn } from './fill-in.ts'
import { askModel, finish, loadModel, newModel } from './form-model.ts'
import { filledForm } from './random-forms.ts'

/** `YIMI_FORMS=5000 npm test -- …` for a long run; a failure prints its seed and the form. */
const FORMS = Number(process.env.YIMI_FORMS ?? 60)

test('what a form shows, keeps and refuses is what the form model does when somebody fills it in from top to bottom', async () => {
  const library = await loadModel()
  const seen = { hidden: 0, accepted: 0, refused: 0, entries: 0 }
  await fc.assert(
    fc.asyncProperty(filledForm, async ({ form, given }) => {
      const mine = judgeAnswer(form, given)
      const model = newModel(library, form)
      const shown = fillIn(model, form, given)
      const verdict = finish(model)
      model.dispose()
      seen.hidden += Number(mine.shown.length < form.pages.flatMap((page) => page.elements).length)
      seen.accepted += Number(verdict.accepted)
      seen.refused += Number(!verdict.accepted)
      seen.entries += Number(mine.shown.some((one) => one.within !== undefined))
      // The model takes a number or day out of bounds back while it is typed: what else it shows then is of no matter.
      if (mine.faults.some(outOfBounds)) {
        expect(verdict.accepted).toBe(false)
        return
      }
      expect(mine.shown.map((one) => one.path)).toEqual(shown)
      expect(mine.values).toEqual(verdict.values)
      expect(mine.faults.map((one) => one.path).sort()).toEqual([...verdict.faulty].sort())
      const { countable, words } = splitAnswer(form, mine)
      expect(joinAnswer(countable, words)).toEqual(mine.values)
      expect(await askModel(form, mine.values)).toEqual({ ...verdict, values: mine.values })
    }),
    // A smaller form is no clearer one, and looking for it takes minutes.
    { numRuns: FORMS, endOnFailure: true },
  )
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(FORMS / 20)
}, 120_000)

function outOfBounds({ reason }: AnswerFault): boolean {
  return reason === 'too-small' || reason === 'too-large'
}
