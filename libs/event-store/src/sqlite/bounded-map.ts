/**
 * A map that remembers the last so many keys, roughly: two generations, of which the older is dropped when the
 * younger is full. Cheaper by far than an exact order of use, for caches that are asked at every event.
 */
export class BoundedMap<Key, Value> {
  readonly #generation: number;
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();

  /** Keeps at least `size` / 2 keys and at most `size`. */
  constructor(size: number) {
    this.#generation = Math.ceil(size / 2);
  }

  get(key: Key): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, value: Value): void {
    this.#young.set(key, value);
    if (this.#young.size < this.#generation) return;
    this.#old = this.#young;
    this.#young = new Map();
  }
}
