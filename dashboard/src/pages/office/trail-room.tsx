import type { Live } from '../../live.ts';
import { getTrail, ROWS } from '../../office-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { ListFoot } from '../../parts/list-foot.tsx';
import { TrailList } from '../../parts/trail-list.tsx';
import { useRead } from '../../parts/use-read.ts';
import { officeHref } from '../../route.ts';
import { TRAIL_WORDS } from '../../words/trail.ts';

/** Every write, the newest first. */
export function TrailRoom({ page, live }: { readonly page: number; readonly live: Live }) {
  const { value, failure, reload } = useRead(`${page}`, (signal) => getTrail(page, signal), live);
  if (value === null) return failure === null ? null : <Failure failure={failure} onAgain={reload} />;
  return (
    <>
      <div className="room-trail">
        <TrailList entries={value.items} />
      </div>
      <ListFoot
        words={TRAIL_WORDS.total(value.total)}
        page={page}
        rows={ROWS}
        total={value.total}
        href={(next) => officeHref('trail', next)}
      />
    </>
  );
}
