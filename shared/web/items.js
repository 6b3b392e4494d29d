// What a live view shows, kept in step: the higher version of each thing wins, whatever the order and repetition.

/** @typedef {{id: string, version: number, gone?: boolean, [field: string]: any}} Item */

export class Items {
  /** @type {Map<string, Item>} */
  #kept = new Map();

  /**
   * Forget all and begin with these.
   * @param {Item[]} items
   */
  snapshot(items) {
    this.#kept = new Map();
    this.change(items);
  }

  /**
   * Take what is newer than what is known. A thing that is gone stays remembered by its version, so that a late older
   * change does not bring it back.
   * @param {Item[]} items
   */
  change(items) {
    for (const item of items) {
      const known = this.#kept.get(item.id);
      if (!known || item.version > known.version) this.#kept.set(item.id, item);
    }
  }

  /**
   * @param {string} id
   * @returns {Item | undefined}
   */
  get(id) {
    const item = this.#kept.get(id);
    return item?.gone ? undefined : item;
  }

  /**
   * All things of a kind: `kind("attendee")` gives those whose id begins with `attendee/`.
   * @param {string} kind
   * @returns {Item[]}
   */
  kind(kind) {
    return [...this.#kept.values()].filter((item) => !item.gone && item.id.startsWith(`${kind}/`));
  }
}
