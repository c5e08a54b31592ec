const KEY = 'yimi.survey-place'

/** The questionnaire that was open when somebody went to sign in, to come back to. */
export function rememberSurvey(token: string): void {
  try {
    sessionStorage.setItem(KEY, token)
  } catch {
    // Whoever signs in then opens the link once more.
  }
}

export function rememberedSurvey(): string {
  try {
    return sessionStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}
