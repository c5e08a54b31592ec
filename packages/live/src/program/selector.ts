/** Which input is on program. A change waits for a key frame of the new input, so that no picture is torn. */
export class InputSelector {
  #selected: string
  #wanted: string | undefined

  constructor(selected: string) {
    this.#selected = selected
  }

  get selected(): string {
    return this.#selected
  }

  /** Takes effect at the next key frame of that input. */
  select(input: string): void {
    this.#wanted = input === this.#selected ? undefined : input
  }

  /** True when the packet of this input goes on program. */
  takes(input: string, isKey: boolean): boolean {
    if (input === this.#wanted && isKey) {
      this.#selected = input
      this.#wanted = undefined
    }
    return input === this.#selected
  }
}
