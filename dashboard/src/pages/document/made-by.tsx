import { Button } from 'antd';
import type { DocumentDetail } from '../../../../contracts/api.ts';
import type { Person } from '../../../../contracts/people.ts';
import { may } from '../../may.ts';
import { convertAnew } from '../../office-api.ts';
import { RetryIcon } from '../../parts/icons.tsx';
import { wordsOf } from '../../parts/use-read.ts';
import { VERSION_WORDS, versionName } from '../../words/versions.ts';

interface Props {
  readonly document: DocumentDetail;
  readonly person: Person;
  readonly onSaid: (words: string) => void;
  readonly onChanged: () => void;
}

/** Which version of the program made the result, and having it made once more. */
export function MadeBy({ document: { id, madeBy, state }, person, onSaid, onChanged }: Props) {
  const convert = async (): Promise<void> => {
    try {
      const { retried } = await convertAnew(id);
      onSaid(VERSION_WORDS.begun(retried));
      onChanged();
    } catch (cause) {
      onSaid(wordsOf(cause));
    }
  };
  return (
    <footer className="made-by quiet">
      <span title={madeBy ?? undefined}>
        {madeBy === null ? VERSION_WORDS.unknown : VERSION_WORDS.madeBy(versionName(madeBy))}
      </span>
      {state === 'converted' && may(person, 'POST /api/documents/:id/convert') && (
        <Button size="small" icon={<RetryIcon />} onClick={() => void convert()}>
          {VERSION_WORDS.convert}
        </Button>
      )}
    </footer>
  );
}
