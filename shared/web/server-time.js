// How far this device's clock is from the server's, from the answers themselves: the quickest of the last eight counts.

const KEPT = 8;

export class ServerTime {
  /** @type {{trip: number, offset: number}[]} ms */
  #samples = [];

  /**
   * @param {string | null} said the answer's X-Now
   * @param {number} sent ms of this device's clock
   * @param {number} received ms of this device's clock
   */
  hear(said, sent, received) {
    const server = said ? Date.parse(said) : NaN;
    if (Number.isNaN(server)) return;
    const sample = { trip: received - sent, offset: server - (sent + received) / 2 };
    this.#samples = [...this.#samples, sample].slice(-KEPT);
  }

  /** Server time - device time, in seconds; undefined before the first answer. */
  get offset() {
    const [best] = [...this.#samples].sort((one, other) => one.trip - other.trip);
    return best && best.offset / 1000;
  }

  /** What the server's clock shows now. @param {number} [now] ms of this device's clock */
  now(now = Date.now()) {
    return new Date(now + (this.offset ?? 0) * 1000);
  }
}
