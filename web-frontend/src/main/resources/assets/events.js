// Job events: streams that come back whatever ended them, and the one stream that all tabs of a person share.

import {person} from './page.js';

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;

/**
 * Follows a stream until the page goes. The browser connects again by itself after a lost connection, but not after an
 * answer that is no stream, such as a load balancer's while frontends are replaced.
 */
export function follow(url, {job, cloud, lost, found}) {
  let pause = FIRST_PAUSE;
  let source;
  let timer;
  const open = () => {
    source = new EventSource(url);
    source.addEventListener('job', event => job(JSON.parse(event.data)));
    source.addEventListener('cloud', event => cloud?.(JSON.parse(event.data)));
    source.addEventListener('open', () => {
      pause = FIRST_PAUSE;
      found?.();
    });
    source.addEventListener('error', () => {
      lost?.();
      if (source.readyState === EventSource.CLOSED) {
        timer = setTimeout(open, pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    });
  };
  const close = () => {
    clearTimeout(timer);
    source.close();
  };
  addEventListener('pagehide', close);
  open();
  return close;
}

/** Hears of this person's jobs: what is not done, what is new, and each change. One tab reads, the others listen to it. */
export function followMine(job) {
  const url = '/api/v1/events?owner=me';
  if (!navigator.locks || !('BroadcastChannel' in window)) { // pages that came by http are not given locks
    follow(url, {job});
    return;
  }
  const name = `vitrine-jobs-${person}`;
  const tabs = new BroadcastChannel(name);
  const known = new Map();
  tabs.addEventListener('message', ({data}) => {
    if (data.id) {
      job(data);
    } else {
      known.forEach(one => tabs.postMessage(one));
    }
  });
  tabs.postMessage({});
  navigator.locks.request(name, () => new Promise(() => {
    follow(url, {job(one) {
      known.set(one.id, one);
      tabs.postMessage(one);
      job(one);
    }});
  }));
}
