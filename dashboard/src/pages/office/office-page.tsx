import type { KeptCampaign } from '../../../../contracts/campaigns.ts';
import type { Person } from '../../../../contracts/people.ts';
import type { OfficeRoom } from '../../filters.ts';
import type { Live } from '../../live.ts';
import { roomsOf } from '../../menu.ts';
import { officeHref } from '../../route.ts';
import { OFFICE_WORDS, ROOM_WORDS } from '../../words/office.ts';
import { APP_WORDS } from '../../words/page.ts';
import { PeopleRoom } from './people-room.tsx';
import { TokensRoom } from './tokens-room.tsx';
import { TrailRoom } from './trail-room.tsx';
import { VersionsRoom } from './versions-room.tsx';
import { YearsRoom } from './years-room.tsx';

interface Props {
  readonly room: OfficeRoom;
  readonly page: number;
  readonly year: number | null;
  readonly campaigns: readonly KeptCampaign[];
  readonly person: Person;
  readonly live: Live;
  readonly onCampaigns: () => void;
}

/** People, tokens, years, versions of the program and the trail; each for whom it concerns. */
export function OfficePage({ room, page, year, campaigns, person, live, onCampaigns }: Props) {
  const rooms = roomsOf(person);
  if (!rooms.includes(room)) return <p className="plain">{APP_WORDS.notFound}</p>;
  return (
    <section className="list" aria-label={OFFICE_WORDS.rooms}>
      <nav className="piles" aria-label={OFFICE_WORDS.rooms}>
        {rooms.map((name) => (
          <a key={name} className="pile" aria-current={name === room ? 'true' : undefined} href={officeHref(name)}>
            {ROOM_WORDS[name]}
          </a>
        ))}
      </nav>
      {room === 'people' && <PeopleRoom year={year} live={live} />}
      {room === 'tokens' && <TokensRoom year={year} live={live} />}
      {room === 'years' && <YearsRoom campaigns={campaigns} person={person} onChanged={onCampaigns} />}
      {room === 'versions' && <VersionsRoom live={live} />}
      {room === 'trail' && <TrailRoom page={page} live={live} />}
    </section>
  );
}
