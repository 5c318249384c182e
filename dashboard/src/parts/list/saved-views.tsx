import { Button } from 'antd';
import { useState } from 'react';
import { VIEW_WORDS } from '../../words/choice.ts';
import { CrossIcon } from '../icons.tsx';
import { Fold } from './fold.tsx';
import { keep, recalled } from './kept.ts';

interface View {
  readonly name: string;
  readonly href: string;
}
const isView = (value: unknown): value is View =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'href' in value &&
  typeof value.href === 'string' &&
  // An address of this page and of nothing else.
  value.href.startsWith('#/');

const viewsOf = (value: unknown): readonly View[] => (Array.isArray(value) ? value.filter(isView) : []);

interface Props {
  readonly person: string;
  readonly list: string;
  /** Address of the list as it is asked for now, without a page. */
  readonly href: string;
}

/** Questions to a list that somebody asks again and again, by the names that he gave them. Kept by the browser. */
export function SavedViews({ person, list, href }: Props) {
  const [views, setViews] = useState(() => viewsOf(recalled(person, `views.${list}`)));
  const change = (next: readonly View[]): void => {
    setViews(next);
    keep(person, `views.${list}`, next);
  };
  return (
    <Fold name={VIEW_WORDS.views}>
      {views.length === 0 && <p className="quiet">{VIEW_WORDS.noView}</p>}
      <ul className="views">
        {views.map((view) => (
          <li key={view.name}>
            <a href={view.href} aria-current={view.href === href ? 'true' : undefined}>
              {view.name}
            </a>
            <button
              type="button"
              className="linkish"
              aria-label={VIEW_WORDS.forget(view.name)}
              title={VIEW_WORDS.forget(view.name)}
              onClick={() => change(views.filter((each) => each !== view))}
            >
              <CrossIcon />
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const name = String(new FormData(form).get('name') ?? '').trim();
          if (name === '') return;
          change([...views.filter((view) => view.name !== name), { name, href }]);
          form.reset();
        }}
      >
        <input
          name="name"
          aria-label={VIEW_WORDS.viewName}
          placeholder={VIEW_WORDS.viewName}
          maxLength={30}
          autoComplete="off"
        />
        <Button size="small" htmlType="submit">
          {VIEW_WORDS.keep}
        </Button>
      </form>
    </Fold>
  );
}
