// Judges answers one after another, by keys or by pointer.

import {element, notice, token} from './page.js';
import {count, localTimes} from './format.js';
import {answered, button, correcting, given, opinions} from './review-item.js';
import {text} from './text.js';

const CHUNK = 50;

const place = document.querySelector('[data-review]');
const show = place.querySelector('[data-item]');
const bar = place.querySelector('[data-progress-bar]');
const barText = place.querySelector('[data-progress-text]');
const outputs = JSON.parse(place.dataset.outputs);
const judges = place.dataset.judges === 'true';

const items = new Map();
let total = 0;
let reviewed = 0;
let disagreements = 0;
let at = 0;
let sending = false;

/** How many answers come at a time; of wide tables the server sends fewer. */
let chunk = CHUNK;

async function fetched(begin) {
  const answer = await fetch(`${place.dataset.review}&from=${begin}&count=${CHUNK}`, {headers: {Accept: 'application/json'}});
  if (answer.status === 401) {
    location.reload();
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(body.detail ?? text('connection.lost'));
  }
  total = body.total;
  reviewed = body.reviewed;
  disagreements = body.disagreements;
  body.items.forEach((item, i) => items.set(body.from + i, item));
  if (body.items.length > 0 && body.from + body.items.length < total) {
    chunk = Math.min(chunk, body.items.length);
  }
}

async function load(from) {
  await fetched(Math.floor(from / chunk) * chunk);
  if (!items.has(from) && from < total) {
    await fetched(from);
  }
}

function progress() {
  bar.max = Math.max(1, total);
  bar.value = reviewed;
  const parts = [text('review.progress', count(reviewed), count(total))];
  if (disagreements > 0) {
    parts.push(text(disagreements === 1 ? 'review.disagreement' : 'review.disagreements', count(disagreements)));
  }
  barText.textContent = parts.join(' · ');
}

function corrected(item) {
  const values = {};
  for (const output of outputs) {
    const id = `correct-${output.name}`;
    const chosen = show.querySelector(`input[name="${CSS.escape(id)}"]:checked`) ?? show.querySelector(`#${CSS.escape(id)}`);
    if (chosen && chosen.value !== (item.outputs[output.name] ?? '')) {
      values[output.name] = chosen.value;
    }
  }
  return values;
}

function comment() {
  return show.querySelector('#review-comment')?.value.trim() ?? '';
}

function opening(part) {
  const form = show.querySelector('.review-form');
  form.hidden = false;
  const target = part === 'comment' ? form.querySelector('#review-comment') : form.querySelector('input:checked') ?? form.querySelector('input, select');
  target?.focus();
}

async function send(method, body) {
  if (sending) {
    return;
  }
  sending = true;
  const item = items.get(at);
  const before = item.reviewed;
  try {
    const answer = await fetch(`/api/v1/predictions/${encodeURIComponent(item.id)}/correction`, {
      method,
      headers: {'X-CSRF-Token': token, 'Content-Type': 'application/json', 'Accept': 'application/json'},
      ...body && {body: JSON.stringify({...body, revision: item.revision})},
    });
    if (answer.status === 401) {
      location.reload();
      return;
    }
    const now = await answer.json();
    if (!answer.ok) {
      show.querySelector('.review-outcome').replaceChildren(notice(now.title, now.detail, now.remedy));
      return;
    }
    disagreements += Number(now.disagree) - Number(item.disagree);
    items.set(at, now);
    reviewed += Number(now.reviewed) - Number(before);
    if (method === 'PUT' && at < total - 1) {
      await go(at + 1);
    } else {
      draw();
    }
  } catch {
    show.querySelector('.review-outcome').replaceChildren(notice(text('review.failed'), text('connection.lost')));
  } finally {
    sending = false;
  }
}

const confirm = () => {
  const form = show.querySelector('.review-form');
  const open = form && !form.hidden;
  const item = items.get(at);
  const values = open ? corrected(item) : {};
  if (item.error) {
    send('PUT', {verdict: 'noted', comment: comment()});
  } else {
    send('PUT', {outputs: values, comment: comment()});
  }
};
const note = () => send('PUT', {verdict: 'noted', comment: comment()});
const undo = () => {
  if (items.get(at)?.opinions.some(one => one.mine)) {
    send('DELETE');
  }
};

