import { useContext } from 'react'
import { LanguageContext } from './use-messages.ts'
import { visitMessagesEn } from './visit-messages-en.ts'
import { type VisitMessages, visitMessagesZh } from './visit-messages-zh.ts'

/** Words of the pages of whoever goes from door to door; loaded with those pages. */
export function useVisitMessages(): VisitMessages {
  return useContext(LanguageContext) === 'en' ? visitMessagesEn : visitMessagesZh
}
