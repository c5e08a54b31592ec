export type SignUpDraft = {
  unit: string
  name: string
  phone: string
  wishes: string
  team: string
  when: string[]
  age: string
  guardian: string
  guardianPhone: string
}
export const EMPTY_DRAFT: SignUpDraft = {
  unit: '',
  name: '',
  phone: '',
  wishes: '',
  team: '',
  when: [],
  age: '',
  guardian: '',
  guardianPhone: '',
}

export type SignUpStep = 'unit' | 'name' | 'phone' | 'wishes' | 'team' | 'when' | 'age' | 'guardian' | 'check'
const ALL: readonly SignUpStep[] = ['unit', 'name', 'phone', 'wishes', 'team', 'when', 'age', 'guardian', 'check']

/** A guardian is asked for only where there must be one. */
export function stepsFor(draft: SignUpDraft): SignUpStep[] {
  return ALL.filter((step) => step !== 'guardian' || draft.age === 'minor')
}

/** Does this page keep one from going on? */
export function missingIn(draft: SignUpDraft, step: SignUpStep): boolean {
  switch (step) {
    case 'unit':
      return draft.unit === ''
    case 'name':
      return draft.name.trim() === ''
    case 'phone':
      return !isMobile(draft.phone)
    case 'age':
      return draft.age === ''
    case 'guardian':
      return draft.guardian.trim() === ''
    default:
      return false
  }
}

export function isMobile(text: string): boolean {
  return /^(?:86)?1[3-9]\d{9}$/.test(text.normalize('NFKC').replace(/\D/g, ''))
}
