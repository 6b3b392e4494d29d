// A deed stays here until its decision was seen: the same id is sent again after 202, 503, 5xx or no answer at all.

/** @typedef {import("./pass.js").Answer} Answer */

/**
 * How it ended. `problem`: the server will never decide this as it stands (its document), nothing was changed.
 * @typedef {{decision: any, people: Record<string, any>} | {problem: any}} Outcome
 */

/**
 * Why there is no decision yet: it was not sent (sending), is being decided (pending), lies with the dead letters
 * (set_aside), the server could not take it (away), or the pass was refused (pass: enter again, nothing is lost).
 * @typedef {"sending" | "pending" | "set_aside" | "away" | "pass"} Waiting
 */

/** @typedef {{id: string, tries: number, waiting: Waiting}} Carried */

const FIRST_WAIT = 1; // seconds
const LONGEST_WAIT = 15;
const SET_ASIDE_WAIT = 60; // somebody must mend it first

export class Outbox {
  /** @type {Map<string, Carried>} */
  #carried = new Map();
  /** @type {Set<() => void>} */
  #sleepers = new Set();

  /**
   * @param {() => void} changed something else is waiting, or for another reason
   * @param {() => number} [random]
   */
  constructor(changed, random = Math.random) {
    this.changed = changed;
    this.random = random;
  }

  /** Everything that has no decision yet. */
  get waiting() {
    return [...this.#carried.values()];
  }

  /**
   * @param {string} id the command's
   * @param {() => Promise<Answer>} post sends it; called again and again
   * @returns {Promise<Outcome>}
   */
  async carry(id, post) {
    for (let tries = 1; ; tries += 1) {
      const answer = await post();
      const outcome = outcomeOf(answer);
      if (outcome) return this.#done(id, outcome);
      this.#note({ id, tries, waiting: waitingFor(answer) });
      await this.#sleep(pause(answer, tries, this.random()));
    }
  }

  /** The line is back, or somebody entered again: ask at once. */
  hurry() {
    for (const wake of this.#sleepers) wake();
  }

  /** @param {Carried} carried */
  #note(carried) {
    this.#carried.set(carried.id, carried);
    this.changed();
  }

  /** @param {string} id @param {Outcome} outcome */
  #done(id, outcome) {
    this.#carried.delete(id);
    this.changed();
    return outcome;
  }

  /** @param {number} seconds @returns {Promise<void>} */
  #sleep(seconds) {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(alarm);
        this.#sleepers.delete(wake);
        resolve();
      };
      const alarm = setTimeout(wake, seconds * 1000);
      this.#sleepers.add(wake);
    });
  }
}

/** @param {Answer} answer @returns {Outcome | undefined} */
function outcomeOf({ status, body }) {
  if (status === 200 && body?.decision) return { decision: body.decision, people: body.people ?? {} };
  const final = status >= 400 && status < 500 && status !== 401 && status !== 429 && status !== 408;
  return final ? { problem: body ?? { status } } : undefined;
}

/** @param {Answer} answer @returns {Waiting} */
function waitingFor({ status, body }) {
  if (status === 401) return "pass";
  if (status !== 202) return "away";
  return body?.status === "set_aside" ? "set_aside" : "pending";
}

/**
 * Seconds until the next try: doubling, with jitter, so that eleven desks do not come back in one moment.
 * @param {Answer} answer @param {number} tries @param {number} chance 0 to 1
 */
function pause(answer, tries, chance) {
  if (waitingFor(answer) === "set_aside") return SET_ASIDE_WAIT;
  const doubling = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
  return Math.max(answer.retryAfter, doubling) * (0.5 + chance / 2);
}
