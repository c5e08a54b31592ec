import { MyAnswersPage } from './my-answers-page.tsx'
import { rememberedSurvey } from './remembered-survey.ts'
import { SurveyPage } from './survey-page.tsx'

/** Answering a questionnaire, and what one answered (`mine`). Without a token it is the one from which somebody went to sign in. */
export function SurveyPlace({ token }: { token: string }) {
  return token === 'mine' ? <MyAnswersPage /> : <SurveyPage token={token || rememberedSurvey()} />
}
