import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asVariables, EnvironmentError, readEnvironment } from '../../config/env.ts';

describe('the surroundings', () => {
  it('that say nothing mean: this machine only, nothing to configure, one core left free', () => {
    const environment = readEnvironment({}, {});
    expect(environment).toMatchObject({
      dataFolder: resolve('data'),
      host: '127.0.0.1',
      redisUrl: null,
      databaseUrl: null,
    });
    expect(environment.concurrency).toBeGreaterThanOrEqual(1);
  });

  it('are read from variables; an empty one counts as not set', () => {
    const variables = {
      GOUJI_DATA: '/srv/gouji',
      GOUJI_PORT: '9000',
      GOUJI_WORKERS: '0',
      GOUJI_HOST_NAMES: 'gouji.example.cn, Other.example.cn',
      REDIS_URL: '',
      DATABASE_URL: 'postgresql://u:p@db/gouji',
    };
    expect(readEnvironment({}, variables)).toMatchObject({
      dataFolder: '/srv/gouji',
      port: 9000,
      concurrency: 0,
      hostNames: ['gouji.example.cn', 'other.example.cn'],
      redisUrl: null,
      databaseUrl: 'postgresql://u:p@db/gouji',
    });
  });

  it('give way to the command line', () => {
    expect(readEnvironment({ port: 1 }, { GOUJI_PORT: '2' }).port).toBe(1);
  });

  it('that are wrong are all named at once', () => {
    const wrong = { GOUJI_PORT: '70000', GOUJI_WORKERS: '-1', REDIS_URL: 'localhost', GOUJI_LOG: 'loud' };
    const read = () => readEnvironment({}, wrong);
    expect(read).toThrow(EnvironmentError);
    for (const name of Object.keys(wrong)) expect(read).toThrow(name);
  });

  it('are handed on to another process of ours as they are', () => {
    const environment = readEnvironment(
      { dataFolder: '/srv/gouji', concurrency: 3, hostNames: ['a.cn', 'b.cn'], port: 0 },
      { DATABASE_URL: 'postgresql://db/gouji', GOUJI_LOG: 'warn', PATH: '/bin' },
    );
    expect(readEnvironment({}, asVariables(environment))).toEqual(environment);
  });

  it('a bucket is named by an address without keys, and needs them beside it', () => {
    const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
    const read = (address: string, given: Record<string, string> = keys) =>
      readEnvironment({}, { GOUJI_BLOBS: address, ...given }).bucket;
    expect(read('s3://reports/office?endpoint=http://127.0.0.1:9000')).toEqual({
      bucket: 'reports',
      prefix: 'office/',
      endpoint: 'http://127.0.0.1:9000',
      region: 'us-east-1',
      pathStyle: true,
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    });
    expect(read('s3://reports?region=cn-north-1')).toMatchObject({ prefix: '', endpoint: null, pathStyle: false });
    expect(() => read('s3://reports', {})).toThrow('AWS_SECRET_ACCESS_KEY');
    for (const wrong of [
      's3://id:secret@reports',
      'https://reports',
      's3://reports?endpoint=ftp://x',
      's3://r/../x y',
    ]) {
      expect(() => read(wrong)).toThrow('GOUJI_BLOBS');
    }
    expect(readEnvironment({}, {}).bucket).toBeNull();
  });
});
