import type { Place } from '../routing/place.ts'
import { MyAnswersPage } from './my-answers-page.tsx'
import { SurveyPage } from './survey-page.tsx'

/** Answering a questionnaire, and what one answered. */
export function SurveyPlace({ place }: { place: Extract<Place, { page: 'survey' | 'answers' }> }) {
  return place.page === 'answers' ? <MyAnswersPage /> : <SurveyPage token={place.token} />
}
