import type { Project } from './project.ts'

export type Fault = {
  /** From the root, with forward slashes; absent when the fault belongs to no file. */
  file?: string
  line?: number
  /** Says what to do instead. */
  message: string
}

export type Check = { name: string; run(project: Project): readonly Fault[] | Promise<readonly Fault[]> }
