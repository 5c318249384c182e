import { env } from 'node:process';

/**
 * What every document of a process shares without asking for it: the objects that JavaScript itself brings. One that a
 * document changed would work on the next one's result.
 */
const SHARED: readonly object[] = [
  globalThis,
  ...[
    'Object',
    'Function',
    'Array',
    'String',
    'Number',
    'Boolean',
    'RegExp',
    'Date',
    'Map',
    'Set',
    'WeakMap',
    'WeakSet',
  ]
    .concat(['Promise', 'Error', 'TypeError', 'RangeError', 'SyntaxError', 'ArrayBuffer', 'DataView', 'Uint8Array'])
    .concat(['Symbol', 'BigInt', 'URL', 'TextDecoder', 'TextEncoder', 'Buffer'])
    .flatMap((name) => {
      const made: unknown = Reflect.get(globalThis, name);
      return typeof made === 'function' ? [made, made.prototype as object] : [];
    }),
  ...[Math, JSON, Reflect, Atomics, console, env],
  Object.getPrototypeOf(Uint8Array) as object,
  (Object.getPrototypeOf(Uint8Array) as { prototype: object }).prototype,
  Object.getPrototypeOf([][Symbol.iterator]()) as object,
];

type Properties = ReadonlyMap<PropertyKey, PropertyDescriptor>;

const propertiesOf = (object: object): Properties =>
  new Map(Reflect.ownKeys(object).map((key) => [key, Reflect.getOwnPropertyDescriptor(object, key) ?? {}]));

/** Remembers how they are. @returns a look at whether they are still so */
export function rememberIntrinsics(): () => boolean {
  const remembered = SHARED.map((object) => [object, propertiesOf(object), Reflect.getPrototypeOf(object)] as const);
  return () =>
    remembered.every(
      ([object, before, prototype]) =>
        Reflect.getPrototypeOf(object) === prototype && isSame(before, propertiesOf(object)),
    );
}

function isSame(before: Properties, now: Properties): boolean {
  if (before.size !== now.size) return false;
  for (const [key, { value, get, set }] of now) {
    const known = before.get(key);
    // Node makes some of its globals when they are first asked for, and then puts them in the place of their getter.
    if (known?.get !== undefined && get === undefined && value?.name === key) continue;
    if (known === undefined || !Object.is(known.value, value) || known.get !== get || known.set !== set) return false;
  }
  return true;
}
