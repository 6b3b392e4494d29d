// Which pass this page uses, and every request of the page: named with it, in the reader's language, never for ever.

import { ServerTime } from "./server-time.js";

const PATIENCE = 15_000; // ms; the server itself says 202 after 2 s

/**
 * `status` 0: no answer, so the outcome is not known. `body` undefined: none, or not JSON.
 * @typedef {{status: number, body: any, retryAfter: number}} Answer
 */

/** The id of the pass in the page's address. @param {Location | URL} place */
export const passOf = (place) => new URLSearchParams(place.search).get("pass") ?? "";

export class Api {
  time = new ServerTime();

  /**
   * @param {string} base e.g. `/checkin/api`
   * @param {string} pass
   * @param {() => string} language
   */
  constructor(base, pass, language) {
    this.base = base;
    this.pass = pass;
    this.language = language;
  }

  /**
   * @param {string} path
   * @param {Record<string, string>} [query]
   */
  get(path, query = {}) {
    return this.#ask("GET", this.address(path, query));
  }

  /**
   * @param {"POST" | "PUT"} method
   * @param {string} path
   * @param {object} body
   * @param {Record<string, string>} [query]
   */
  send(method, path, body, query = {}) {
    return this.#ask(method, this.address(path, query), JSON.stringify(body));
  }

  /**
   * An address with the pass in it, for a stream: it cannot carry headers of ours.
   * @param {string} path
   * @param {Record<string, string>} query
   */
  stream(path, query) {
    return this.address(path, { ...query, pass: this.pass });
  }

  /** @param {string} path @param {Record<string, string>} [query] */
  address(path, query = {}) {
    const asked = new URLSearchParams(query).toString();
    return `${this.base}/${path}${asked && `?${asked}`}`;
  }

  /**
   * @param {string} method
   * @param {string} url
   * @param {string} [body]
   * @returns {Promise<Answer>}
   */
  async #ask(method, url, body) {
    const headers = { "Accept-Language": this.language(), "X-Pass": this.pass };
    const typed = body === undefined ? headers : { ...headers, "Content-Type": "application/json" };
    const sent = Date.now();
    try {
      const answer = await fetch(url, { method, headers: typed, body, signal: AbortSignal.timeout(PATIENCE) });
      this.time.hear(answer.headers.get("X-Now"), sent, Date.now());
      const read = await answer.json().catch(() => undefined);
      return { status: answer.status, body: read, retryAfter: Number(answer.headers.get("Retry-After")) || 0 };
    } catch {
      return { status: 0, body: undefined, retryAfter: 0 };
    }
  }
}
