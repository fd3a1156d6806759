// Follows jobs by server-sent events: one on its own page, all in lists.

import {follow} from './events.js';
import {count, rate, seconds, state} from './format.js';
import {awaitJob, ended, permission} from './notify.js';
import {text} from './text.js';

const DONE = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED']);
const followed = document.querySelector('[data-follow]')?.dataset.follow;
const listed = document.querySelector('[data-jobs]');
const banner = document.querySelector('#connection');

function set(root, name, words) {
  for (const node of root.querySelectorAll(`[data-live="${name}"]`)) {
    if (node.textContent !== words) {
      node.textContent = words;
    }
  }
}

function show(root, job) {
  set(root, 'state', state(job.state));
  for (const badge of root.querySelectorAll('[data-live="state"]')) {
    badge.dataset.state = job.state;
  }
  for (const sentence of root.querySelectorAll('[data-running]')) {
    if (job.state === 'RUNNING' && sentence.textContent !== sentence.dataset.running) {
      sentence.textContent = sentence.dataset.running;
    }
  }
  for (const bar of root.querySelectorAll('[data-live="progress"]')) {
    bar.value = job.rowsDone;
  }
  set(root, 'rowsDone', count(job.rowsDone));
  set(root, 'rejects', count(job.rejects));
  set(root, 'shardsDone', count(job.shardsDone));
  set(root, 'workers', count(job.workers));
  set(root, 'rate', job.rowsPerSecond === undefined ? '–' : rate(job.rowsPerSecond));
  set(root, 'left', job.secondsLeft === undefined ? '–' : text('job.about', seconds(job.secondsLeft)));
}

const tell = document.querySelector('[data-tell]');
if (tell && followed && permission() === 'default') {
  tell.hidden = false;
  tell.addEventListener('click', async () => {
    awaitJob(followed, document.querySelector('h1').textContent.trim());
    await Notification.requestPermission();
    tell.hidden = true;
  });
}

/** The page is rendered anew when the job ends or its first results are there. */
function mustReload(job, root) {
  const hasResults = document.querySelector('[data-results]') !== null;
  return DONE.has(job.state) || (!hasResults && job.shardsDone > 0 && root.dataset.shown !== 'true');
}

if (followed || listed) {
  const close = follow(followed ? `/api/v1/events?job=${encodeURIComponent(followed)}` : '/api/v1/events', {
    job(job) {
      ended(job);
      const root = document.querySelector(`[data-job="${CSS.escape(job.id)}"]`);
      if (!root) {
        return;
      }
      show(root, job);
      if (root.dataset.done !== String(job.shardsDone)) {
        root.dataset.done = job.shardsDone;
        document.dispatchEvent(new Event('vitrine-progress'));
      }
      if (followed && mustReload(job, root)) {
        root.dataset.shown = 'true';
        close();
        location.reload();
      }
    },
    cloud({reachable}) {
      banner.hidden = reachable;
    },
    lost() {
      banner.hidden = false;
    },
    found() {
      banner.hidden = true;
    },
  });
}
