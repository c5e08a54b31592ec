import { useEffect, useState } from 'react'

/** Reading aloud by the device's own voice; undefined where there is no Chinese one. */
export function useReadAloud(): { speaking: boolean; toggle: () => void } | undefined {
  const [voice, setVoice] = useState<SpeechSynthesisVoice | undefined>(findChineseVoice)
  const [speaking, setSpeaking] = useState(false)

  useEffect(() => {
    if (!('speechSynthesis' in window)) return
    // Voices arrive late in most browsers; Safari has the property alone and no addEventListener here.
    speechSynthesis.onvoiceschanged = () => setVoice(findChineseVoice())
    setVoice(findChineseVoice())
    return () => {
      speechSynthesis.onvoiceschanged = null
      speechSynthesis.cancel()
    }
  }, [])

  if (!voice) return undefined
  return { speaking, toggle: () => (speaking ? stop() : start(voice)) }

  function start(chosen: SpeechSynthesisVoice) {
    speechSynthesis.cancel()
    const speech = new SpeechSynthesisUtterance(document.getElementById('main')?.innerText ?? '')
    speech.voice = chosen
    speech.lang = chosen.lang
    // Slower than talk: the listener is old or tired.
    speech.rate = 0.9
    speech.onend = () => setSpeaking(false)
    speech.onerror = () => setSpeaking(false)
    setSpeaking(true)
    speechSynthesis.speak(speech)
  }

  function stop() {
    speechSynthesis.cancel()
    setSpeaking(false)
  }
}

function findChineseVoice(): SpeechSynthesisVoice | undefined {
  if (!('speechSynthesis' in window)) return undefined
  const chinese = speechSynthesis.getVoices().filter((voice) => /^(zh|cmn)/i.test(voice.lang))
  return chinese.find((voice) => voice.localService && /CN|Hans/i.test(voice.lang)) ?? chinese[0]
}
