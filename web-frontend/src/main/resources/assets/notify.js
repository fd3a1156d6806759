// Tells when a job of this person ends, on whatever page they are, wherever it was submitted.

import {followMine} from './events.js';
import {count} from './format.js';
import {person} from './page.js';
import {text} from './text.js';

const KEY = 'vitrine-awaited';
const UNTIL = 'vitrine-told-until';
const TOLD = 'vitrine-told';
const MOST = 20;
const MOST_TOASTS = 4;
/** How long ago a job may have ended while no page of this browser was open, in milliseconds. */
const MISSED = 60_000;
const DONE = {SUCCEEDED: text('notify.done'), FAILED: text('notify.failed'), CANCELLED: text('notify.cancelled')};

let quiet = false;

function kept(storage, key) {
  try {
    const list = JSON.parse(window[storage].getItem(key) ?? '[]');
    return Array.isArray(list) ? list : [];
  } catch {
    return []; // where there is no storage, what ended while this page was not open stays untold
  }
}

function keep(storage, key, list) {
  try {
    window[storage].setItem(key, JSON.stringify(list.slice(-MOST)));
  } catch {
    // As above.
  }
}

/** What ended after this moment, by the server's clock, is news here. */
const since = (() => {
  const now = Number(document.querySelector('meta[name="now"]')?.content ?? 0);
  const [before = now] = kept('localStorage', UNTIL);
  keep('localStorage', UNTIL, [now]);
  return before > now - MISSED ? Math.min(before, now) : now;
})();

function awaited() {
  return kept('localStorage', KEY).filter(one => typeof one?.id === 'string');
}

/** Remembers to tell when the job ends. */
export function awaitJob(id, name) {
  keep('localStorage', KEY, [...awaited().filter(one => one.id !== id), {id, name}]);
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
  while (stack.children.length > MOST_TOASTS) {
    stack.firstElementChild.remove();
  }
}

/** Tells nothing while a job is submitted whose page comes next. */
export function hush(on) {
  quiet = on;
}

/** Tells of a job that ended, once in each tab. */
export function ended(job) {
  const waiting = awaited().find(one => one.id === job.id);
  const news = waiting || (job.owner === person && Date.parse(job.finishedAt) >= since);
  if (quiet || !DONE[job.state] || !news || kept('sessionStorage', TOLD).includes(job.id)) {
    return;
  }
  keep('sessionStorage', TOLD, [...kept('sessionStorage', TOLD), job.id]);
  if (waiting) {
    keep('localStorage', KEY, awaited().filter(one => one.id !== job.id));
  }
  const name = waiting?.name ?? text('notify.name', job.source, job.prototype);
  const here = location.pathname === `/jobs/${job.id}`;
  if (!here) {
    toast(job, name);
  }
  if (permission() === 'granted' && (document.hidden || !here)) {
    const shown = new Notification(`${name} ${DONE[job.state]}`, {
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

/** Hears of all jobs of this person; of those that were submitted here also when they are not among the newest. */
export async function watch() {
  followMine(ended);
  for (const one of awaited()) {
    const answer = await fetch(`/api/v1/jobs/${encodeURIComponent(one.id)}`).catch(() => null);
    if (answer?.ok) {
      ended(await answer.json());
    } else if (answer && (answer.status === 404 || answer.status === 403)) {
      keep('localStorage', KEY, awaited().filter(other => other.id !== one.id));
    }
  }
}
