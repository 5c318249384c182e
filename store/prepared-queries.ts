import {
  messages,
  type PGlite,
  protocol,
  type QueryOptions,
  type Results,
  type Transaction,
  types,
} from '@electric-sql/pglite';

/** Statements that stay prepared: an office at work asks some fifty, over and over. */
const KEPT = 200;
/** Longer ones write many rows, each time another number of them. */
const LONGEST_CHARACTERS = 10_000;

interface Prepared {
  readonly name: string;
  /** Types of its parameters by their numbers in PostgreSQL. */
  readonly parameters: readonly number[];
}

type Ask = PGlite['query'];
type Message = Awaited<ReturnType<PGlite['execProtocolStream']>>[number];

/**
 * Has PGlite prepare each statement that it is asked a second time. Its own way asks the database six times for each query
 * and has it parsed and planned anew; a prepared one is one exchange: a quarter of the time, and less of the longer ones
 * (docs/decisions/0043-what-a-document-costs-the-server.md).
 */
export function prepareRepeated(client: PGlite): void {
  const known = new Map<string, Prepared | 'once'>();
  let names = 0;
  const exchange = (...messages: readonly Uint8Array[]): Promise<readonly Message[]> =>
    client.execProtocolStream(Buffer.concat([...messages, serialize.sync()]), { syncToFs: false });

  const prepare = async (text: string): Promise<Prepared> => {
    const name = `kept_${++names}`;
    const said = await exchange(serialize.parse({ text, name }), serialize.describe({ type: 'S', name }));
    const described = said.find((message) => message instanceof messages.ParameterDescriptionMessage);
    return { name, parameters: described?.dataTypeIDs ?? [] };
  };

  /** Null: it is asked for the first time. The one that was not asked for longest is forgotten. */
  const preparedFor = async (text: string): Promise<Prepared | null> => {
    const before = known.get(text);
    known.delete(text);
    const now = before === 'once' ? await prepare(text) : (before ?? 'once');
    known.set(text, now);
    const [oldest] = known;
    if (oldest !== undefined && known.size > KEPT) {
      const [forgotten, statement] = oldest;
      known.delete(forgotten);
      if (statement !== 'once') await exchange(serialize.close({ type: 'S', name: statement.name }));
    }
    return now === 'once' ? null : now;
  };

  const answer = async <T>({ name, parameters }: Prepared, given: readonly unknown[], options: QueryOptions = {}) => {
    const values = given.map((value, at) => {
      if (value === null || value === undefined) return null;
      const write = client.serializers[parameters[at] ?? 0];
      return write === undefined ? `${value}` : write(value);
    });
    const said = await exchange(
      serialize.bind({ statement: name, values }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
    );
    return resultOf<T>(said, { ...client.parsers, ...options.parsers }, options.rowMode);
  };

  /** @param alone keeps others from asking meanwhile, as the client itself does it in this place */
  const preparing =
    (ask: Ask, alone: <T>(work: () => Promise<T>) => Promise<T>): Ask =>
    async <T>(text: string, given: unknown[] = [], options?: QueryOptions): Promise<Results<T>> => {
      if (text.length > LONGEST_CHARACTERS || options?.blob !== undefined) return ask<T>(text, given, options);
      await client.waitReady;
      const answered = await alone(async () => {
        const prepared = await preparedFor(text);
        return prepared === null ? null : await answer<T>(prepared, given, options);
      });
      return answered ?? ask<T>(text, given, options);
    };

  const transaction = client.transaction.bind(client);
  client.query = preparing(client.query.bind(client), (work) =>
    client._runExclusiveTransaction(() => client._runExclusiveQuery(work)),
  );
  client.transaction = (work) =>
    transaction((inner) => {
      const query = preparing(inner.query.bind(inner), (asked) => client._runExclusiveQuery(asked));
      return work(Object.create(inner, { query: { value: query } }) as Transaction);
    });
}

const { serialize } = protocol;

/** Rows as PGlite itself gives them. */
function resultOf<T>(
  said: readonly Message[],
  parsers: PGlite['parsers'],
  rowMode: QueryOptions['rowMode'],
): Results<T> {
  const fields: { name: string; dataTypeID: number }[] = [];
  const rows: unknown[] = [];
  let affectedRows = 0;
  for (const message of said) {
    if (message instanceof messages.RowDescriptionMessage) {
      fields.push(...message.fields.map(({ name, dataTypeID }) => ({ name, dataTypeID })));
    } else if (message instanceof messages.DataRowMessage) {
      const values = message.fields.map((value, at) => types.parseType(value, fields[at]?.dataTypeID ?? 0, parsers));
      rows.push(
        rowMode === 'array' ? values : Object.fromEntries(values.map((value, at) => [fields[at]?.name, value])),
      );
    } else if (message instanceof messages.CommandCompleteMessage && /^(?:INSERT|UPDATE|DELETE)/.test(message.text)) {
      affectedRows += Number.parseInt(message.text.split(' ').at(-1) ?? '0', 10);
    }
  }
  return { rows: rows as T[], fields, affectedRows };
}
