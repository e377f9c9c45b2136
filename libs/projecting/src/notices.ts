/** Where the engine says what an operator should know. A pino logger is one. */
export interface Notices {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const noNotices: Notices = { info: () => {}, warn: () => {}, error: () => {} };
