/**
 * What the class names of well-known frameworks do to visibility, in the words of their own style sheets. A saved page
 * names those sheets and does not hold them, so these rules stand in their place where a page takes styles from outside.
 * Only names that mean nothing else are here.
 * @source Bootstrap 3, 4 and 5; Element UI 2 display.css; Layui 2; Amaze UI 2; UIkit 3; Foundation 6; Tailwind CSS 3;
 *   HTML5 Boilerplate; WordPress screen-reader-text
 */
const CLIPPED = 'position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)';
const GONE = 'display:none!important';

const SCREEN_READERS =
  '.sr-only:not(:focus),.visually-hidden:not(:focus),.visuallyhidden,.sr-only-focusable:not(:focus),.visually-hidden-focusable:not(:focus),' +
  '.screen-reader-text,.screen-reader-only,.screenreader-only,.element-invisible,.show-for-sr,.ui-helper-hidden-accessible,.cdk-visually-hidden,.offscreen,.a11y-hidden';

/** For each framework its sizes of windows, px, smallest first, as its classes name them. */
const BOOTSTRAP_3 = { xs: [0, 767], sm: [768, 991], md: [992, 1199], lg: [1200, 99_999] } as const;
const ELEMENT = { xs: [0, 767], sm: [768, 991], md: [992, 1199], lg: [1200, 1919], xl: [1920, 99_999] } as const;
const LAYUI = { xs: [0, 767], sm: [768, 991], md: [992, 1199], lg: [1200, 99_999] } as const;
const AMAZE = { sm: [0, 640], md: [641, 1024], lg: [1025, 99_999] } as const;
const MIN_WIDTHS = { sm: 576, md: 768, lg: 992, xl: 1200, xxl: 1400 } as const;
const UIKIT = { s: 640, m: 960, l: 1200, xl: 1600 } as const;
const TAILWIND = { sm: 640, md: 768, lg: 1024, xl: 1280 } as const;
const SHOWN_AS = ['inline', 'inline-block', 'block', 'table', 'table-row', 'table-cell', 'flex', 'grid'] as const;

type Ranges = Readonly<Record<string, readonly [number, number]>>;
const within = ([from, to]: readonly [number, number], rules: string): string =>
  `@media (min-width:${from}px) and (max-width:${to}px){${rules}}`;
const from = (width: number, rules: string): string => `@media (min-width:${width}px){${rules}}`;
const each = <T>(record: Readonly<Record<string, T>>, rules: (name: string, value: T) => string): string =>
  Object.entries(record)
    .map(([name, value]) => rules(name, value))
    .join('');

const hiddenOnly = (ranges: Ranges, selector: (name: string) => string): string =>
  each(ranges, (name, range) => within(range, `${selector(name)}{${GONE}}`));
/** Classes that show something in one size of window hide it in all others. */
const visibleOnly = (ranges: Ranges, selector: (name: string) => string): string =>
  each(ranges, (name) =>
    each(ranges, (other, range) => (other === name ? '' : within(range, `${selector(name)}{${GONE}}`))),
  );

export const FRAMEWORK_STYLES: string = [
  `${SCREEN_READERS}{${CLIPPED}}`,
  `.d-none,.layui-hide,.uk-hidden,.am-hide,.is-hidden,.ant-hidden{${GONE}}`,
  '.hidden{display:none}',
  `.visible-print,.visible-print-block,.visible-print-inline,.print-only,.d-print-only,.show-for-print{${GONE}}`,
  hiddenOnly(BOOTSTRAP_3, (name) => `.hidden-${name}`),
  visibleOnly(BOOTSTRAP_3, (name) =>
    ['', '-block', '-inline', '-inline-block'].map((suffix) => `.visible-${name}${suffix}`).join(','),
  ),
  each(MIN_WIDTHS, (name, width) =>
    from(width, SHOWN_AS.map((display) => `.d-${name}-${display}{display:${display}!important}`).join('')),
  ),
  each(MIN_WIDTHS, (name, width) => from(width, `.d-${name}-none{${GONE}}`)),
  hiddenOnly(ELEMENT, (name) => `.hidden-${name}-only`),
  each(ELEMENT, (name, [least, most]) =>
    [
      from(least, `.hidden-${name}-and-up{${GONE}}`),
      `@media (max-width:${most}px){.hidden-${name}-and-down{${GONE}}}`,
    ].join(''),
  ),
  hiddenOnly(LAYUI, (name) => `.layui-hide-${name}`),
  visibleOnly(LAYUI, (name) =>
    ['block', 'inline', 'inline-block'].map((display) => `.layui-show-${name}-${display}`).join(','),
  ),
  hiddenOnly(AMAZE, (name) => `.am-hide-${name},.am-hide-${name}-only`),
  visibleOnly(AMAZE, (name) => `.am-show-${name},.am-show-${name}-only`),
  each(UIKIT, (name, width) =>
    [
      from(width, `.uk-hidden\\@${name}{${GONE}}`),
      `@media (max-width:${width - 1}px){.uk-visible\\@${name}{${GONE}}}`,
    ].join(''),
  ),
  each(TAILWIND, (name, width) =>
    from(
      width,
      [
        `.${name}\\:hidden{display:none}`,
        ...SHOWN_AS.map((display) => `.${name}\\:${display}{display:${display}}`),
      ].join(''),
    ),
  ),
].join('\n');
