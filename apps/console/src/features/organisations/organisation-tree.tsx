import type { Organisation } from '@yimi/contract/organisation.ts'
import { M } from '../../messages.ts'

type TreeProps = { organisations: readonly Organisation[]; selected: string | undefined }

/** The tree as nested lists that open and close by themselves; outside bodies stand below it. */
export function OrganisationTree({ organisations, selected }: TreeProps) {
  const ids = new Set(organisations.map((one) => one.id))
  const tops = organisations.filter((one) => !one.parentId || !ids.has(one.parentId))
  const inside = tops.filter((one) => one.level !== null)
  const outside = tops.filter((one) => one.level === null)
  return (
    <>
      <Branch tops={inside} organisations={organisations} selected={selected} />
      {outside.length > 0 && (
        <>
          <h2 className="tree__outside">{M.organisations.outside}</h2>
          <Branch tops={outside} organisations={organisations} selected={selected} />
        </>
      )}
    </>
  )
}

function Branch({ tops, organisations, selected }: TreeProps & { tops: readonly Organisation[] }) {
  return (
    <ul className="tree">
      {tops.map((one) => {
        const below = organisations.filter((other) => other.parentId === one.id)
        return (
          <li key={one.id}>
            {below.length === 0 ? (
              <Node organisation={one} selected={selected} />
            ) : (
              <details open>
                <summary>
                  <Node organisation={one} selected={selected} />
                </summary>
                <Branch tops={below} organisations={organisations} selected={selected} />
              </details>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Node({ organisation, selected }: { organisation: Organisation; selected: string | undefined }) {
  return (
    <a
      className="tree__node"
      href={`#/organisations/${organisation.id}`}
      aria-current={organisation.id === selected ? 'true' : undefined}
    >
      {organisation.name}
      <span className="tree__level">{organisation.levelLabel ?? organisation.kindLabel}</span>
    </a>
  )
}
