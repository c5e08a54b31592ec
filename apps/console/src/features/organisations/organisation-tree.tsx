import type { Organisation } from '@yimi/contract/organisation.ts'
import { useState } from 'react'
import { M } from '../../messages.ts'

type TreeProps = { organisations: readonly Organisation[]; selected: string | undefined }

/** The tree as nested lists that open and close; outside bodies stand below it. */
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
      {tops.map((one) => (
        <Item key={one.id} organisation={one} organisations={organisations} selected={selected} />
      ))}
    </ul>
  )
}

function Item({ organisation, organisations, selected }: TreeProps & { organisation: Organisation }) {
  const [open, setOpen] = useState(true)
  const below = organisations.filter((other) => other.parentId === organisation.id)
  return (
    <li>
      <div className="tree__row">
        {below.length > 0 && (
          <button
            type="button"
            className="tree__toggle"
            aria-expanded={open}
            aria-label={M.organisations.below(organisation.name)}
            onClick={() => setOpen(!open)}
          >
            <span aria-hidden="true">{open ? '▾' : '▸'}</span>
          </button>
        )}
        <Node organisation={organisation} selected={selected} />
      </div>
      {open && below.length > 0 && <Branch tops={below} organisations={organisations} selected={selected} />}
    </li>
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
