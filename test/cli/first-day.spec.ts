import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServerProcess } from '../support/server-process.ts';

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'zhurnal-cli-'));
const dataFolder = path.join(folder, 'data');

/** Runs `zhurnal …` on the folder, as an operator would. */
const zhurnal = async (...args: string[]): Promise<string> => {
  const env = { PATH: process.env['PATH'], ZHURNAL_DATA: dataFolder };
  const { stdout } = await run('node', ['dist/apps/cli/src/main.js', ...args], { env });
  return stdout;
};

const timetable = [
  '"Activity Id","Day","Hour","Students Sets","Subject","Teachers","Activity Tags","Room","Comments"',
  '"1","Понедельник","08:30","5А","Математика","А.Петрова","","201",""',
  '"2","Понедельник","09:25","5А+5Б","Физкультура","И.Сидоров","","зал",""',
  '"3","Вторник","08:30","1А","Чтение","М.Орлова","","",""',
  '"4","Среда","08:30","12А","Физика","М.Орлова","","",""',
].join('\n');

describe('the first day of a school, from the command line', () => {
  let schoolId = '';
  let code = '';
  let officersCode = '';

  beforeAll(async () => {
    writeFileSync(path.join(folder, 'timetable.csv'), timetable);
    const named = ['--name', 'Средняя школа № 7', '--short-name', 'Школа 7', '--time-zone', 'Europe/Moscow'];
    const told = await zhurnal('found', ...named, '--administrator', 'Петрова Анна Сергеевна');
    schoolId = /School (\S+):/.exec(told)![1]!;
    code = /the code (\S+)/.exec(told)![1]!;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const imports = (school: string) => {
    const dates = ['--from', '2026-09-01', '--to', '2027-05-26'];
    return zhurnal('import', 'fet', path.join(folder, 'timetable.csv'), '--school', school, ...dates);
  };

  it('takes a timetable and says line by line what it refused and why', async () => {
    const report = await imports(schoolId);
    expect(report).toContain('timetable.csv:5: refused: Среда 08:30 12А Физика');
    expect(report).toContain('refused: bells of grades 1 (');
    expect(report).not.toContain('refused: bells of grades 5');
    expect(report).toContain('3 lines taken, 2 refused, 0 left out');
  });

  it('adds nothing when the same file comes again', async () => {
    const before = await zhurnal('replay', '--hash');
    await imports(schoolId);
    expect(await zhurnal('replay', '--hash')).toBe(before);
  });

  it('refuses a school that is not there', async () => {
    await expect(imports('0f8f5a52-93a5-4b1c-9f9e-1f5c3a1c9c11')).rejects.toMatchObject({
      stderr: expect.stringContaining('There is no school 0f8f5a52'),
    });
  });

  it('gives the code to a region officer, whom no administrator may let in', async () => {
    const told = await zhurnal('officer', '--school', schoolId);
    officersCode = /the code (\S+)/.exec(told)![1]!;
  });

  it('lets the administrator in, who finds the classes', async () => {
    const server = await ServerProcess.start(dataFolder);
    try {
      const call = (method: string, at: string, body?: object, token?: string) =>
        fetch(`${server.url}/api/v1/${at}`, {
          method,
          headers: {
            ...(body ? { 'content-type': 'application/json' } : {}),
            ...(token ? { authorization: `Bearer ${token}` } : {}),
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
      const login = { login: 'petrova', password: 'осень-2026-школа' };
      const activated = await call('POST', 'activations', { code, ...login });
      expect(activated.status).toBe(201);
      const { position } = (await activated.json()) as { position: string };
      const signedIn = (await (await call('POST', 'sessions', { ...login, bearer: true })).json()) as {
        token: string;
      };
      const officer = { login: 'region', password: 'осень-2026-область' };
      expect((await call('POST', 'activations', { code: officersCode, ...officer })).status).toBe(201);
      const status = await zhurnal('status');
      expect(status).toMatch(/groups\s+v\d+\s+live/);
      const groups = await (
        await call('GET', `groups?limit=50&minPosition=${position}`, undefined, signedIn.token)
      ).text();
      for (const title of ['5А', '5Б', '1А']) expect(groups).toContain(`"${title}"`);
      const root = await fetch(`${server.url}/`);
      expect(await root.text()).toContain('<div id="root">');
    } finally {
      await server.stop();
    }
  });
});