function actions(item, mine) {
  const acts = element('p', 'actions review-actions');
  if (!item.error) {
    acts.append(button(text('review.confirm'), 'Y', () => send('PUT', {comment: ''}), 'button primary'), button(text('review.correct'), 'C', () => opening('outputs')));
  }
  acts.append(button(text('review.comment'), 'M', () => opening('comment')));
  if (mine) {
    acts.append(button(text('review.undo'), 'U', undo));
  }
  return acts;
}

function draw() {
  progress();
  const item = items.get(at);
  if (!item) {
    show.replaceChildren(element('div', 'empty', element('h3', '', text('review.none')), element('p', 'muted', text('review.none.hint'))));
    return;
  }
  const mine = item.opinions.find(one => one.mine);
  const answer = answered(item, outputs);
  const judging = judges ? [actions(item, mine), correcting(item, mine, outputs, confirm, note)] : [];
  const previous = button(text('review.previous'), '←', () => go(at - 1), 'button quiet');
  const next = button(text('review.next'), '→', () => go(at + 1), 'button quiet');
  previous.disabled = at === 0;
  next.disabled = at >= total - 1;
  const head = element('div', 'review-head', element('p', 'strong', text('review.place', count(at + 1), count(total), count(item.row))), element('p', 'actions', previous, next));
  show.replaceChildren(head, element('div', 'review-body', given(item), element('div', 'review-side', answer, ...judging, element('div', 'review-outcome'), opinions(item, outputs, !judges || place.dataset.review.includes('show=disagreements')))),
    element('p', 'muted fine', text('review.version', item.version)));
  localTimes(show);
}

async function go(to) {
  at = Math.max(0, Math.min(Math.max(0, (total || Infinity) - 1), to));
  if (!items.has(at)) {
    try {
      await load(at);
    } catch (problem) {
      const again = element('button', 'button', text('again'));
      again.type = 'button';
      again.addEventListener('click', () => go(to));
      show.replaceChildren(notice(text('review.unread'), problem instanceof TypeError ? text('connection.lost') : problem.message), element('p', 'actions', again));
      return;
    }
  }
  draw();
  if (at + 5 < total && !items.has(at + 5)) {
    load(at + 5).then(progress).catch(() => {});
  }
}

document.addEventListener('keydown', event => {
  const typing = event.target.closest('input:not([type="radio"]), textarea, select');
  const form = show.querySelector('.review-form');
  if (event.key === 'Escape' && form && !form.hidden) {
    draw();
    return;
  }
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && form && !form.hidden) {
    event.preventDefault();
    confirm();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !items.has(at)) {
    return;
  }
  const open = form && !form.hidden;
  const options = [...show.querySelectorAll('.review-form fieldset:first-of-type input[type="radio"]')];
  const chosen = /^\d$/.test(event.key) ? options.find(option => option.parentElement.querySelector('kbd').textContent === event.key) : undefined;
  if (chosen) {
    opening('outputs');
    chosen.checked = true;
    chosen.focus();
    event.preventDefault();
    return;
  }
  const keys = {
    ...judges && {y: () => (items.get(at).error ? undefined : send('PUT', {comment: ''})), c: () => opening('outputs'), m: () => opening('comment'), u: undo},
    j: () => go(at + 1), k: () => go(at - 1), n: () => go(at + 1), p: () => go(at - 1),
    ...!open && {ArrowRight: () => go(at + 1), ArrowLeft: () => go(at - 1)},
    ...open && {Enter: confirm},
  };
  if (keys[event.key] && !(event.key === 'Enter' && event.target.closest('button, a'))) {
    event.preventDefault();
    keys[event.key]();
  }
});

place.closest('main').querySelector('[data-review-source] select').addEventListener('change', event => event.target.form.submit());

/** Begins at the answer that is asked for, else at the first that this person has not judged. */
async function start() {
  if (place.dataset.at) {
    await go(Number(place.dataset.at));
    return;
  }
  await go(0);
  let wanted = 0;
  while (items.has(wanted) && items.get(wanted).opinions.some(one => one.mine)) {
    wanted++;
  }
  if (wanted > 0 && wanted < total) {
    await go(wanted);
  }
}

start();
