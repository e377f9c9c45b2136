import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, type Call, callAt } from '../../support/call.ts';
import { OperatedGround } from '../../support/operated-ground.ts';
import { ServerProcess } from '../../support/server-process.ts';

/** The built program as a school runs it: one process, embedded stores in a folder of its own, pages and all. */
export class SchoolServer extends OperatedGround {
  #process: ServerProcess | null = null;

  private constructor(
    private readonly folder: string,
    private readonly hasOfficer: boolean,
  ) {
    super({ PORT: '0', ZHURNAL_DATA: join(folder, 'data'), ZHURNAL_LOG_LEVEL: 'info' });
  }

  /**
   * It starts once a school is founded in it.
   * @param hasOfficer a region officer is let in before: later the data are the server's
   */
  static async make({ hasOfficer = false } = {}): Promise<SchoolServer> {
    return new SchoolServer(await mkdtemp(join(tmpdir(), 'zhurnal-school-')), hasOfficer);
  }

  /** `http://127.0.0.1:port`. */
  get url(): string {
    if (this.#process === null) throw new Error('It has not started');
    return this.#process.url;
  }

  call(call: Call): Promise<Answer> {
    return callAt(this.url, call);
  }

  protected override async founded(schoolId: string): Promise<void> {
    if (this.hasOfficer) await this.letOfficerIn(schoolId);
    this.#process = await ServerProcess.with(this.settings);
  }

  /** Stops it and removes its data. */
  async close(): Promise<void> {
    await this.#process?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
