import type { NeedClass, PublicService } from '@yimi/contract/service.ts'

/** Strokes on a 48 × 48 field, one for each of the four classes of needs: a list, a hand, a flower, a gift. */
const DRAWINGS: Readonly<Record<NeedClass, string>> = {
  affairs: 'M12 8h24v34H12zM18 5h12v6H18zM18 20h12M18 27h12M18 34h7',
  hardship:
    'M8 30c6-4 10-4 14 0h8c4 0 4 5 0 5h-9M30 34l8-7c3-2 6 1 4 4-4 6-8 10-14 10H8M24 8c-3-4-9-2-9 3 0 4 5 8 9 11 4-3 9-7 9-11 0-5-6-7-9-3z',
  grief:
    'M24 44V24M24 24c-7 0-10-5-8-10 5-1 8 2 8 10zM24 24c7 0 10-5 8-10-5-1-8 2-8 10zM24 36c-5 0-9-2-11-6M24 36c5 0 9-2 11-6',
  joy: 'M8 20h32v8H8zM11 28h26v14H11zM24 20v22M24 20c-8 0-12-3-10-7 2-5 9-2 10 7zM24 20c8 0 12-3 10-7-2-5-9-2-10 7z',
}

/** A service to be pressed. */
export function ServiceTile(props: { service: PublicService; onPress: () => void }) {
  const { name, about, need } = props.service
  return (
    <li className="doors__item">
      <button type="button" className="door tile" onClick={props.onPress}>
        <svg className="door__drawing" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
          <path d={DRAWINGS[need]} />
        </svg>
        <span className="door__words">
          <span className="door__name">{name}</span>
          {about ? <span className="door__line">{about}</span> : null}
        </span>
      </button>
    </li>
  )
}
