// Tells when a job that was submitted from this browser ends, on whatever page its person is.

import {count} from './format.js';
import {text} from './text.js';

const KEY = 'vitrine-awaited';
const MOST = 20;
const DONE = {SUCCEEDED: text('notify.done'), FAILED: text('notify.failed'), CANCELLED: text('notify.cancelled')};

function awaited() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(one => typeof one?.id === 'string') : [];
  } catch {
    return [];
  }
}

function keep(jobs) {
  try {
    localStorage.setItem(KEY, JSON.stringify(jobs.slice(-MOST)));
  } catch {
    // Without storage a job is told of on its own page only.
  }
}

/** Remembers to tell when the job ends. */
export function awaitJob(id, name) {
  keep([...awaited().filter(one => one.id !== id), {id, name}]);
}

/** Whether this browser may show notifications, may not, or must ask first. */
export function permission() {
  return 'Notification' in window ? Notification.permission : 'denied';
}

function toast(job, name) {
  let stack = document.querySelector('.toasts');
  if (!stack) {
    stack = document.createElement('div');
    stack.className = 'toasts';
    stack.setAttribute('role', 'status');
    document.body.append(stack);
  }
  const box = document.createElement('div');
  box.className = 'toast';
  box.dataset.state = job.state;
  const link = document.createElement('a');
  link.href = `/jobs/${encodeURIComponent(job.id)}`;
  link.textContent = name;
  const told = document.createElement('p');
  told.append(link, ` ${DONE[job.state]}${job.state === 'SUCCEEDED' ? `: ${text('notify.rows', count(job.rows), count(job.rejects))}` : ''}.`);
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'button quiet small';
  close.textContent = text('notify.close');
  close.addEventListener('click', () => box.remove());
  box.append(told, close);
  stack.append(box);
}

/** Tells of a job that ended, once. */
export function ended(job) {
  const mine = awaited().find(one => one.id === job.id);
  if (!mine || !DONE[job.state]) {
    return;
  }
  keep(awaited().filter(one => one.id !== job.id));
  const here = location.pathname === `/jobs/${job.id}`;
  if (!here) {
    toast(job, mine.name);
  }
  if (permission() === 'granted' && (document.hidden || !here)) {
    const shown = new Notification(`${mine.name} ${DONE[job.state]}`, {
      body: job.state === 'SUCCEEDED' ? text('notify.rows', count(job.rows), count(job.rejects)) : text('notify.why'),
      tag: job.id,
      icon: document.querySelector('link[rel="icon"]')?.href,
    });
    shown.addEventListener('click', () => {
      focus();
      location.assign(`/jobs/${encodeURIComponent(job.id)}`);
    });
  }
}

/** Looks after awaited jobs every few seconds while there are any; pages that follow jobs by events need not. */
export async function watch() {
  let wait = 2_000;
  while (awaited().length > 0) {
    await new Promise(resolve => { setTimeout(resolve, wait); });
    wait = Math.min(wait * 1.3, 15_000);
    for (const one of awaited()) {
      const answer = await fetch(`/api/v1/jobs/${encodeURIComponent(one.id)}`).catch(() => null);
      if (answer?.ok) {
        ended(await answer.json());
      } else if (answer && (answer.status === 404 || answer.status === 403)) {
        keep(awaited().filter(other => other.id !== one.id));
      } else if (answer?.status === 401) {
        return;
      }
    }
  }
}
