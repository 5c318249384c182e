import { Button } from 'antd';
import { LIST_WORDS } from '../words/list.ts';
import { PHRASES } from '../words/phrases.ts';

/** Something could not be read: why, and another try. */
export const Failure = ({ failure, onAgain }: { readonly failure: string; readonly onAgain: () => void }) => (
  <p className="list-alarm" role="alert">
    {LIST_WORDS.loadFailed}
    {PHRASES.colon}
    {failure}{' '}
    <Button size="small" onClick={onAgain}>
      {LIST_WORDS.again}
    </Button>
  </p>
);
