import { useContext } from 'react'
import { helpMessagesEn } from './help-messages-en.ts'
import { type HelpMessages, helpMessagesZh } from './help-messages-zh.ts'
import { LanguageContext } from './use-messages.ts'

/** Words of asking for help and giving it; loaded with those pages. */
export function useHelpMessages(): HelpMessages {
  return useContext(LanguageContext) === 'en' ? helpMessagesEn : helpMessagesZh
}
