import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { Component, type ReactNode } from 'react'
import type { Messages } from '../words/messages-zh.ts'

type Props = { words: Messages['site']; children: ReactNode }

/** Catches a fault of the program, so that a person never stands before an empty page. */
export class BrokenPageGuard extends Component<Props, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    const { words } = this.props
    if (!this.state.broken) return this.props.children
    const again = <Button onPress={() => window.location.reload()}>{words.reload}</Button>
    return (
      <Notice kind="failed" title={words.brokenTitle} actions={again} spoken>
        <p>{words.brokenAdvice}</p>
      </Notice>
    )
  }
}
