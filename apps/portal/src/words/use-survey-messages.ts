import { useContext } from 'react'
import { surveyMessagesEn } from './survey-messages-en.ts'
import { type SurveyMessages, surveyMessagesZh } from './survey-messages-zh.ts'
import { LanguageContext } from './use-messages.ts'

/** Loaded with the page that answers a questionnaire. */
export function useSurveyMessages(): SurveyMessages {
  return useContext(LanguageContext) === 'en' ? surveyMessagesEn : surveyMessagesZh
}
