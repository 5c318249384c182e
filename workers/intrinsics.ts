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

interface Known {
  readonly object: object;
  readonly prototype: object | null;
  readonly keys: readonly PropertyKey[];
  /** In the order of the keys. */
  readonly properties: PropertyDescriptor[];
}

function known(object: object): Known {
  const keys = Reflect.ownKeys(object);
  const properties = keys.map((key) => Reflect.getOwnPropertyDescriptor(object, key) ?? {});
  return { object, prototype: Reflect.getPrototypeOf(object), keys, properties };
}

/** Remembers how they are. @returns a look at whether they are still so; it can be taken after each of many documents */
export function rememberIntrinsics(): () => boolean {
  const remembered = SHARED.map(known);
  return () => remembered.every(isSame);
}

/** A property that was taken away and put there anew stands at another place, and is not the same. */
function isSame({ object, prototype, keys, properties }: Known): boolean {
  if (Reflect.getPrototypeOf(object) !== prototype) return false;
  const now = Reflect.ownKeys(object);
  return (
    now.length === keys.length &&
    now.every((key, at) => key === keys[at] && isSameProperty(object, properties, key, at))
  );
}

function isSameProperty(object: object, properties: PropertyDescriptor[], key: PropertyKey, at: number): boolean {
  const before = properties[at];
  const now = Reflect.getOwnPropertyDescriptor(object, key);
  if (before === undefined || now === undefined) return false;
  // Node makes some of its globals when they are first asked for, and then puts them in the place of their getter: once.
  if (before.get !== undefined && now.get === undefined && now.value?.name === key) {
    properties[at] = now;
    return true;
  }
  return Object.is(before.value, now.value) && before.get === now.get && before.set === now.set;
}
