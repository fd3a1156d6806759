// Job events: streams that come back whatever ended them, and the one stream that all tabs of a person share.

import {person} from './page.js';

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;

/** How old a page must be before it is loaded anew because nobody is signed in, in milliseconds. */
const YOUNG = 5_000;

/** Whether the server has no session for this page any more: it says so, or leads to where one signs in. */
async function isSignedOut(url) {
  const looking = new AbortController();
  const answer = await fetch(url, {redirect: 'manual', cache: 'no-store', signal: looking.signal}).catch(() => null);
  looking.abort();
  return answer?.status === 401 || answer?.type === 'opaqueredirect';
}

/**
 * Follows a stream until the page goes. The browser connects again by itself after a lost connection, but not after an
 * answer that is no stream, such as a load balancer's while frontends are replaced: then it is done here, beginning after
 * the last event. Who is not signed in any more is sent to sign in, and comes back to the page.
 */
export function follow(url, {job, cloud, lost, found, signedOut = () => location.reload()}) {
  let pause = FIRST_PAUSE;
  let last = '';
  let source;
  let timer;
  let closed = false;
  const again = () => {
    if (!closed) {
      timer = setTimeout(open, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  };
  const refused = async () => {
    if (await isSignedOut(url) && performance.now() > YOUNG) {
      signedOut();
    } else {
      again();
    }
  };
  const open = () => {
    const address = new URL(url, location);
    if (last) {
      address.searchParams.set('lastEventId', last);
    }
    source = new EventSource(address);
    source.addEventListener('job', event => {
      last = event.lastEventId;
      job(JSON.parse(event.data));
    });
    source.addEventListener('cloud', event => cloud?.(JSON.parse(event.data)));
    source.addEventListener('open', () => {
      pause = FIRST_PAUSE;
      found?.();
    });
    source.addEventListener('error', () => {
      lost?.();
      if (source.readyState === EventSource.CLOSED) {
        refused();
      }
    });
  };
  const close = () => {
    closed = true;
    clearTimeout(timer);
    source.close();
  };
  addEventListener('pagehide', close);
  open();
  return close;
}

/**
 * Hears of this person's jobs: what is not done, what is new, and each change. One tab reads, the others listen to it. A
 * session that ended ends this too, rather than what somebody may be typing; another tab takes over.
 */
export function followMine(job) {
  const url = '/api/v1/events?owner=me';
  if (!navigator.locks || !('BroadcastChannel' in window)) { // pages that came by http are not given locks
    follow(url, {job, signedOut() {}});
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
  navigator.locks.request(name, () => new Promise(signedOut => {
    follow(url, {
      job(one) {
        known.set(one.id, one);
        tabs.postMessage(one);
        job(one);
      },
      signedOut,
    });
  }));
}
