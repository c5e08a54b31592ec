import { createContext, useContext } from 'react'
import { messagesEn } from './messages-en.ts'
import { type Messages, messagesZh } from './messages-zh.ts'

export type Language = 'zh' | 'en'

export const LanguageContext = createContext<Language>('zh')

export function messagesOf(language: Language): Messages {
  return language === 'en' ? messagesEn : messagesZh
}

export function useMessages(): Messages {
  return messagesOf(useContext(LanguageContext))
}

/** The value of the `lang` attribute. */
export function languageTag(language: Language): string {
  return language === 'en' ? 'en' : 'zh-CN'
}
