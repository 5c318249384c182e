import { z } from 'zod';

/** A bucket of S3-compatible storage, and how it is reached. */
export interface BucketPlace {
  readonly bucket: string;
  /** Stands before the name of each object; empty, or with a slash at its end. */
  readonly prefix: string;
  /** Null: that of Amazon for the region. */
  readonly endpoint: string | null;
  readonly region: string;
  /** Whether the bucket stands in the path of an address and not in its host name. */
  readonly pathStyle: boolean;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** Most services of one's own are asked by path and have no regions; this is the name that they take. */
const USUAL_REGION = 'us-east-1';

const optionsSchema = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).optional(),
  region: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .default(USUAL_REGION),
  'path-style': z.enum(['yes', 'no']).optional(),
});

/**
 * The place that `s3://bucket/prefix?endpoint=…&region=…&path-style=yes|no` names.
 * @throws z.ZodError
 */
export const bucketAddress = z.string().transform((text, context): Omit<BucketPlace, 'credentials'> => {
  const wrong = (message: string): never => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (!URL.canParse(text)) return wrong('must be s3://bucket/prefix?endpoint=…');
  const { protocol, hostname, pathname, username, password, searchParams } = new URL(text);
  if (username !== '' || password !== '')
    return wrong('must hold no keys: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY do');
  const options = optionsSchema.safeParse(Object.fromEntries(searchParams));
  const prefix = pathname.replace(/^\/+|\/+$/g, '');
  if (protocol !== 's3:' || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(hostname) || !/^[\w./-]{0,200}$/.test(prefix)) {
    return wrong('must be s3://bucket/prefix?endpoint=…');
  }
  if (!options.success) return wrong(`must have no options but endpoint=http(s)://…, region=… and path-style=yes|no`);
  const { endpoint = null, region } = options.data;
  const pathStyle = options.data['path-style'] ?? (endpoint === null ? 'no' : 'yes');
  return {
    bucket: hostname,
    prefix: prefix === '' ? '' : `${prefix}/`,
    endpoint,
    region,
    pathStyle: pathStyle === 'yes',
  };
});
