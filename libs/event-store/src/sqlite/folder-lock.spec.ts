import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lockFolder } from './folder-lock.ts';

describe('the lock of a data folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhurnal-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps everybody else out until it is released', () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(`The data folder ${folder} is in use by another process`);
    lock.release();
    lockFolder(folder).release();
  });

  it('makes the folder when there is none', () => {
    lockFolder(join(folder, 'new', 'data')).release();
  });

  it('keeps one folder apart from another', () => {
    const locks = [lockFolder(join(folder, 'a')), lockFolder(join(folder, 'b'))];
    for (const lock of locks) lock.release();
  });
});
