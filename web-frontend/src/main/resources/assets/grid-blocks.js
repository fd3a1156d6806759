// The blocks of rows around those in sight: fetched by range, given up when they are passed by, the oldest forgotten.

export const BLOCK = 200;
const KEPT = 40;

export class Blocks {
  /**
   * @param arrived called when rows came, with whether their number is another than before
   * @param failed called with an error when rows did not come
   */
  constructor(job, total, arrived, failed) {
    this.address = `/api/v1/jobs/${encodeURIComponent(job)}/rows`;
    this.total = total;
    this.arrived = arrived;
    this.failed = failed;
    this.kept = new Map();
    this.asked = new Map();
    this.stale = new Set();
    this.query = {};
    this.generation = 0;
  }

  /** The first rows, before anything is shown; null when they cannot be had. */
  async begin() {
    const answer = await fetch(`${this.address}?from=0&count=${BLOCK}`).catch(() => null);
    if (!answer?.ok) {
      return null;
    }
    const body = await answer.json();
    this.total = body.total;
    this.kept.set(0, this.placed(body, 0));
    return body;
  }

  /** Looks at other rows, or at the same in another order. */
  ask(change) {
    this.query = Object.fromEntries(Object.entries({...this.query, ...change}).filter(([, value]) => value));
    this.generation++;
    for (const request of this.asked.values()) {
      request.abort();
    }
    this.asked = new Map();
    this.kept = new Map();
    this.stale.clear();
    this.load(0);
  }

  /** The record at a place from 0; undefined when it is not here. */
  record(index) {
    return this.kept.get(Math.floor(index / BLOCK))?.[index % BLOCK];
  }

  /** Whether the block of a place is here, be the row answered or not. */
  has(index) {
    return this.kept.has(Math.floor(index / BLOCK));
  }

  isIdle() {
    return this.asked.size === 0;
  }

  /** Fetches the blocks in sight and the next one; gives up those that are out of sight. */
  ahead(start, rows) {
    const from = Math.floor(start / BLOCK);
    const to = Math.floor(Math.max(start, start + rows - 1) / BLOCK);
    for (const [block, request] of this.asked) {
      if (block < from - 1 || block > to + 1) {
        request.abort();
        this.asked.delete(block);
      }
    }
    for (let block = from; block <= to + 1; block++) {
      if (block * BLOCK < this.total || (block === 0 && this.total === 0)) {
        this.load(block);
      }
    }
  }

  /** Marks blocks with gaps to be fetched again, since the job went on. */
  refresh() {
    for (const [block, rows] of this.kept) {
      if (Object.values(rows).length < Math.min(BLOCK, this.total - block * BLOCK)) {
        this.stale.add(block);
      }
    }
  }

  /** Records at their places: rows that are not answered leave gaps. */
  placed(body, block) {
    if (Object.keys(this.query).length > 0) {
      return body.rows;
    }
    const rows = [];
    for (const record of body.rows) {
      rows[Number(record[0]) - 1 - block * BLOCK] = record;
    }
    return rows;
  }

  async load(block) {
    if ((this.kept.has(block) && !this.stale.has(block)) || this.asked.has(block)) {
      return;
    }
    const mine = this.generation;
    const request = new AbortController();
    this.asked.set(block, request);
    try {
      const query = new URLSearchParams({...this.query, from: block * BLOCK, count: BLOCK});
      const answer = await fetch(`${this.address}?${query}`, {signal: request.signal});
      if (answer.status === 401) {
        location.reload();
        return;
      }
      const body = await answer.json();
      if (mine !== this.generation) {
        return;
      }
      if (!answer.ok) {
        throw new Error(body.detail);
      }
      this.keep(block, body);
    } catch (problem) {
      if (problem.name !== 'AbortError' && mine === this.generation) {
        this.failed(problem);
      }
    } finally {
      if (this.asked.get(block) === request) {
        this.asked.delete(block);
      }
    }
  }

  keep(block, body) {
    this.kept.set(block, this.placed(body, block));
    this.stale.delete(block);
    if (this.kept.size > KEPT) {
      this.kept.delete(this.kept.keys().next().value);
    }
    const other = body.total !== this.total;
    this.total = body.total;
    this.arrived(other);
  }
}
