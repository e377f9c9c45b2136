import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** One way into a demo school. */
export interface SignIn {
  readonly role: string;
  readonly name: string;
  readonly login: string;
  readonly password: string;
  /** The short name of the school. */
  readonly school: string;
}

const MARK = 'this-is-a-demo-school.txt';
const SIGN_INS = 'demo-sign-ins.json';

/** The folder that the demo schools live in. It is marked, so that no other school is ever cleared away. */
export class DemoFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The sign-ins of demo schools that were finished here, or null. */
  signIns(): readonly SignIn[] | null {
    const file = path.join(this.#folder, SIGN_INS);
    return this.#isMarked && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SignIn[]) : null;
  }

  /**
   * Clears away demo schools, finished or not, and marks the folder.
   * @throws Error when the folder holds something that is no demo school
   */
  clear(): void {
    if (existsSync(this.#folder) && readdirSync(this.#folder).length > 0 && !this.#isMarked) {
      throw new Error(
        `${this.#folder} holds something that is not a demo school, and nothing of it was touched. ` +
          'Name another folder in ZHURNAL_DATA.',
      );
    }
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(
      path.join(this.#folder, MARK),
      'Demo schools. `npm run demo -- --fresh` deletes them and makes others.\n',
    );
  }

  /** Says that the schools are finished, and how to get in. */
  finish(signIns: readonly SignIn[]): void {
    writeFileSync(path.join(this.#folder, SIGN_INS), `${JSON.stringify(signIns, null, 2)}\n`, {
      mode: 0o600,
    });
  }

  get #isMarked(): boolean {
    return existsSync(path.join(this.#folder, MARK));
  }
}
