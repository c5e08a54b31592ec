import { Button } from '@yimi/ui/button.tsx'
import { useMessages } from '../words/use-messages.ts'
import { ELDER_SIZES, type ReadingSettings } from './reading-settings.ts'
import { useReadAloud } from './use-read-aloud.ts'

type Props = { settings: ReadingSettings; onChange: (change: Partial<ReadingSettings>) => void }

/** Elder mode, text size, reading aloud and the language of the labels. */
export function ReadingBar(props: Props) {
  const words = useMessages().site
  const { settings, onChange } = props
  return (
    <section className="reading-bar" aria-label={words.reading}>
      <Button onPress={() => onChange({ elder: !settings.elder })}>
        {settings.elder ? words.elderOff : words.elderOn}
      </Button>
      {settings.elder ? <ElderControls {...props} /> : null}
      <span lang={settings.language === 'zh' ? 'en' : 'zh-CN'}>
        <Button kind="quiet" onPress={() => onChange({ language: settings.language === 'zh' ? 'en' : 'zh' })}>
          {words.otherLanguage}
        </Button>
      </span>
    </section>
  )
}

function ElderControls(props: Props) {
  const words = useMessages().site
  const readAloud = useReadAloud()
  const step = ELDER_SIZES.indexOf(props.settings.size)
  const smaller = ELDER_SIZES[step - 1]
  const larger = ELDER_SIZES[step + 1]
  return (
    <>
      <Button
        label={words.smaller}
        busy={smaller === undefined}
        onPress={() => smaller !== undefined && props.onChange({ size: smaller })}
      >
        {words.smallerSign}
      </Button>
      <Button
        label={words.larger}
        busy={larger === undefined}
        onPress={() => larger !== undefined && props.onChange({ size: larger })}
      >
        {words.largerSign}
      </Button>
      {readAloud ? (
        <Button pressed={readAloud.speaking} onPress={readAloud.toggle}>
          {readAloud.speaking ? words.stopReading : words.readAloud}
        </Button>
      ) : null}
    </>
  )
}
