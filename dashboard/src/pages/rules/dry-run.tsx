import type { DryRunAnswer } from '../../../../contracts/rules.ts';
import { LANGUAGE } from '../../language.ts';
import { documentHref } from '../../route.ts';
import { RULE_WORDS } from '../../words/rules.ts';

/** Some of what a rule would find in the reports of a year. */
export function DryRun({ answer: { examples, findings } }: { readonly answer: DryRunAnswer }) {
  if (examples.length === 0) return null;
  return (
    <>
      <ul className="list dry-run-found">
        {examples.map((found, at) => (
          <li key={`${found.documentId} ${at}`}>
            <a href={documentHref(found.documentId)} lang="zh-CN">
              {found.agency}
            </a>{' '}
            {LANGUAGE === 'en' ? found.messageEn : found.message}
          </li>
        ))}
      </ul>
      {findings > examples.length && <p className="quiet">{RULE_WORDS.someOf(examples.length, findings)}</p>}
    </>
  );
}
